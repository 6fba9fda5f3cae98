import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.js';

/** One rule of `workflows/law/rules.tsv`. */
export interface Rule {
  readonly id: string;
  /** Where it stands, with article, in Chinese. */
  readonly source: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: string;
  readonly confidence: string;
}

/** A rule as a refusal cites it. */
export interface Citation {
  readonly rule: string;
  readonly article: string;
  readonly zh: string;
  readonly en: string;
}

export const RULES: ReadonlyMap<string, Rule> = new Map(
  readFileSync(join(PROJECT_ROOT, 'workflows/law/rules.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [id = '', source = '', zh = '', en = '', kind = '', confidence = ''] = line.split('\t');
      return [id, { id, source, zh, en, kind, confidence: confidence.trim() }];
    }),
);

/** Article and text of each rule, in the order given. @throws Error for an id that no rule has. */
export function cite(ids: readonly string[]): Citation[] {
  return ids.map((id) => {
    const rule = RULES.get(id);
    if (!rule) throw new Error(`No rule '${id}' in workflows/law/rules.tsv`);
    return { rule: id, article: rule.source, zh: rule.zh, en: rule.en };
  });
}
