import { SHIPPED } from '../jurisdictions/shipped.js';
import { TABLE, type Rule } from './rules.js';

/** A rule as a refusal cites it. */
export interface Citation {
  readonly rule: string;
  readonly article: string;
  readonly articleEn: string;
  readonly zh: string;
  readonly en: string;
}

/** Every rule that can be cited: the table's, and those that the files of places and matters bring along. */
export const RULES: ReadonlyMap<string, Rule> = new Map([
  ...TABLE,
  ...SHIPPED.ownRules.map((rule) => [rule.id, rule] as const),
]);

/** As `cite`, of a rule that a file of a place or a matter may have had once and has no longer. */
export const citedIfKnown = (id: string): Citation | undefined => (RULES.has(id) ? cite([id])[0] : undefined);

/** Article and text of each rule, in the order given. @throws Error for an id that no rule has. */
export function cite(ids: readonly string[]): Citation[] {
  return ids.map((id) => {
    const rule = RULES.get(id);
    if (!rule)
      throw new Error(
        `No rule '${id}' in workflows/law/rules.tsv, and none in workflows/jurisdictions or matters`,
      );
    return { rule: id, article: rule.source, articleEn: rule.sourceEn, zh: rule.zh, en: rule.en };
  });
}
