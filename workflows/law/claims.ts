/**
 * What is said of a rule beside what follows from the procedures themselves. A requirement that cites a rule, an order
 * or a mandatory step that rests on it, a place or a matter that sets a parameter by it: those `docs/law.md` finds by
 * itself. What is said here is checked too, as far as a program can: acts, fields, files and tests exist, and a field
 * that the form is said to demand is demanded.
 */
import type { Text } from '../vocabulary.js';

interface OfAnAct extends Text {
  readonly act: string;
  /** Fields of its payload (`touches.units`); none where the act itself is meant. */
  readonly fields: readonly string[];
}

export type Claim =
  /** Kept by a requirement or by the structure; this is what they cannot see. */
  | ({ readonly how: 'remark' } & Text)
  /** Kept by a requirement that does not cite it, as it cites the national rule beside it or is a control of ours. */
  | ({ readonly how: 'requirement'; readonly requirement: string } & Text)
  /** The act is not taken without these fields. */
  | ({ readonly how: 'form' } & OfAnAct)
  /** It can be recorded and shows; nothing is refused without it. */
  | ({ readonly how: 'recorded' } & OfAnAct)
  /** Kept by another part of the program. */
  | ({
      readonly how: 'elsewhere';
      readonly files: readonly string[];
      /** A spec, and words of the title of a test in it. */
      readonly tested: readonly (readonly [spec: string, test: string])[];
    } & Text)
  /** The rule permits and asks for nothing. */
  | ({ readonly how: 'no-duty' } & Text)
  /** It belongs to another procedure, or to whoever runs the program. */
  | ({ readonly how: 'out-of-scope' } & Text)
  | ({ readonly how: 'not-yet' } & Text);

export type Claims = Readonly<Record<string, readonly Claim[]>>;

export const remark = (zh: string, en: string): Claim => ({ how: 'remark', zh, en });
export const keptBy = (requirement: string, zh: string, en: string): Claim => ({
  how: 'requirement',
  requirement,
  zh,
  en,
});
export const form = (act: string, fields: readonly string[], zh: string, en: string): Claim => ({
  how: 'form',
  act,
  fields,
  zh,
  en,
});
export const recorded = (act: string, fields: readonly string[], zh: string, en: string): Claim => ({
  how: 'recorded',
  act,
  fields,
  zh,
  en,
});
export const elsewhere = (
  files: readonly string[],
  tested: readonly (readonly [spec: string, test: string])[],
  zh: string,
  en: string,
): Claim => ({ how: 'elsewhere', files, tested, zh, en });
export const noDuty = (zh: string, en: string): Claim => ({ how: 'no-duty', zh, en });
export const outOfScope = (zh: string, en: string): Claim => ({ how: 'out-of-scope', zh, en });
export const notYet = (zh: string, en: string): Claim => ({ how: 'not-yet', zh, en });
