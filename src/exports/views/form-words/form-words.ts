import type { Text } from '../../../../workflows/vocabulary.js';
import * as WORDS from '../../../../workflows/words.js';
import { CODE_NAMES } from './code-names.js';
import { FIELD_NAMES } from './field-names.js';
import { codeAt, wordAt } from './word-at.js';

/** Names of codes that other parts say too. */
const CODES: WORDS.Words = {
  ...WORDS.PAPERS,
  ...WORDS.REVIEW_ANSWERS,
  ...WORDS.REVIEW_OUTCOMES,
  ...WORDS.OUTCOMES,
  ...WORDS.STANCES,
  ...WORDS.MEETING_KINDS,
  ...WORDS.EXPERT_VERDICTS,
  ...WORDS.RISK_LEVELS,
  ...WORDS.ASSESSMENT_RESULTS,
  ...WORDS.ANNULLED_BY,
  ...WORDS.CONTRIBUTORS,
};

/**
 * The word for a field of an act's form, on the screen as on paper: by the act and the field, by the field around it and
 * the field, by the field.
 */
export function fieldWord(event: string, path: readonly string[]): Text {
  const name = path.at(-1) ?? '';
  return (
    wordAt(FIELD_NAMES, event, path) ??
    (Object.hasOwn(WORDS.FIELDS, name) ? WORDS.FIELDS[name] : undefined) ?? { zh: name, en: name }
  );
}

export function codeWord(field: string, code: string): Text {
  return codeAt(CODE_NAMES, field, code) ?? WORDS.wordFor(CODES, code);
}
