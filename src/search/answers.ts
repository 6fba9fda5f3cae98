import { z } from 'zod';
import { workSubject } from '../tasks/answers.js';
import { SOURCES } from './passages.js';

const text = z.strictObject({ zh: z.string(), en: z.string() });

export const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(100).describe('terms parted by space, all of which must be there'),
  source: z.enum(SOURCES).optional(),
  subject: workSubject.optional().describe('within this one'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional(),
});
export type SearchQuery = z.infer<typeof searchQuery>;

const hit = z
  .strictObject({
    subject: z.string(),
    title: text,
    source: z
      .enum(SOURCES)
      .describe('title; words of an act: opinions, reasons, comments; the text of a paper'),
    seq: z.int().describe('position of the event that says it, or names the paper'),
    at: z.iso.datetime(),
    field: z.string().optional().describe('JSON pointer of the field in the event'),
    sha256: z.string().optional().describe('of the paper'),
    name: z.string().optional(),
    snippet: z.strictObject({
      text: z.string().describe('plain text, no markup'),
      cutBefore: z.boolean(),
      cutAfter: z.boolean(),
      marks: z.array(
        z.strictObject({ start: z.int(), end: z.int() }).describe('UTF-16 code units of the snippet'),
      ),
    }),
  })
  .meta({ id: 'SearchHit' });
export const searchAnswer = z
  .strictObject({ hits: z.array(hit), nextCursor: z.string().optional() })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.infer<typeof searchAnswer>;
