import { z } from 'zod';
import { CONFLICTS, CONSIDERED_AS, type Conflict } from '../../workflows/conflicts.js';
import type { Role } from '../../workflows/vocabulary.js';
import { citation } from '../road/http-answers.js';

/** Who invites or appoints somebody in a decision, and who looks at whether that was right. */
export const CONSULTS: readonly Role[] = [
  'proposer',
  'office',
  'head',
  'secretary',
  'administrator',
  'auditor',
];

const KINDS = Object.keys(CONFLICTS) as [Conflict, ...Conflict[]];

/** What `GET /decisions/{id}/conflicts` answers. */
export const conflictsAnswer = z.strictObject({
  decision: z.string(),
  role: z.enum(CONSIDERED_AS),
  candidates: z.array(
    z.strictObject({
      person: z.string(),
      name: z.string(),
      post: z.string(),
      /** Empty: the record shows nothing against this person. It does not show what nobody has recorded. */
      conflicts: z.array(
        z.strictObject({
          kind: z.enum(KINDS),
          title: z.strictObject({ zh: z.string(), en: z.string() }),
          is: z.enum(['refused', 'warning']).describe('refused: the procedure would not accept the act'),
          requirement: z.string().optional(),
          strength: z.enum(['binding', 'by-reference', 'local-option', 'house']),
          citations: z.array(citation),
          events: z
            .array(z.strictObject({ subject: z.string(), version: z.int(), type: z.string() }))
            .describe('what it rests on'),
        }),
      ),
    }),
  ),
});
