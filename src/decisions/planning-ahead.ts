import type { BaseContext, Plan } from '../../workflows/definition.js';
import type { Context } from '../../workflows/major-decision/context.js';
import { workingDaysBetween } from '../../workflows/major-decision/review-time.js';
import type { Text } from '../../workflows/vocabulary.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import { cite, type Citation } from '../law/citations.js';
import type { FactReaders } from '../road/facts.js';
import type { Road } from '../road/record-event.js';
import { SubjectNotFound } from '../road/refusals.js';
import { citedBy, rulesShown, type Cited, type RulesShown } from './rules-shown.js';
import { newestOf, type ReleasedWorkflow } from './workflows.js';

/** A matter that nobody has proposed yet, as far as its author knows it. */
export interface Envisaged {
  readonly body: string;
  /** The day on which it would start; today unless told. */
  readonly on?: string | undefined;
  readonly kind?: Context['kind'] | undefined;
  readonly matters?: readonly string[] | undefined;
  readonly touches?: readonly string[] | undefined;
  /** Another law asks for a hearing. */
  readonly hearing?: boolean | undefined;
}

interface StepAhead {
  readonly id: string;
  readonly title: Text;
  readonly exemptible: boolean;
  readonly citations: readonly Citation[];
}

export interface PlanAhead {
  readonly body: string;
  readonly on: string;
  readonly steps: readonly StepAhead[];
  /** Null where no rules are known for the body on that day. */
  readonly rules: RulesShown | null;
  readonly ways: readonly (Omit<Plan['ways'][number], 'chain'> & {
    readonly chain: readonly (Omit<Plan['ways'][number]['chain'][number], 'rule'> & Cited)[];
  })[];
}

/**
 * What would lie ahead of a matter: the steps, the rules, and the earliest lawful meeting, by the functions that count
 * them once it runs (`workflows/major-decision/plan.ts`).
 */
export class PlanningAhead {
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

  /** @throws SubjectNotFound when there is no such body */
  async plan(envisaged: Envisaged): Promise<PlanAhead> {
    const { calendars, clock, readers } = this.world;
    const on = envisaged.on ?? dateInShanghai(clock.legal().toISOString());
    const { read } = this.database;
    const body = await this.road.states.read(read, `unit/${envisaged.body}`);
    if (body.version < 0) throw new SubjectNotFound();
    const workflow = newestOf(this.released, 'major-decision');
    if (!workflow) throw new Error('No major-decision is released.');
    const { procedure, steps, planOf } = workflow;
    const installation = await this.road.states.read(read, 'installation');
    const calendar = readers.calendar(installation) ?? calendars.shipped;
    await calendars.load(calendar);
    // No rules are known before the decree.
    const { inForceFrom } = SHIPPED.national;
    const ruleSet = on < inForceFrom ? null : (readers.ruleSet(body, on, envisaged.matters ?? []) ?? null);
    const context = {
      ...(procedure.context(undefined) as Context),
      ...asEnvisaged(envisaged),
      calendar,
      ruleSet,
    };
    return {
      body: envisaged.body,
      on,
      steps: steps.map(({ id, title, exemptible, rules }) => ({
        id,
        title,
        exemptible,
        citations: cite(rules),
      })),
      rules: rulesShown(context satisfies BaseContext, procedure.definition.requirements),
      ways: planOf(context, on, calendars.at(calendar)).ways.map(({ chain, ...way }) => ({
        ...way,
        chain: chain.map(({ rule, ...link }) => ({ ...link, ...citedBy(rule) })),
      })),
    };
  }

  /** How many working days lie after `from` (today unless told), up to and with `to`, by the calendar in force. */
  async workingDays({ from, to }: { from?: string | undefined; to: string }) {
    const { calendars, clock, readers } = this.world;
    const today = dateInShanghai(clock.legal().toISOString());
    const begin = from ?? today;
    const installation = await this.road.states.read(this.database.read, 'installation');
    const calendar = readers.calendar(installation) ?? calendars.shipped;
    await calendars.load(calendar);
    const days = calendars.at(calendar);
    // A longer stretch is nobody's deadline, and takes long to count.
    const end = to < days.addDays(begin, LONGEST) ? to : days.addDays(begin, LONGEST);
    return { today, from: begin, to: end, workingDays: workingDaysBetween(days, begin, end) };
  }
}

const LONGEST = 800;

function asEnvisaged({
  body,
  kind,
  matters = [],
  touches = [],
  hearing = false,
}: Envisaged): Partial<Context> {
  return {
    body,
    kind: kind ?? null,
    matters,
    draft: {
      edition: 0,
      bundle: '',
      drafters: [],
      options: [],
      touches: {
        specificGroups: touches.includes('specificGroups'),
        marketPlayers: touches.includes('marketPlayers'),
        money: touches.includes('money'),
        land: touches.includes('land'),
        wideConcern: touches.includes('wideConcern'),
        units: [],
        hearingRequiredBy: hearing ? '—' : null,
      },
    },
  };
}
