import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { LocalDate, RuleSet } from '../../workflows/vocabulary.js';
import type { Json } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';
import { PROJECT_ROOT } from '../project-root.js';

export const LEVELS = ['township', 'department', 'county', 'prefecture', 'province'] as const;
export type Level = (typeof LEVELS)[number];

const level = z.strictObject({
  decree: z.enum(['binding', 'by-reference']),
  decidingMeetings: z.array(z.string()).min(1),
});

const jurisdiction = z.strictObject({
  id: z.string(),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  inForceFrom: z.iso.date(),
  parameters: z.strictObject({
    openCallDays: z.int().min(30),
    legalityReviewWorkingDays: z.int().min(7),
    hearingPapersDays: z.int().min(7),
    expertsAtLeast: z.int().min(1),
  }),
  levels: z.strictObject({
    township: level,
    department: level,
    county: level,
    prefecture: level,
    province: level,
  }),
  assessments: z.array(
    z.strictObject({
      kind: z.string(),
      rule: z.string(),
      neededFor: z.enum(['LegalityReviewRequested', 'LegalityOpinionIssued', 'TabledAtMeeting']),
    }),
  ),
});

const national = jurisdiction.parse(
  parse(readFileSync(join(PROJECT_ROOT, 'workflows/jurisdictions/national.yaml'), 'utf8')),
);

/** The rules that bind a body of this level on this day, resolved and named by digest. */
export function ruleSetFor(bodyLevel: Level, on: LocalDate): RuleSet {
  if (on < national.inForceFrom)
    throw new RangeError(
      `No rules are known for ${on}: Decree 713 is in force from ${national.inForceFrom}.`,
    );
  const { decree, decidingMeetings } = national.levels[bodyLevel];
  const resolved = {
    jurisdiction: `${national.id}/${bodyLevel}`,
    inForceFrom: national.inForceFrom,
    decree,
    parameters: { ...national.parameters, decidingMeetings },
    assessments: national.assessments,
  };
  return { digest: digestOf(resolved satisfies Json), ...resolved };
}
