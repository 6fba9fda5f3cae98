import type { AnyMachineSnapshot } from 'xstate';
import type { BaseContext, Plan } from '../../workflows/definition.js';
import type { PersonFacts } from '../../workflows/vocabulary.js';
import type { Calendars } from '../calendar/calendars.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { openReading, readingsOf } from '../emergency-reading/read-readings.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { Standing, Unmet } from '../engine/procedure.js';
import { readiness, type Readiness } from '../engine/readiness.js';
import { cite, type Citation } from '../law/citations.js';
import { eventsOf, latestOf, type StoredEvent } from '../ledger/reading.js';
import type { FactReaders } from '../road/facts.js';
import type { Road } from '../road/record-event.js';
import { told, type Told } from '../road/history.js';
import { SubjectNotFound, UnknownEvent } from '../road/refusals.js';
import type { Standpoint } from '../road/room.js';
import { stepsMissingFor } from './decision-room.js';
import { deadlinesIn } from './open-deadlines.js';
import { citedBy, rulesShown } from './rules-shown.js';
import type { ReleasedWorkflow } from './workflows.js';

/** One thing that this person might do, and how it stands. */
export interface Action {
  readonly type: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly is: Readiness;
  readonly schema: JsonObject;
  /** The articles on which the act itself rests. */
  readonly citations: readonly Citation[];
  readonly standings: readonly (Standing & { readonly citations?: readonly Citation[] })[];
}

/** What stands in the way of one event. */
export interface Obstacles {
  readonly event: string;
  readonly available: boolean;
  readonly standings: readonly (Standing & { readonly citations?: readonly Citation[] })[];
  readonly missingSteps: readonly (Unmet & { readonly citations: readonly Citation[] })[];
  readonly plan: Plan;
}

/** Which decisions are sought. `state`: by its path, `adopted.afterIssue`. */
interface Sought {
  readonly q?: string | undefined;
  readonly body?: string | undefined;
  readonly state?: string | undefined;
  readonly oldestFirst?: boolean;
  readonly limit: number;
  readonly after?: string | undefined;
}

interface Listed {
  readonly id: string;
  readonly body: string;
  readonly title: string;
  readonly state: string;
  readonly version: number;
  readonly changed_at: string;
  readonly last: StoredEvent | undefined;
}

/** Everything that is read of decisions: folded from the ledger, nothing kept beside it but the list. */
export class ReadingDecisions {
  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly released: readonly ReleasedWorkflow[],
    private readonly world: {
      readonly calendars: Calendars;
      readonly clock: Clock;
      readonly readers: FactReaders;
    },
  ) {}

  /** @throws SubjectNotFound when there is none, or it is not open to this person */
  async standpoint(id: string, actor: string): Promise<Standpoint> {
    const standpoint = await this.road.states.read(this.database.read, `decision/${id}`);
    if (standpoint.version < 0) throw new SubjectNotFound();
    const reader = await this.person(actor);
    if (!this.road.states.roomOf(`decision/${id}`).mayAccess(reader, standpoint.state))
      if (!(await this.isOpenTo(reader, id))) throw new SubjectNotFound();
    // A calendar that was adopted just now has counted nothing yet.
    const { calendar } = standpoint.loaded.procedure.context(standpoint.state) as BaseContext;
    if (calendar !== null) await this.world.calendars.load(calendar);
    return standpoint;
  }

  /** Under an emergency reading: it shows, and lets nobody act, since the road does not ask it. */
  private async isOpenTo({ person, grants }: PersonFacts, id: string): Promise<boolean> {
    const now = this.world.clock.legal().toISOString();
    return grants.length > 0 && (await openReading(this.database.read, person, id, now)) !== undefined;
  }

  async decision(id: string, actor: string) {
    const standpoint = await this.standpoint(id, actor);
    const { procedure } = standpoint.loaded;
    return {
      id,
      title: await this.titleOf(id),
      workflow: { id: procedure.id, version: procedure.version, hash: standpoint.loaded.hash ?? '' },
      version: standpoint.version,
      state: procedure.view(standpoint.state),
      stateHash: procedure.stateHash?.(standpoint.state) ?? '',
      plan: this.plan(standpoint),
      deadlines: await this.deadlines(standpoint),
      rules: rulesShown(
        procedure.context(standpoint.state) as BaseContext,
        this.workflowOf(standpoint).procedure.definition.requirements,
      ),
      emergencyReadings: await readingsOf(this.database.read, id, this.world.clock.legal().toISOString()),
      actions: await this.actions(id, standpoint, actor),
    };
  }

  /** What an act is called in the newest procedure that knows it. */
  titleOfAct(type: string): { readonly zh: string; readonly en: string } {
    const known = this.released.findLast(({ procedure }) => Object.hasOwn(procedure.events, type));
    return known?.procedure.events[type]?.title ?? { zh: type, en: type };
  }

  async titleOf(id: string): Promise<string> {
    const [listed] = await this.database.read.query<{ title: string }>(
      'SELECT title FROM decision_projection WHERE id = ?',
      [id],
    );
    return listed?.title ?? '';
  }

  /** Decisions of the bodies in which this person holds a role, newest change first unless `oldestFirst`. */
  async list(
    actor: string,
    { q, body, state, oldestFirst = false, limit, after }: Sought,
  ): Promise<Listed[]> {
    const held = [...new Set((await this.person(actor)).grants.map((grant) => grant.body))];
    const bodies = body === undefined ? held : held.filter((one) => one === body);
    if (bodies.length === 0) return [];
    const [than, direction] = oldestFirst ? ['>', 'ASC'] : ['<', 'DESC'];
    const [changedAt = '', id = ''] = after?.split('~') ?? (oldestFirst ? [] : ['9999']);
    const within = inState(this.database.dialect, state);
    const rows = await this.database.read.query<Omit<Listed, 'last'>>(
      `SELECT id, body, title, state, version, changed_at FROM decision_projection
       WHERE body IN (${bodies.map(() => '?').join(', ')}) AND title LIKE ? AND ${within.sql}
         AND (changed_at ${than} ? OR (changed_at = ? AND id ${than} ?))
       ORDER BY changed_at ${direction}, id ${direction} LIMIT ?`,
      [...bodies, `%${q ?? ''}%`, ...within.values, changedAt, changedAt, id, limit],
    );
    const latest = await latestOf(
      this.database.read,
      rows.map((row) => `decision/${row.id}`),
    );
    return rows.map((row) => ({
      ...row,
      last: latest.find(({ subject }) => subject === `decision/${row.id}`),
    }));
  }

  async history(id: string, actor: string): Promise<Told[]> {
    const { loaded } = await this.standpoint(id, actor);
    return (await this.events(id)).map((event) => told(loaded.procedure, event));
  }

  /** The state as it was after an event, or at an instant (RFC 3339): folded anew from the first event. */
  async replay(id: string, actor: string, until: { version?: number | undefined; at?: string | undefined }) {
    await this.standpoint(id, actor);
    const instant = until.at === undefined ? undefined : new Date(until.at).toISOString();
    const events = (await this.events(id)).filter(
      ({ version, time }) =>
        (until.version === undefined || version <= until.version) &&
        (instant === undefined || time <= instant),
    );
    const then = await this.road.states.fold(`decision/${id}`, events);
    // A version that has not been is nothing to replay, and never answered with an earlier one.
    if (then.version < Math.max(0, until.version ?? 0)) throw new SubjectNotFound();
    const { procedure } = then.loaded;
    return {
      id,
      version: then.version,
      at: events.at(-1)?.time ?? '',
      state: procedure.view(then.state),
      stateHash: procedure.stateHash?.(then.state) ?? '',
    };
  }

  /** The states that it was in after each event, folded once from the first. */
  async path(id: string, actor: string) {
    await this.standpoint(id, actor);
    const path: { version: number; value: unknown }[] = [];
    let at: Standpoint | undefined;
    for (const event of await this.events(id)) {
      at = await this.road.states.fold(`decision/${id}`, [event], at);
      path.push({ version: at.version, value: (at.state as AnyMachineSnapshot).value });
    }
    return { id, path };
  }

  /** @throws UnknownEvent; SubjectNotFound as `standpoint` */
  async obstacles(id: string, actor: string, type: string): Promise<Obstacles> {
    const standpoint = await this.standpoint(id, actor);
    const { events } = standpoint.loaded.procedure;
    if (!Object.hasOwn(events, type)) throw new UnknownEvent(type, Object.keys(events));
    const { available, standings } = await this.road.explain('decision', id, actor, type);
    const workflow = this.workflowOf(standpoint);
    const missing = available
      ? []
      : stepsMissingFor(workflow, standpoint, type, this.today(), this.world.calendars);
    return {
      event: type,
      available,
      standings: standings.map(withCitations),
      missingSteps: missing.map((one) => ({ ...one, citations: cite(one.rules) })),
      plan: this.plan(standpoint),
    };
  }

  plan(standpoint: Standpoint): Plan {
    const context = standpoint.loaded.procedure.context(standpoint.state) as BaseContext;
    if (context.calendar === null) return { planned: null, ways: [] };
    return this.workflowOf(standpoint).planOf(
      context,
      this.today(),
      this.world.calendars.at(context.calendar),
    );
  }

  /** What runs, each with its last day; `passed` once that day is over, recorded by then or not yet. */
  private async deadlines(standpoint: Standpoint) {
    const due = await deadlinesIn(
      this.workflowOf(standpoint),
      standpoint.state as AnyMachineSnapshot,
      this.world.calendars,
    );
    const today = this.today();
    return due.map(({ id, title, on, rule, provisional = false }) => ({
      id,
      title,
      on,
      ...citedBy(rule),
      provisional,
      passed: on < today,
    }));
  }

  private async actions(id: string, { loaded, state }: Standpoint, actor: string): Promise<Action[]> {
    const { procedure } = loaded;
    const body = (procedure.context(state) as BaseContext).body;
    const roles = (await this.person(actor)).grants
      .filter((grant) => grant.body === body)
      .map(({ role }) => role);
    const types = possibleIn(state as AnyMachineSnapshot, Object.keys(procedure.events));
    const mine = types.filter((type) => procedure.rolesFor(type).some((role) => roles.includes(role)));
    const actions: Action[] = [];
    for (const type of mine) {
      const { standings } = await this.road.explain('decision', id, actor, type);
      const is = readiness(standings);
      const title = procedure.events[type]?.title ?? { zh: type, en: type };
      const schema = procedure.intake(type)?.schema ?? {};
      actions.push({
        type,
        title,
        is,
        schema,
        citations: cite(procedure.rulesFor(type)),
        standings: standings.filter((one) => one.is !== 'met').map(withCitations),
      });
    }
    return actions;
  }

  private events(id: string): Promise<StoredEvent[]> {
    return eventsOf(this.database.read, `decision/${id}`);
  }

  private workflowOf(standpoint: Standpoint): ReleasedWorkflow {
    const workflow = this.released.find(({ hash }) => hash === standpoint.loaded.hash);
    if (!workflow) throw new Error(`No released workflow ${standpoint.loaded.hash ?? ''}`);
    return workflow;
  }

  private today(): string {
    return dateInShanghai(this.world.clock.legal().toISOString());
  }

  private async person(id: string): Promise<PersonFacts> {
    return this.world.readers.person(
      id,
      await this.road.states.read(this.database.read, `person/${id}`),
      this.today(),
    );
  }
}

/** That the kept state is this one, or one within it, in whichever of the regions side by side: letters and points. */
function inState(dialect: Database['dialect'], path?: string): { sql: string; values: readonly string[] } {
  if (path === undefined) return { sql: '1 = 1', values: [] };
  const names = path.split('.');
  const [last = '', around] = [names.at(-1), names.slice(0, -1)];
  return dialect === 'sqlite'
    ? {
        sql: '(json_extract(state, ?) = ? OR json_type(state, ?) IS NOT NULL)',
        values: [['$', ...around].join('.'), last, `$.${path}`],
      }
    : {
        sql: '(CAST(state AS jsonb) #>> CAST(? AS text[]) = ? OR CAST(state AS jsonb) #> CAST(? AS text[]) IS NOT NULL)',
        values: [`{${around.join(',')}}`, last, `{${names.join(',')}}`],
      };
}

/** The event types that some transition of an active state takes. */
function possibleIn(snapshot: AnyMachineSnapshot, types: readonly string[]): string[] {
  return types.filter((type) => snapshot._nodes.some((node) => node.ownEvents.includes(type)));
}

function withCitations(standing: Standing): Standing & { readonly citations?: readonly Citation[] } {
  return 'rules' in standing ? { ...standing, citations: cite(standing.rules) } : standing;
}
