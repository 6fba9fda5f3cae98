import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { localDate, opaqueId } from '../../workflows/fields.js';
import { ASSESSMENT_CONDITIONS, ASSESSMENT_GATES } from '../../workflows/vocabulary.js';
import type { Json } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';
import { JurisdictionsRefused, type Fault } from './jurisdictions-refused.js';
import { LEVELS, type Level } from './levels.js';

/** The overlay that every other one begins from: the national text. */
export const ROOT = 'national';

const words = z.string().trim().min(1);
const text = z.strictObject({ zh: words, en: words });
const rule = z.string().regex(/^[A-Z0-9]+(-[A-Za-z0-9]+)+$/, 'an id like FJ251-004-a');
const decree = z.strictObject({
  decree: z.enum(['binding', 'by-reference']),
  decidingMeetings: z.array(words).min(1),
});

/** A rule that the file brings along because `workflows/law/rules.tsv` does not have it. */
const ownRule = z.strictObject({
  id: rule,
  article: words,
  articleEn: words,
  zh: words,
  en: words,
  kind: z
    .enum(['gate', 'deadline', 'role-separation', 'content', 'notice', 'record', 'exemption'])
    .default('content'),
  /** `exact`: the article itself was read; `medium`: known from a summary only, and so never more than an option. */
  confidence: z.enum(['exact', 'high', 'medium']).default('exact'),
});

const assessment = z.strictObject({
  kind: z.string().regex(/^[a-z][a-z-]{2,40}$/),
  title: text,
  rule,
  by: text,
  when: z.enum(ASSESSMENT_CONDITIONS),
  gates: z.boolean(),
  neededFor: z.enum(ASSESSMENT_GATES),
  lastsWorkingDays: z.int().min(1).optional(),
  dueWorkingDays: z.int().min(1).optional(),
  /** The text says “may”, and this file switches it on. */
  option: z.literal(true).optional(),
  /** Where the rule came later than the rest of the file. */
  inForceFrom: localDate.optional(),
});

const shape = z.strictObject({
  id: opaqueId,
  title: text,
  /** The legal text. */
  source: text,
  /** The upper place; `national` has none, and a matter has none. */
  extends: opaqueId.optional(),
  /** A file that is one body's own (a township, a department) names its level. */
  level: z.enum(LEVELS).optional(),
  inForceFrom: localDate,
  inForceUntil: localDate.optional(),
  /** What we do not know of it. */
  partial: text.optional(),
  /** Not published by anybody: shows how such a file is written. */
  illustrative: z.literal(true).optional(),
  levels: z
    .strictObject({
      township: decree,
      department: decree,
      county: decree,
      prefecture: decree,
      province: decree,
    })
    .optional(),
  parameters: z.record(z.string(), z.strictObject({ value: z.unknown(), rule: rule.optional() })).default({}),
  assessments: z.array(assessment).default([]),
  rules: z.array(ownRule).default([]),
  /** Rules that need no parameter: kept otherwise, or merely recorded; it says how. */
  recorded: z.array(text.extend({ rule })).default([]),
  givesWay: z
    .array(z.strictObject({ requirement: words, document: words, article: words, publishedOn: localDate }))
    .default([]),
  warnings: z.array(words).default([]),
});

/** Rules by place (an upper place and what it adds) or by matter, as their file says them. */
export interface Overlay extends z.infer<typeof shape> {
  readonly of: 'place' | 'matter';
  readonly file: string;
  /** SHA-256 of what the file says, as canonical JSON: comments and line ends are no part of it. */
  readonly sha256: string;
}
export type OwnRule = z.infer<typeof ownRule>;
export type Levels = Readonly<Record<Level, z.infer<typeof decree>>>;

/**
 * Reads one file. Whether what it says is lawful is another question (`faultsOf`).
 * @throws JurisdictionsRefused
 */
export function readOverlay(path: string, of?: Overlay['of']): Overlay {
  const file = basename(path);
  const said = readable(file, () => parse(readFileSync(path, 'utf8')) as Json);
  const sha256 = readable(file, () => digestOf(said));
  const read = shape.safeParse(said, { error: z.locales.en().localeError });
  if (!read.success) throw new JurisdictionsRefused(misshapen(file, said, read.error.issues));
  const isPlace = read.data.extends !== undefined || read.data.id === ROOT;
  return { ...read.data, of: of ?? (isPlace ? 'place' : 'matter'), file, sha256 };
}

function misshapen(file: string, said: Json, issues: readonly z.core.$ZodIssue[]): Fault[] {
  const chinese = shape.safeParse(said, { error: z.locales.zhCN().localeError }).error?.issues ?? [];
  return issues.map(({ path, message }, n) => ({
    file,
    ...(path.length === 0 ? {} : { rule: path.join('.') }),
    zh: chinese[n]?.message ?? message,
    en: message,
  }));
}

/** Text that is no YAML, and values that no record can hold (fractions, for one). */
function readable<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new JurisdictionsRefused([{ file, zh: `无法读取：${why}`, en: `cannot be read: ${why}` }]);
  }
}
