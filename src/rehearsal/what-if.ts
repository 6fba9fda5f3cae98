import type { AnyMachineSnapshot } from 'xstate';
import type { BaseContext } from '../../workflows/definition.js';
import type { LocalDate, RuleSet, Text } from '../../workflows/vocabulary.js';
import { inARow, wordFor } from '../../workflows/words.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { actOf } from '../engine/fold.js';
import type { Procedure, Standing } from '../engine/procedure.js';
import type { Rehearse, Rehearsed } from '../engine/rehearse.js';
import { areKnown, ruleSetFor } from '../jurisdictions/rule-sets.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import { citedIfKnown, type Citation } from '../law/citations.js';
import type { StoredEvent } from '../ledger/reading.js';
import type { UnitState } from '../people/unit.js';
import { FACTS } from '../road/fact-words.js';
import type { FactReaders } from '../road/facts.js';
import type { Room } from '../road/room.js';
import type { States } from '../road/states.js';
import { AsItStood } from './as-it-stood.js';
import { factsThen } from './facts-then.js';
import { fieldNamed, takenIn } from './taken-in.js';

/** What is supposed to have been otherwise: the day of the act, or the place whose rules bind; one of them at least. */
export interface Supposed {
  readonly on?: LocalDate | undefined;
  readonly jurisdiction?: string | undefined;
}

/** What would have become of one recorded act. Nothing was decided, and nothing follows from it. */
export interface WhatIf {
  readonly version: number;
  readonly type: string;
  readonly title: Text;
  readonly recorded: { readonly time: string; readonly date: LocalDate };
  readonly supposed: {
    readonly date: LocalDate;
    readonly jurisdiction: { readonly id: string; readonly title: Text } | null;
    /** The rules under which it was judged; null before the start, which fixes them. */
    readonly rules: Pick<RuleSet, 'digest' | 'jurisdiction' | 'inForceFrom' | 'decree'> | null;
  };
  readonly would: 'pass' | 'be-refused' | 'find-no-step' | 'not-be-told';
  readonly standings: readonly (Standing & { readonly citations?: readonly Citation[] })[];
  /** Requirements of which nobody can say how they would have stood, and for want of what. */
  readonly untold: readonly {
    readonly requirement: string;
    readonly title: Text;
    readonly citations: readonly Citation[];
    readonly missing: Text;
  }[];
}

/** Why nothing can be supposed. */
export type NotSupposable =
  'nothing-supposed' | 'no-such-event' | 'no-such-place' | 'before-the-rules' | 'version-without-means';

export class CannotSuppose extends Error {
  constructor(readonly because: NotSupposable) {
    super(because);
  }
}

/** The ledger, and what it takes to judge an act of it again. */
export interface Supposing {
  readonly rows: Rows;
  readonly room: Room;
  readonly states: States;
  readonly calendars: Calendars;
  readonly readers: FactReaders;
}

/**
 * Judges one recorded act again as if it had been done on another day, or had the whole procedure run under the rules of
 * another place: on another day in the state that was there before it; in another place in the state to which the same
 * acts, each let through, would have led there. What the act asked of the world is asked again of the ledger as it
 * stood. Writes nothing.
 * @throws CannotSuppose ReplayDisagrees CalendarMissing
 */
export async function whatIf(
  world: Supposing,
  workflow: ReleasedWorkflow,
  events: readonly StoredEvent[],
  version: number,
  { on, jurisdiction }: Supposed,
): Promise<WhatIf> {
  const event = events[version];
  if (!event) throw new CannotSuppose('no-such-event');
  if (on === undefined && jurisdiction === undefined) throw new CannotSuppose('nothing-supposed');
  const { rehearse, procedure } = workflow;
  if (!rehearse) throw new CannotSuppose('version-without-means');
  const place = placeFrom(jurisdiction);
  if ((on ?? SHIPPED.national.inForceFrom) < SHIPPED.national.inForceFrom)
    throw new CannotSuppose('before-the-rules');
  const playing = new Playing(world, procedure, rehearse, place?.id);
  const before = events.slice(0, version);
  const state = place
    ? await playing.through(before)
    : ((await world.states.fold(event.subject, before)).state as AnyMachineSnapshot | undefined);
  const { rehearsed, ruleSet } = await playing.act(event, state, on);
  return {
    version,
    type: event.type,
    title: procedure.events[event.type]?.title ?? { zh: event.type, en: event.type },
    recorded: { time: event.time, date: dateInShanghai(event.time) },
    supposed: {
      date: on ?? dateInShanghai(event.time),
      jurisdiction: place ?? null,
      rules: ruleSet ? rulesNamed(ruleSet) : null,
    },
    ...told(rehearsed),
  };
}

const rulesNamed = ({ digest, jurisdiction, inForceFrom, decree }: RuleSet) => ({
  digest,
  jurisdiction,
  inForceFrom,
  decree,
});

function placeFrom(id: string | undefined): { readonly id: string; readonly title: Text } | undefined {
  if (id === undefined) return undefined;
  const place = SHIPPED.places.get(id);
  if (!place) throw new CannotSuppose('no-such-place');
  return { id, title: place.title };
}

/** The acts of one decision, played again under its own workflow. */
class Playing {
  private readonly past: AsItStood;

  constructor(
    private readonly world: Supposing,
    private readonly procedure: Procedure<AnyMachineSnapshot>,
    private readonly rehearse: Rehearse,
    private readonly jurisdiction: string | undefined,
  ) {
    this.past = new AsItStood(world.rows, world.states);
  }

  /** Where these acts lead, each let through. @throws CannotSuppose where one finds no step there */
  async through(events: readonly StoredEvent[]): Promise<AnyMachineSnapshot | undefined> {
    let state: AnyMachineSnapshot | undefined;
    for (const event of events) {
      const { rehearsed } = await this.act(event, state);
      // An act that finds no step changes nothing, there as here.
      if (rehearsed.would === 'be-judged') state = rehearsed.letThrough ?? state;
    }
    return state;
  }

  async act(event: StoredEvent, state: AnyMachineSnapshot | undefined, on?: LocalDate) {
    const { calendars, room, rows, readers } = this.world;
    const { leaf, version, seq } = event;
    this.past.goTo(seq);
    const procedure: Procedure = this.procedure;
    const taken = takenIn(event, procedure, procedure);
    const supposed = on === undefined ? leaf : { ...leaf, time: onDay(leaf.time, on) };
    const under = { version: version - 1, state, loaded: { procedure } };
    const ruleSet = this.rulesOf(on);
    const world = { rows, readers, ruleSet, room, look: this.past.look };
    const { facts, unrecorded } = await factsThen(world, supposed, procedure, under, taken);
    await calendars.load(facts.calendar);
    const recorded = { ...supposed, data: { ...leaf.data, payload: taken.payload, facts } };
    const rehearsed = this.rehearse(state, actOf(recorded, calendars.at), {
      facts: unrecorded,
      fields: taken.fields,
    });
    const fixed = (this.procedure.context(state) as BaseContext).ruleSet ?? facts.ruleSet;
    return { rehearsed, ruleSet: fixed };
  }

  /** What is asked for when the rules are fixed: the place's, of that day; else those of the day supposed. */
  private rulesOf(on: LocalDate | undefined): FactReaders['ruleSet'] | undefined {
    const { jurisdiction } = this;
    if (jurisdiction === undefined) return on === undefined ? undefined : this.world.readers.ruleSet;
    return ({ state }, day, matters = []) => {
      if (state === undefined || !areKnown(jurisdiction, matters)) return undefined;
      return ruleSetFor((state as UnitState).level, day, { jurisdiction, matters });
    };
  }
}

const midnight = (date: LocalDate): number => Date.parse(`${date}T00:00:00+08:00`);

/** The same hour in Shanghai, on another day. */
function onDay(time: string, day: LocalDate): string {
  const hour = Date.parse(time) - midnight(dateInShanghai(time));
  return new Date(midnight(day) + hour).toISOString();
}

function told(rehearsed: Rehearsed): Pick<WhatIf, 'would' | 'standings' | 'untold'> {
  if (rehearsed.would === 'find-no-step') return { would: 'find-no-step', standings: [], untold: [] };
  if (rehearsed.would === 'hang') return { would: 'not-be-told', standings: [], untold: [] };
  const { standings, unmet, untold } = rehearsed;
  return {
    would: unmet.length > 0 ? 'be-refused' : untold.length > 0 ? 'not-be-told' : 'pass',
    standings: standings.map((one) => ('rules' in one ? { ...one, citations: cited(one.rules) } : one)),
    untold: untold.map(({ requirement, title, rules, missing }) => ({
      requirement,
      title,
      citations: cited(rules),
      missing: inARow([
        ...missing.facts.map((name) => wordFor(FACTS, name)),
        ...missing.fields.map((path) => fieldNamed(path)),
      ]),
    })),
  };
}

const cited = (rules: readonly string[]): Citation[] => rules.flatMap((rule) => citedIfKnown(rule) ?? []);
