import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.js';
import { articleInEnglish } from './article-in-english.js';

/** One rule of `workflows/law/rules.tsv`, or one that the file of a place or a matter brings along. */
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

/** The rules of `workflows/law/rules.tsv`, by id. */
export const TABLE: ReadonlyMap<string, Rule> = readRules();

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
