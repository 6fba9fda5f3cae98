import { CONFLICTS, WEIGHT, type Conflict, type ConsideredAs } from '../../workflows/conflicts.js';
import type { Context } from '../../workflows/major-decision/context.js';
import type { Text } from '../../workflows/vocabulary.js';
import { CONSULTS } from './answer.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import type { ReadingDecisions } from '../decisions/reading-decisions.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { Procedure } from '../engine/procedure.js';
import { sidesOf, withSides } from '../engine/delegated.js';
import { strengthFor } from '../engine/standing.js';
import { cite } from '../law/citations.js';
import { eventAt, eventsOf, type StoredEvent } from '../ledger/reading.js';
import type { Actor } from '../people/actor.js';
import { namesAndPosts } from '../people/directory.js';
import { NotPermitted } from '../people/refusals.js';
import { inForce, standingOn, type PersonState } from '../people/person.js';
import { isInTerm } from '../people/terms.js';
import { SubjectNotFound } from '../road/refusals.js';
import type { Road } from '../road/record-event.js';
import type { Standpoint } from '../road/room.js';
import { conflictsOf, type Considered, type Involved } from './conflicts.js';
import { interestsIn, involvedIn, restsOn, type Happened, type Rests } from './involved.js';

/** More than these are not considered at once: a body with more candidates asks about each. */
const MOST = 200;

/** What is said of one conflict, besides which it is. */
interface Weighed {
  readonly is: 'refused' | 'warning';
  readonly requirement?: string;
  readonly rules: readonly string[];
  readonly strength: ReturnType<typeof strengthFor>;
}

/** The matter in which people are considered. */
interface Matter {
  readonly body: string;
  readonly procedure: Procedure;
  readonly context: Partial<Context>;
  readonly involved: Involved;
  /** The person, and who stood in for them here or they for whom. */
  readonly sideOf: (person: string) => readonly string[];
  readonly events: readonly Happened[];
}

/** Who would have a conflict of interest in a decision, before anybody is invited or appointed. It writes nothing. */
export class ReadingConflicts {
  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly released: readonly ReleasedWorkflow[],
    private readonly decisions: ReadingDecisions,
    private readonly clock: Clock,
  ) {}

  /**
   * Of everybody who holds the role in the deciding body today, or of one person, who need not hold it.
   * @throws SubjectNotFound where the decision, or the person, is none that the actor may know; NotPermitted where the
   *   actor appoints nobody in that body
   */
  async of(actor: Actor, id: string, as: ConsideredAs, person?: string) {
    const standpoint = await this.decisions.standpoint(id, actor.person);
    const matter = await this.matter(id, standpoint);
    if (!actor.grants.some(({ role, body }) => body === matter.body && CONSULTS.includes(role)))
      throw new NotPermitted(CONSULTS);
    const today = dateInShanghai(this.clock.legal().toISOString());
    const people =
      person === undefined ? await this.holding(as, matter.body, today) : [await this.known(actor, person)];
    const names = await namesAndPosts(this.database.read, people);
    const candidates = [];
    for (const one of people) {
      const considered = await this.considered(one, as, matter.body, today);
      const found = conflictsOf(as, considered, matter.involved);
      const { name = '', post = '' } = names.get(one) ?? {};
      candidates.push({
        person: one,
        name,
        post,
        conflicts: await Promise.all(found.map((kind) => this.told(kind, as, considered, matter))),
      });
    }
    return { decision: id, role: as, candidates };
  }

  private async matter(id: string, standpoint: Standpoint): Promise<Matter> {
    const { procedure } = standpoint.loaded;
    const { state, stoodIn } = standpoint;
    const context = procedure.context(withSides(state, stoodIn)) as Partial<Context>;
    const own = (await eventsOf(this.database.read, `decision/${id}`)).map(happened);
    const draws = await this.draws(id);
    const body = context.body ?? '';
    const involved = involvedIn(context, own, {
      known: draws.flatMap(({ payload }) => interestsIn(payload)),
      otherBodies: await this.otherBodies(context, body),
    });
    const sideOf = sidesOf(stoodIn ?? []);
    return { body, procedure, context, involved, sideOf, events: [...own, ...draws] };
  }

  /** Announcements of the draws that were asked for in this matter. */
  private async draws(decision: string): Promise<Happened[]> {
    const rows = await this.database.read.query<{ seq: number }>(
      'SELECT announced_seq AS seq FROM expert_draw WHERE decision = ? ORDER BY announced_seq',
      [decision],
    );
    const found: Happened[] = [];
    for (const { seq } of rows) {
      const event = await eventAt(this.database.read, seq);
      if (event) found.push(happened(event));
    }
    return found;
  }

  private async otherBodies({ units = [], jointBodies = [] }: Partial<Context>, body: string) {
    const marks = units.map(() => '?').join(', ') || 'NULL';
    const rows = await this.database.read.query<{ body: string }>(
      `SELECT DISTINCT body FROM unit_projection WHERE unit IN (${marks})`,
      [...units],
    );
    return [...rows.map((row) => row.body), ...jointBodies].filter((one) => one !== body);
  }

  private async holding(role: string, body: string, on: string): Promise<string[]> {
    const rows = await this.database.read.query<{ person: string }>(
      `SELECT DISTINCT person FROM grant_projection WHERE body = ? AND role = ?
         AND (valid_from IS NULL OR valid_from <= ?) AND (valid_until IS NULL OR valid_until >= ?)
       ORDER BY person LIMIT ${MOST}`,
      [body, role, on, on],
    );
    return rows.map(({ person }) => person);
  }

  /** Of whoever serves none of the actor's bodies nothing is told, not even that there is such a person. */
  private async known({ grants }: Actor, person: string): Promise<string> {
    const bodies = [...new Set(grants.map(({ body }) => body))];
    const rows = await this.database.read.query(
      `SELECT 1 AS one FROM grant_projection WHERE person = ? AND body IN (${bodies.map(() => '?').join(', ')})`,
      [person, ...bodies],
    );
    if (rows.length === 0) throw new SubjectNotFound();
    return person;
  }

  private async considered(person: string, as: string, body: string, on: string): Promise<Considered> {
    const { state } = await this.road.states.read(this.database.read, `person/${person}`);
    const known = state as PersonState;
    const grants = known.grants.filter((grant) => inForce(grant, on));
    const engagedBy = (known.terms ?? [])
      .filter((term) => term.kind === 'counsel-engagement' && isInTerm(term, on))
      .map((term) => term.body);
    return {
      person,
      standing: standingOn(known, on),
      serves: grants.some((grant) => grant.role === as && grant.body === body),
      units: grants.map(({ unit }) => unit),
      counselOf: [
        ...grants.filter(({ role }) => role === 'legal-adviser').flatMap((grant) => [grant.unit, grant.body]),
        ...engagedBy,
      ],
    };
  }

  private async told(kind: Conflict, as: ConsideredAs, one: Considered, matter: Matter) {
    const { rules, ...weighed } = this.weighed(kind, as, matter);
    return {
      kind,
      title: CONFLICTS[kind] as Text,
      ...weighed,
      citations: cite(rules),
      events: [
        ...restsOn(kind, one, matter.events, matter.sideOf(one.person)),
        ...(await this.ownRecord(kind, one)),
      ],
    };
  }

  /** A bar rests on the person's own record. */
  private async ownRecord(kind: Conflict, { person }: Considered): Promise<Rests[]> {
    if (kind !== 'barred') return [];
    const subject = `person/${person}`;
    const last = (await eventsOf(this.database.read, subject)).findLast(
      ({ type }) => type === 'StandingChanged',
    );
    return last ? [{ subject, version: last.version, type: last.type }] : [];
  }

  /** As the procedure of this very decision weighs it; what nothing refuses is a warning of ours. */
  private weighed(kind: Conflict, as: ConsideredAs, { procedure, context }: Matter): Weighed {
    const warning: Weighed = { is: 'warning', rules: [], strength: 'house' };
    const id = WEIGHT[as][kind];
    if (id === undefined || id === 'house') return warning;
    if (id === 'competent') return { is: 'refused', requirement: id, rules: [], strength: 'binding' };
    const own = this.released.find(({ procedure: { version } }) => version === procedure.version);
    // An earlier version may not have asked for it yet.
    const requirement = own?.procedure.definition.requirements[id];
    if (!requirement) return warning;
    const isWarning = requirement.strength === 'house' && context.ruleSet?.warnings.includes(id) === true;
    return {
      is: isWarning ? 'warning' : 'refused',
      requirement: id,
      rules: requirement.rules,
      strength: strengthFor(requirement, context.ruleSet),
    };
  }
}

function happened({ subject, version, type, leaf }: StoredEvent): Happened {
  const { actor, onbehalf, actorunit, actorrole, data } = leaf;
  return {
    subject,
    version,
    type,
    person: onbehalf ?? actor,
    unit: actorunit,
    role: actorrole,
    payload: data.payload,
  };
}
