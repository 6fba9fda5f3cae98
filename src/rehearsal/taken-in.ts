import type { Companion, Text } from '../../workflows/vocabulary.js';
import { FIELDS, wordFor } from '../../workflows/words.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { companionsOf } from '../engine/companions.js';
import { isDisclosedAt, joinPayload } from '../engine/disclosed-fields.js';
import type { Misfit } from '../engine/intake.js';
import type { StoredEvent } from '../ledger/reading.js';
import { fieldsNotOffered, type Forms } from './fields-not-offered.js';

/** A recorded payload, as another form would have taken it in. */
export interface TakenIn {
  /** What requirements read of it. */
  readonly payload: JsonObject;
  /** What that form asks for and was not filled in, or does not take as it was. */
  readonly form: readonly Text[];
  /** Fields, as paths, of which nobody can say what would have been filled in. */
  readonly fields: readonly string[];
  /** Of these, what that form insists on. */
  readonly needed: readonly string[];
}

type Recorded = Pick<StoredEvent, 'type' | 'leaf' | 'disclosures'>;

/** Fills the form of `draft` with what was recorded under `own`. */
export function takenIn(event: Recorded, own: Forms, draft: Forms): TakenIn {
  const { leaf, disclosures, type } = event;
  const recorded = leaf.data.payload;
  const intake = draft.intake(type);
  if (!intake) return { payload: recorded, form: [], fields: [], needed: [] };
  const sent: JsonObject = { ...joinPayload(recorded, disclosures) };
  for (const name of Object.keys(own.events[type]?.companions ?? {})) delete sent[name];
  const isErased = disclosures.length < leaf.data._sd.length;
  const taken = intake.take(sent);
  // What was erased since was filled in then.
  const faults = (taken.is === 'misfit' ? taken.faults : []).filter(
    ({ at }) => !isErased || !isDisclosedAt(intake.schema, partsOf(at)),
  );
  const companions = draft.events[type]?.companions ?? {};
  const { kept = {}, unknown = [] } = isErased ? companionsAmong(recorded, companions) : {};
  const clear = taken.is === 'taken' ? taken.clear : { ...recorded, ...companionsOf(companions, sent) };
  const needed = faults.map(({ at }) => partsOf(at).join('/')).filter((path) => path !== '');
  return {
    payload: { ...clear, ...kept },
    form: aboutForm(faults, sent),
    fields: [...new Set([...fieldsNotOffered(type, own, draft), ...needed, ...unknown])],
    needed,
  };
}

/** Companions that were worked out before something was erased, and those that nobody can work out any more. */
function companionsAmong(recorded: JsonObject, companions: Readonly<Record<string, Companion>>) {
  const names = Object.keys(companions);
  return {
    kept: Object.fromEntries(Object.entries(recorded).filter(([name]) => names.includes(name))),
    unknown: names.filter((name) => !Object.hasOwn(recorded, name)),
  };
}

const partsOf = (at: string): string[] => at.split('/').filter((part) => part !== '');

function aboutForm(faults: Misfit['faults'], sent: JsonObject): Text[] {
  const said = new Map<string, Text>();
  for (const { at } of faults) {
    const words = saidOf(at, sent);
    said.set(words.zh, words);
  }
  return [...said.values()];
}

function saidOf(at: string, sent: JsonObject): Text {
  const parts = partsOf(at);
  if (parts.length === 0)
    return { zh: '表单已没有所填的某些项目', en: 'the form has no place for some of what was filled in' };
  const { zh, en } = fieldNamed(at);
  const given = parts.reduce<Json | undefined>(memberOf, sent) !== undefined;
  return given
    ? { zh: `表单不接受所填的${zh}`, en: `the form does not take what was filled in for ${en}` }
    : { zh: `表单要求填写${zh}`, en: `the form asks for ${en}` };
}

/** What the field at this path is called; where it has no name, what it is a part of. */
export function fieldNamed(path: string): Text {
  const parts = partsOf(path);
  return wordFor(FIELDS, parts.findLast((part) => Object.hasOwn(FIELDS, part)) ?? parts[0] ?? '');
}

function memberOf(parent: Json | undefined, name: string): Json | undefined {
  const holds = typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name);
  return holds ? (parent as JsonObject)[name] : undefined;
}
