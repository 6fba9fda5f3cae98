import { z } from 'zod';
import { citation } from '../road/http-answers.js';
import { standing } from './answers.js';

/** Shapes of what is answered about a decision's past; `openapi.json` is made from them. */
const text = z.strictObject({ zh: z.string(), en: z.string() });
const titled = { id: z.string(), title: text };
const end = z.strictObject({ version: z.int(), time: z.string(), stateHash: z.string() });
const day = z.iso.date().nullable();
const edition = z.strictObject({ edition: z.int(), bundle: z.string() }).nullable();
const strength = z.enum(['binding', 'by-reference', 'local-option', 'house']);

export const differenceAnswer = z.strictObject({
  id: z.string(),
  from: end,
  to: end,
  events: z.array(
    z.strictObject({
      version: z.int(),
      type: z.string(),
      title: text,
      time: z.string(),
      date: z.iso.date(),
      actor: z.string(),
      role: text,
    }),
  ),
  states: z.strictObject({
    left: z.array(z.strictObject(titled)),
    entered: z.array(z.strictObject(titled)),
  }),
  steps: z.array(z.strictObject({ ...titled, from: z.string(), to: z.string() })),
  draft: z.strictObject({ from: edition, to: edition }).nullable(),
  deadlines: z.array(z.strictObject({ ...titled, rule: z.string(), from: day, to: day })),
  actions: z.strictObject({
    opened: z.array(z.strictObject(titled)),
    closed: z.array(z.strictObject(titled)),
  }),
  people: z.array(
    z.strictObject({
      person: z.string(),
      role: text,
      unit: z.string(),
      version: z.int(),
      onBehalf: z.boolean(),
    }),
  ),
  documents: z.array(
    z.strictObject({ sha256: z.string(), title: text, name: z.string().nullable(), version: z.int() }),
  ),
  findings: z.array(
    z.strictObject({ version: z.int(), type: z.string(), title: text, about: text.nullable() }),
  ),
  context: z.array(z.strictObject({ path: z.string(), from: z.unknown(), to: z.unknown() })),
  words: z.array(text).describe('The same in sentences, one for each change'),
});

const looked = z.array(z.strictObject({ name: z.string(), title: text, value: z.unknown() }));

export const passedAnswer = z.strictObject({
  id: z.string(),
  version: z.int(),
  type: z.string(),
  title: text,
  requirements: z.array(
    z.strictObject({
      requirement: z.string(),
      title: text,
      is: z.enum(['met', 'gave-way', 'warning']),
      because: text.optional(),
      strength,
      rules: z.array(z.string()),
      citations: z.array(citation),
      saw: z.strictObject({ facts: looked, fields: looked, remembered: looked }),
    }),
  ),
});

export const whatIfAnswer = z.strictObject({
  id: z.string(),
  version: z.int(),
  type: z.string(),
  title: text,
  recorded: z.strictObject({ time: z.string(), date: z.iso.date() }),
  supposed: z.strictObject({
    date: z.iso.date(),
    jurisdiction: z.strictObject(titled).nullable(),
    rules: z
      .strictObject({
        digest: z.string(),
        jurisdiction: z.string(),
        inForceFrom: z.iso.date(),
        decree: z.enum(['binding', 'by-reference']),
      })
      .nullable(),
  }),
  would: z.enum(['pass', 'be-refused', 'find-no-step', 'not-be-told']),
  standings: z.array(standing),
  untold: z.array(
    z.strictObject({
      requirement: z.string(),
      title: text,
      citations: z.array(citation),
      missing: text,
    }),
  ),
});
