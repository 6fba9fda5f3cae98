import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.js';
import { articleInEnglish } from './article-in-english.js';

/** One rule of `workflows/law/rules.tsv`. */
export interface Rule {
  readonly id: string;
  /** Where it stands, with article, in Chinese. */
  readonly source: string;
  readonly sourceEn: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: string;
  readonly confidence: string;
}

/** A rule as a refusal cites it. */
export interface Citation {
  readonly rule: string;
  readonly article: string;
  readonly articleEn: string;
  readonly zh: string;
  readonly en: string;
}

export const RULES: ReadonlyMap<string, Rule> = readRules();

function readRules(): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  const lines = readFileSync(join(PROJECT_ROOT, 'workflows/law/rules.tsv'), 'utf8').split('\n').slice(1);
  let named = '';
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const [id = '', source = '', zh = '', en = '', kind = '', confidence = ''] = line.split('\t');
    if (!source.startsWith('同上')) named = source;
    const sourceEn = articleInEnglish(source.replace(/^同上/, named));
    rules.set(id, { id, source, sourceEn, zh, en, kind, confidence: confidence.trim() });
  }
  return rules;
}

/** Article and text of each rule, in the order given. @throws Error for an id that no rule has. */
export function cite(ids: readonly string[]): Citation[] {
  return ids.map((id) => {
    const rule = RULES.get(id);
    if (!rule) throw new Error(`No rule '${id}' in workflows/law/rules.tsv`);
    return { rule: id, article: rule.source, articleEn: rule.sourceEn, zh: rule.zh, en: rule.en };
  });
}
