import { localDate } from '../../workflows/fields.js';
import type { EventDefinition } from '../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { isDisclosedAt } from '../engine/disclosed-fields.js';
import type { RecordedAct } from '../engine/fold.js';
import type { Procedure } from '../engine/procedure.js';

/** Which field of which earlier event is put right; `value` is absent where the right one is words. */
export interface Correction {
  /** The version of the event in its subject's history. */
  readonly event: number;
  /** A JSON pointer below the payload, or `evidenced`. */
  readonly field: string;
  readonly value?: Json;
}

/**
 * The event with the right value in its place. The very same event where the field stands outside the leaf, which no
 * requirement reads; undefined where there is no such field, or none that could hold this value.
 */
export function withRightValue<State>(
  wrong: RecordedAct,
  { field, value }: Correction,
  procedure: Procedure<State>,
): RecordedAct | undefined {
  const { data, type } = wrong;
  if (field === 'evidenced')
    return data.evidenced && localDate.safeParse(value).success
      ? { ...wrong, data: { ...data, evidenced: { ...data.evidenced, date: String(value) } } }
      : undefined;
  const path = field.slice(1).split('/');
  const intake = procedure.intake(type);
  const definition = procedure.events[type];
  if (!intake || !definition) return undefined;
  if (isDisclosedAt(intake.schema, path)) return wrong;
  const payload = withValueAt(data.payload, path, value);
  return payload && fits(definition, data.payload, payload, path)
    ? { ...wrong, data: { ...data, payload } }
    : undefined;
}

function withValueAt(
  payload: JsonObject,
  path: readonly string[],
  value: Json | undefined,
): JsonObject | undefined {
  const changed = structuredClone(payload);
  const parent = path.slice(0, -1).reduce<Json | undefined>(memberOf, changed);
  const last = path.at(-1) ?? '';
  if (value === undefined || memberOf(parent, last) === undefined) return undefined;
  Object.assign(parent as JsonObject, { [last]: value });
  return changed;
}

function memberOf(parent: Json | undefined, name: string): Json | undefined {
  const holds = typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name);
  return holds ? (parent as JsonObject)[name] : undefined;
}

/** A companion is worked out, never filled in; any other field takes what its form takes. */
function fits(
  { payload: schema, companions = {} }: EventDefinition,
  before: JsonObject,
  after: JsonObject,
  [name = '']: readonly string[],
): boolean {
  if (Object.hasOwn(companions, name)) return false;
  const faults = (payload: JsonObject) =>
    (schema.safeParse(payload).error?.issues ?? []).map(({ code, path }) => `${code} ${path.join('/')}`);
  // The fields that stand outside the leaf are missing before and after.
  const had = faults(before);
  return faults(after).every((fault) => had.includes(fault));
}
