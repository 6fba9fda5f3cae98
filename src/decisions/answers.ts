import { z } from 'zod';
import { readingShown } from '../emergency-reading/read-readings.js';
import { UNITS } from '../jurisdictions/values.js';
import { citation, remark, unmet } from '../road/http-answers.js';

/** Shapes of what is answered about decisions; `openapi.json` is made from them. */
const text = z.strictObject({ zh: z.string(), en: z.string() });
export const standing = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('met'), requirement: z.string(), title: text }),
  z.strictObject({
    is: z.literal('depends'),
    requirement: z.string(),
    title: text,
    fields: z.array(z.string()),
  }),
  z.strictObject({ is: z.literal('unmet'), requirement: z.string(), title: text, ...unmet }),
  remark,
]);
const plan = z.strictObject({
  planned: z.strictObject({ notBefore: z.iso.date(), notAfter: z.iso.date() }).nullable(),
  ways: z.array(
    z.strictObject({
      mode: z.string(),
      title: text,
      earliestMeeting: z.iso.date(),
      provisional: z.boolean(),
      latestCompleteBundle: z.iso.date().optional(),
      meetsPlan: z.boolean().optional(),
      chain: z.array(z.strictObject({ what: text, on: z.iso.date(), rule: z.string() })),
    }),
  ),
});
const cited = { rule: z.string(), citation: citation.optional() };
const requirement = { requirement: z.string(), title: text };
const strength = z.enum(['binding', 'by-reference', 'local-option', 'house']);
const deadline = z.strictObject({
  id: z.string(),
  title: text,
  on: z.iso.date(),
  ...cited,
  provisional: z.boolean(),
  passed: z.boolean(),
});
const rules = z.strictObject({
  digest: z.string(),
  jurisdiction: z.string(),
  inForceFrom: z.iso.date(),
  decree: z.enum(['binding', 'by-reference']),
  partial: z.boolean(),
  overlays: z.array(
    z.strictObject({
      id: z.string(),
      title: text.optional(),
      sha256: z.string(),
      partial: text.optional(),
    }),
  ),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      title: text,
      unit: z.enum(UNITS).optional(),
      value: z.unknown(),
      ...cited,
      jurisdiction: z.string(),
      strength,
    }),
  ),
  assessments: z.array(
    z.strictObject({
      kind: z.string(),
      title: text,
      by: text,
      ...cited,
      strength,
      when: z.string(),
      gates: z.boolean(),
      neededFor: z.string(),
      lastsWorkingDays: z.int().optional(),
      dueWorkingDays: z.int().optional(),
    }),
  ),
  givesWay: z.strictObject({
    departures: z.array(z.strictObject(requirement)),
    workingRules: z.array(
      z.strictObject({
        ...requirement,
        document: z.string(),
        article: z.string(),
        publishedOn: z.iso.date(),
      }),
    ),
  }),
  warnings: z.array(z.strictObject(requirement)),
});
const state = z.record(z.string(), z.unknown()).describe('value, status, context, historyValue, steps');

export const decisionAnswer = z.strictObject({
  id: z.string(),
  title: z.string(),
  workflow: z.strictObject({ id: z.string(), version: z.string(), hash: z.string() }),
  version: z.int(),
  state,
  stateHash: z.string(),
  plan,
  deadlines: z.array(deadline),
  /** The rules that bind it; null before the start, which fixes them. */
  rules: rules.nullable(),
  /** Who may read it, or asked to, without access of their own: everybody who sees it sees this. */
  emergencyReadings: z.array(readingShown),
  actions: z.array(
    z.strictObject({
      type: z.string(),
      title: text,
      is: z.enum(['ready', 'depends', 'blocked']),
      schema: z.record(z.string(), z.unknown()).describe('JSON Schema 2020-12 of the payload'),
      citations: z.array(citation),
      standings: z.array(standing),
    }),
  ),
});

export const listAnswer = z.strictObject({
  decisions: z.array(
    z.strictObject({
      id: z.string(),
      body: z.string(),
      title: z.string(),
      state: z.unknown(),
      version: z.int(),
      changedAt: z.string(),
      lastAct: z.strictObject({ type: z.string(), title: text, actor: z.string() }).optional(),
    }),
  ),
  nextCursor: z.string().optional(),
});

export const replayAnswer = z.strictObject({
  id: z.string(),
  version: z.int(),
  at: z.string(),
  state,
  stateHash: z.string(),
});

export const pathAnswer = z.strictObject({
  id: z.string(),
  path: z.array(z.strictObject({ version: z.int(), value: z.unknown() })),
});

export const obstaclesAnswer = z.strictObject({
  event: z.string(),
  available: z.boolean(),
  standings: z.array(standing),
  missingSteps: z.array(z.strictObject({ requirement: z.string(), title: text, ...unmet })),
  plan,
});
