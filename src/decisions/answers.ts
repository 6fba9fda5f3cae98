import { z } from 'zod';

/** Shapes of what is answered about decisions; `openapi.json` is made from them. */
const text = z.strictObject({ zh: z.string(), en: z.string() });
const citation = z.strictObject({
  rule: z.string(),
  article: z.string(),
  articleEn: z.string(),
  zh: z.string(),
  en: z.string(),
});
const unmet = {
  rules: z.array(z.string()),
  strength: z.enum(['binding', 'by-reference', 'local-option', 'house']),
  found: text,
  needed: text,
  remedy: text,
  earliestOn: z.iso.date().optional(),
  latestOn: z.iso.date().optional(),
  provisional: z.boolean().optional(),
  whoCanSupply: z.array(z.string()).optional(),
  citations: z.array(citation).optional(),
};
const standing = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('met'), requirement: z.string(), title: text }),
  z.strictObject({
    is: z.literal('depends'),
    requirement: z.string(),
    title: text,
    fields: z.array(z.string()),
  }),
  z.strictObject({ is: z.literal('unmet'), requirement: z.string(), title: text, ...unmet }),
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
const state = z.record(z.string(), z.unknown()).describe('value, status, context, historyValue, steps');

export const decisionAnswer = z.strictObject({
  id: z.string(),
  title: z.string(),
  workflow: z.strictObject({ id: z.string(), version: z.string(), hash: z.string() }),
  version: z.int(),
  state,
  stateHash: z.string(),
  plan,
  actions: z.array(
    z.strictObject({
      type: z.string(),
      title: text,
      is: z.enum(['ready', 'depends', 'blocked']),
      schema: z.record(z.string(), z.unknown()).describe('JSON Schema 2020-12 of the payload'),
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

export const obstaclesAnswer = z.strictObject({
  event: z.string(),
  available: z.boolean(),
  standings: z.array(standing),
  missingSteps: z.array(z.strictObject({ requirement: z.string(), title: text, ...unmet })),
  plan,
});
