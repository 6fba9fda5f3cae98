import type { JsonObject } from '../../../../src/canonical/canonical-json.js';
import { valueWord } from '../../../../src/exports/views/lexicon.js';
import { saidWith, type Names, type Said } from '../../../../src/exports/views/said.js';
import type { Text } from '../../../../workflows/vocabulary.js';

/** A field of what was said, with the right words where a later record corrects it. */
export interface Fact extends Said {
  readonly corrected?: { readonly to: Text; readonly by: number };
}

/** What `RecordCorrected` says of a record, and the number of the correction itself. */
export interface Correction {
  readonly said: JsonObject;
  readonly by: number;
}

/** What stands beside the payload: the dated source that periods count from. */
const EVIDENCED = 'evidenced';
const NAMES: Readonly<Record<string, Text>> = {
  [EVIDENCED]: { zh: '凭证日期', en: 'date of the evidence' },
};
const EMPTY: Text = { zh: '—', en: '—' };

/**
 * The facts of a record, each wrong one with the right words beside it. A correction names its field by a JSON pointer
 * below the payload (`/heldOn`); a field that no fact shows by itself gets one of its own. The last correction of a
 * field counts.
 */
export function corrected(
  facts: readonly Said[],
  { said, evidencedOn }: { said: JsonObject; evidencedOn: string | undefined },
  corrections: readonly Correction[],
  names: Names,
): Fact[] {
  const last = new Map(corrections.map((one) => [String(one.said['field']), one]));
  const shown = facts.map((fact): Fact => {
    const correction = last.get(`/${fact.field}`);
    if (!correction) return fact;
    last.delete(`/${fact.field}`);
    return { ...fact, corrected: { to: rightIn(correction, fact.field, names), by: correction.by } };
  });
  const others = [...last].map(([pointer, correction]): Fact => {
    const path = pointer.split('/').slice(1);
    const name = path.at(-1) ?? pointer;
    const was = pointer === EVIDENCED ? evidencedOn : valueAt(said, path);
    return {
      field: pointer,
      name: NAMES[pointer] ?? told(name, true, names)?.name ?? { zh: name, en: name },
      word: wordOf(name, was, names),
      corrected: { to: rightIn(correction, name, names), by: correction.by },
    };
  });
  return [...shown, ...others];
}

function rightIn({ said: { value, rightWords } }: Correction, field: string, names: Names): Text {
  if (typeof rightWords === 'string') return { zh: rightWords, en: rightWords };
  return wordOf(field, value, names);
}

function wordOf(field: string, value: unknown, names: Names): Text {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return EMPTY;
  return told(field, value, names)?.word ?? valueWord(field, value);
}

const told = (field: string, value: string | number | boolean, names: Names): Said | undefined =>
  saidWith({ type: '', said: { [field]: value } }, names)[0];

function valueAt(said: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    said,
  );
}
