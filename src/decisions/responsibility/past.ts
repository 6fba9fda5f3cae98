import type { Context } from '../../../workflows/major-decision/context.js';
import {
  countedFrom,
  ROLES,
  type DayCounting,
  type Facts,
  type Text,
} from '../../../workflows/vocabulary.js';
import { wordFor, type Words } from '../../../workflows/words.js';
import type { Json, JsonObject } from '../../canonical/canonical-json.js';
import { joinPayload, type DisclosedField } from '../../engine/disclosed-fields.js';
import { actOf, type RecordedAct } from '../../engine/fold.js';
import { ANYBODY } from '../../people/person-room.js';
import type { Standpoint } from '../../road/room.js';
import type { ReleasedWorkflow } from '../workflows.js';
import type { ActShown, Word } from './answer.js';
import type { Cast } from './cast.js';

/** One act of the history: what was said, on what facts, and what the procedure remembered before it. */
export interface Done {
  readonly shown: ActShown;
  readonly type: string;
  readonly by: string;
  /** The whole payload, without what was erased. */
  readonly said: JsonObject;
  readonly facts: Facts;
  readonly date: string;
  readonly days: DayCounting;
  readonly before: Standpoint;
}

/** The history of one decision, as the report reads it. */
export interface Past {
  readonly acts: readonly Done[];
  readonly cast: Cast;
  readonly workflow: ReleasedWorkflow;
}

/** Acts of these types, in their order. */
export const of = ({ acts }: Past, ...types: readonly string[]): readonly Done[] =>
  acts.filter(({ type }) => types.includes(type));

/** What the procedure remembered before an act; earlier versions remember less. */
export const remembered = ({ before: { loaded, state } }: Done): Partial<Context> =>
  loaded.procedure.context(state) as Partial<Context>;

/** An event, as an act of somebody. */
export function doneIn(
  event: { readonly leaf: RecordedAct; readonly disclosures: readonly DisclosedField[] },
  before: Standpoint,
  { cast, workflow: { procedure } }: Pick<Past, 'cast' | 'workflow'>,
  calendarAt: (digest: string) => DayCounting,
): Done {
  const act = actOf(event.leaf, calendarAt);
  const by = act.onBehalf ?? act.actor;
  const [role, unit] = roleOf(act, procedure.rolesFor(event.leaf.type));
  return {
    shown: {
      version: event.leaf.data.version,
      type: event.leaf.type,
      title: procedure.events[event.leaf.type]?.title ?? { zh: event.leaf.type, en: event.leaf.type },
      date: act.date,
      ...(act.evidenced && { evidencedOn: act.evidenced.date }),
      person: cast.person(by),
      role,
      unit: cast.unit(unit),
      ...(act.onBehalf !== undefined && { enteredBy: cast.person(act.actor) }),
    },
    type: event.leaf.type,
    by,
    said: joinPayload(event.leaf.data.payload, event.disclosures),
    facts: act.facts,
    date: countedFrom(act),
    days: act.days,
    before,
  };
}

/** In which role somebody did it; who only entered it for another acted in that other's role. */
function roleOf(
  { onBehalf, actorRole, actorUnit, facts }: ReturnType<typeof actOf>,
  roles: readonly string[],
): readonly [Text, string] {
  const own =
    onBehalf === undefined ? undefined : facts.principal?.grants.find(({ role }) => roles.includes(role));
  return own ? [ROLES[own.role], own.unit] : [ROLES[actorRole], actorUnit];
}

/** Whoever wrote in from the public answers for nothing, and is named nowhere. */
export const answersForIt = ({ by, shown }: Done): boolean => by !== ANYBODY && shown.role !== ROLES.public;

/** What was said under this name, as text; undefined where nothing was, or where it was taken out. */
export function said({ said: payload }: Done, name: string): string | undefined {
  const value = payload[name];
  return typeof value === 'string' ? value : undefined;
}

/** A list that was said, as texts. */
export const listed = ({ said: payload }: Done, name: string): readonly string[] => textsIn(payload[name]);

const textsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

export const isSaid = ({ said: payload }: Done, name: string): boolean => payload[name] === true;

export const worded = (words: Words, code: string): Word => ({ code, ...wordFor(words, code) });

/** A mandatory step by its title. */
export const stepCalled = ({ workflow }: Past, id: string): Word => ({
  code: id,
  ...(workflow.steps.find((step) => step.id === id)?.title ?? { zh: id, en: id }),
});

/** Members whose value is not undefined: what was not said does not stand in the report. */
export function ifSaid<T extends Readonly<Record<string, unknown>>>(
  members: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
