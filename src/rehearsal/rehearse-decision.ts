import type { AnyMachineSnapshot } from 'xstate';
import type { BaseContext } from '../../workflows/definition.js';
import type { Companion, LocalDate, Text } from '../../workflows/vocabulary.js';
import { inARow, wordFor } from '../../workflows/words.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import { actOf } from '../engine/fold.js';
import type { Procedure, Unmet } from '../engine/procedure.js';
import type { Rehearse, Rehearsed, Unrecorded, Untold } from '../engine/rehearse.js';
import type { Workflow } from '../engine/workflow.js';
import type { StoredEvent } from '../ledger/reading.js';
import { everyName } from '../people/directory.js';
import { FACTS } from '../road/fact-words.js';
import type { FactReaders } from '../road/facts.js';
import { withNames } from '../road/names.js';
import type { Room } from '../road/room.js';
import type { States } from '../road/states.js';
import { AsItStood } from './as-it-stood.js';
import { factsThen } from './facts-then.js';
import { fieldNamed, takenIn, type TakenIn } from './taken-in.js';

/** What would have become of one act; told of those with which something would have been otherwise. */
export interface RehearsedAct {
  readonly version: number;
  readonly type: string;
  readonly title: Text;
  readonly date: LocalDate;
  readonly refusedFor: readonly Unmet[];
  readonly noSuchStep: boolean;
  /** What cannot be told, and for want of what. */
  readonly untold: readonly (Pick<Untold, 'requirement' | 'title' | 'rules'> & { readonly missing: Text })[];
  /** What the draft's form says of what was filled in. */
  readonly form: readonly Text[];
  /** From here on nothing can be told: which way it goes hangs on this. */
  readonly lost?: Text;
}

export interface RehearsedDecision {
  readonly decision: string;
  /** Undefined where it was lawfully erased. */
  readonly title: string | undefined;
  /** The version that it ran on. */
  readonly version: string;
  /** Ids of the rules of places and matters that bound it in the rehearsal. */
  readonly overlays: readonly string[];
  /** How many of its acts were rehearsed. */
  readonly acts: number;
  readonly told: readonly RehearsedAct[];
}

/** What a rehearsal plays on. */
export interface Stage {
  readonly rows: Rows;
  readonly room: Room;
  readonly states: States;
  readonly calendars: Calendars;
  readonly readers: FactReaders;
  /** Draft rules of a place or a matter, if any. */
  readonly ruleSet: FactReaders['ruleSet'] | undefined;
  readonly draft: Workflow;
  readonly rehearse: Rehearse;
}

/**
 * Plays a decision's acts again under the draft, each let through whatever it meets, so that all is told of what
 * follows. @throws ReplayDisagrees CalendarMissing WorkflowMissing
 */
export async function rehearseDecision(
  stage: Stage,
  decision: string,
  own: Procedure,
  events: readonly StoredEvent[],
): Promise<RehearsedDecision> {
  const then = new AsItStood(stage.rows, stage.states);
  const told: RehearsedAct[] = [];
  let state: AnyMachineSnapshot | undefined;
  let acts = 0;
  for (const event of events) {
    then.goTo(event.seq);
    const { act, rehearsed } = await rehearsedAct(stage, then, own, event, state);
    acts += 1;
    if (isWorthTelling(act)) told.push(act);
    if (act.lost) break;
    if (rehearsed.would === 'be-judged') state = rehearsed.letThrough;
  }
  const [first] = events;
  const title = first && joinPayload(first.leaf.data.payload, first.disclosures)['title'];
  return {
    decision,
    title: typeof title === 'string' ? title : undefined,
    version: own.version,
    overlays: ((state?.context as BaseContext | undefined)?.ruleSet?.overlays ?? []).map(({ id }) => id),
    acts,
    told,
  };
}

const isWorthTelling = ({ refusedFor, noSuchStep, untold, form, lost }: RehearsedAct): boolean =>
  noSuchStep || lost !== undefined || refusedFor.length + untold.length + form.length > 0;

async function rehearsedAct(
  stage: Stage,
  then: AsItStood,
  own: Procedure,
  event: StoredEvent,
  state: AnyMachineSnapshot | undefined,
): Promise<{ readonly act: RehearsedAct; readonly rehearsed: Rehearsed }> {
  const { calendars, draft, rehearse, rows } = stage;
  const { leaf, version, type } = event;
  const taken = takenIn(event, own, draft);
  const under = { version: version - 1, state, loaded: { procedure: draft as Procedure } };
  const { facts, unrecorded } = await factsThen({ ...stage, look: then.look }, leaf, own, under, taken);
  await calendars.load(facts.calendar);
  const recorded = { ...leaf, data: { ...leaf.data, payload: taken.payload, facts } };
  const rehearsed = rehearse(state, actOf(recorded, calendars.at), {
    facts: unrecorded,
    fields: taken.fields,
  });
  const definition = draft.events[type] ?? own.events[type];
  const act = {
    version,
    type,
    title: definition?.title ?? { zh: type, en: type },
    date: dateInShanghai(leaf.time),
    form: taken.form,
    ...toldOf(rehearsed, taken, draft.events[type]?.companions ?? {}),
  };
  const refusedFor = await withNames(act.refusedFor, (people, units) => everyName(rows, people, units));
  return { rehearsed, act: { ...act, refusedFor } };
}

type Companions = Readonly<Record<string, Companion>>;

function toldOf(
  rehearsed: Rehearsed,
  taken: TakenIn,
  companions: Companions,
): Pick<RehearsedAct, 'refusedFor' | 'noSuchStep' | 'untold' | 'lost'> {
  const lost = lostIn(rehearsed, taken);
  const tail = lost ? { lost: inWords(lost, companions) } : {};
  if (rehearsed.would !== 'be-judged')
    return { refusedFor: [], noSuchStep: rehearsed.would === 'find-no-step', untold: [], ...tail };
  const untold = rehearsed.untold.map(({ missing, ...about }) => ({
    ...about,
    missing: inWords(missing, companions),
  }));
  return { refusedFor: rehearsed.unmet, noSuchStep: false, untold, ...tail };
}

/** What the way on hangs on, where there is none without it. */
function lostIn(rehearsed: Rehearsed, { fields, needed }: TakenIn): Unrecorded | undefined {
  if (rehearsed.would === 'hang') return rehearsed.missing;
  if (rehearsed.would === 'find-no-step' || rehearsed.letThrough) return undefined;
  return { facts: [], fields: needed.length > 0 ? needed : fields };
}

/** A companion goes by the name of the field that it is worked out from. */
function inWords({ facts, fields }: Unrecorded, companions: Companions): Text {
  const sourceOf = (path: string) => {
    const of = companions[path];
    return of === undefined ? path : 'presenceOf' in of ? of.presenceOf : of.digestOf;
  };
  const named = [
    ...facts.map((name) => wordFor(FACTS, name)),
    ...fields.map((path) => fieldNamed(sourceOf(path))),
  ];
  return inARow([...new Map(named.map((words) => [words.zh, words])).values()]);
}
