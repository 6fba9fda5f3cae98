import { z } from 'zod';
import { citation } from '../road/http-answers.js';

/** Shapes of what is answered about tasks; `openapi.json` is made from them. */
const text = z.strictObject({ zh: z.string(), en: z.string() });
export const TASK_STATES = ['overdue', 'soon', 'later'] as const;
export const TASK_KINDS = ['decision', 'meeting', 'consultation', 'catalogue'] as const;
/** A subject of one of these kinds, by its full name. */
export const workSubject = z
  .string()
  .regex(new RegExp(`^(${TASK_KINDS.join('|')})/[a-z0-9][a-z0-9-]{0,63}$`));

export const taskQuery = z.strictObject({
  duty: z.enum(['due', 'possible', 'all']).default('due'),
  /** `open`: what this person can do now; `blocked`: what is theirs and waits for something else. */
  is: z.enum(['open', 'blocked', 'all']).default('open'),
  kind: z.enum(TASK_KINDS).optional(),
  state: z.enum(TASK_STATES).optional(),
  act: z
    .string()
    .regex(/^[A-Za-z]{1,80}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(300).optional(),
});
export type TaskQuery = z.infer<typeof taskQuery>;

export const task = z
  .strictObject({
    subject: z.string().describe('decision/…, meeting/…, consultation/…, catalogue/…'),
    kind: z.enum(TASK_KINDS),
    id: z.string(),
    version: z.int().describe('of the subject: what If-Match would say'),
    title: text,
    act: z.string().describe('type of the event'),
    actTitle: text,
    roles: z.array(z.string()).describe('roles in which it can be done: this person’s, or what was lent'),
    delegatedBy: z
      .strictObject({ person: z.string(), name: z.string() })
      .optional()
      .describe('for whom it would be done, by their delegation to this person; absent for one’s own'),
    duty: z.enum(['due', 'possible']),
    is: z.enum(['ready', 'depends', 'blocked']),
    step: text,
    since: z.iso.datetime().describe('when the event came that let it follow'),
    deadline: z
      .strictObject({
        on: z.iso.date().describe('the last day on which it is kept, in Asia/Shanghai'),
        title: text,
        rule: z.string(),
        citation: citation.optional(),
        provisional: z.boolean(),
        daysLeft: z.int().describe('calendar days; negative once it is over'),
        workingDaysLeft: z.int().min(0),
      })
      .nullable(),
    state: z
      .enum(TASK_STATES)
      .describe('overdue; soon: three working days or fewer; later, or no day at all'),
    waits: z
      .strictObject({ person: z.string(), name: z.string(), role: z.string() })
      .describe('who acted last, and so waits for this; the name where the reader may know it, else empty'),
    count: z.int().optional().describe('where one task stands for many alike: comments to be answered'),
    blockedBy: z.array(
      z.strictObject({
        requirement: z.string(),
        title: text,
        found: text,
        remedy: text,
        earliestOn: z.iso.date().optional(),
        citations: z.array(citation),
      }),
    ),
  })
  .meta({ id: 'Task' });

export const confirmation = z
  .strictObject({
    act: z.string().describe('type of the event by which it is confirmed'),
    actTitle: text,
    subject: z.string().describe('person/…, reading/… or installation: where it would be recorded'),
    id: z.string().describe('of the proposal, or of the emergency reading'),
    about: text,
    by: z
      .strictObject({ person: z.string(), name: z.string() })
      .describe('who proposed it; the name where the reader may know it, else empty'),
  })
  .meta({ id: 'Confirmation' });
export type Confirmation = z.infer<typeof confirmation>;

export const taskList = z
  .strictObject({
    tasks: z.array(task),
    counts: z.strictObject({
      open: z.int().describe('what this person can do now, of the duty and kind asked for'),
      blocked: z.int(),
      overdue: z.int(),
      soon: z.int(),
      later: z.int(),
      byKind: z.record(z.enum(TASK_KINDS), z.int()),
      byAct: z.array(z.strictObject({ act: z.string(), title: text, count: z.int() })),
    }),
    more: z.boolean().describe('there are more than three thousand: only the most urgent were looked at'),
    nextCursor: z.string().optional(),
    confirmations: z
      .array(confirmation)
      .describe(
        'what others have proposed and only you, or another second person, can let happen; on the first page',
      ),
  })
  .meta({ id: 'TaskList' });
export type Task = z.infer<typeof task>;
export type TaskList = z.infer<typeof taskList>;
