/** Acts that can be recorded at any time: what really happened is never refused (design §3.11). */
import { z } from 'zod';
import {
  aboutPayload,
  localDate,
  met,
  paper,
  unmet,
  words,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import type { Context } from './context.js';

export const anyTimeActs = {
  IrregularityRecorded: {
    title: { zh: '记录不合程序的情况', en: 'Irregularity recorded' },
    payload: z.strictObject({
      /** The rule that was not kept, an id of `law/rules.tsv`. */
      rule: z.string().regex(/^[A-Z0-9]+-[A-Za-z0-9-]+$/),
      happenedOn: localDate,
      what: words(),
      who: words(500),
      source: paper,
    }),
    adds: true,
  },
  DepartureRecorded: {
    title: { zh: '参照适用的条款作变通', en: 'Reasoned departure from a rule followed by reference' },
    payload: z.strictObject({
      requirement: z.string().regex(/^[a-z-]{3,60}$/),
      reason: words(),
      /** The body's own published working rules, where they are the ground. */
      workingRules: paper.optional(),
    }),
  },
  AuditFindingRecorded: {
    title: { zh: '记录审计发现', en: 'Audit finding recorded' },
    payload: z.strictObject({ about: z.string().min(1).max(100), finding: words() }),
    adds: true,
  },
  ProcedureTerminated: {
    title: { zh: '终止决策程序', en: 'Procedure terminated' },
    payload: z.strictObject({ reason: words() }),
    binding: true,
  },
} as const satisfies Record<string, EventDefinition>;

const happenedAlready = aboutPayload<{ happenedOn: string }, Context>({
  id: 'happened-already',
  rules: ['ARCH-DATE'],
  strength: 'house',
  title: { zh: '记录已经发生的情况', en: 'It has happened' },
  fields: ['happenedOn'],
  test: (_, act) =>
    act.payload.happenedOn <= act.date
      ? met
      : unmet({
          found: { zh: `发生日期 ${act.payload.happenedOn}`, en: `happened on ${act.payload.happenedOn}` },
          needed: { zh: `不晚于今天 ${act.date}`, en: `not after today, ${act.date}` },
          remedy: { zh: '核对日期。', en: 'Check the date.' },
        }),
});

/** Article 42: a township may depart from what it follows by reference; from nothing else, and from no whole step. */
export function departurePossibleFrom(departable: readonly string[]): Requirement<Context> {
  return aboutPayload<{ requirement: string }, Context>({
    id: 'departure-possible',
    rules: ['D713-042-a', 'ORG-006'],
    strength: 'binding',
    title: { zh: '仅参照适用的要求可以变通', en: 'Only what is followed by reference gives way' },
    fields: ['requirement'],
    test: (context, { payload }) =>
      context.ruleSet?.decree === 'by-reference' && departable.includes(payload.requirement)
        ? met
        : unmet({
            found: { zh: `要求 ${payload.requirement}`, en: `requirement ${payload.requirement}` },
            needed: {
              zh: '本机关参照适用、且不属于必经步骤的要求',
              en: 'a requirement that this body follows by reference, and no whole step',
            },
            remedy: { zh: '依法履行该要求。', en: 'Keep the requirement.' },
            whoCanSupply: ['head'],
          }),
  });
}

export const anyTimeRules = [happenedAlready];
