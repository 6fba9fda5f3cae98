/** Acts that can be recorded at any time: what really happened is never refused (design §3.11). */
import { z } from 'zod';
import { localDate, paper, sha256, words } from '../fields.js';
import { aboutPayload, met, unmet, type EventDefinition, type Requirement } from '../vocabulary.js';
import { quoted } from '../words.js';
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
  PriorActTakenIn: {
    title: { zh: '补录系统启用前的行为', en: 'Act from before taken in from paper' },
    payload: z.strictObject({
      /** What was done on paper before the matter was kept here; its own event is entered with evidence of the day. */
      what: words(),
      who: words(500),
      happenedOn: localDate,
      record: paper,
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
  CalendarAdopted: {
    title: { zh: '采用新的工作日历', en: 'New working-day calendar adopted' },
    payload: z.strictObject({
      /** The calendar of the new official notice, as the installation has noticed it. */
      calendar: sha256,
      reason: words(),
    }),
    asks: { noticedCalendar: true },
  },
  AuditFindingRecorded: {
    title: { zh: '记录审计发现', en: 'Audit finding recorded' },
    payload: z.strictObject({ about: z.string().min(1).max(100), finding: words() }),
    adds: true,
  },
  ProcedureTerminated: {
    title: { zh: '终止决策程序', en: 'Procedure terminated' },
    payload: z.strictObject({
      /** Grounds on which some places let the head end a procedure early. */
      ground: z.enum(['low-acceptance', 'infeasible', 'unmitigated-risk', 'not-needed', 'other']).optional(),
      reason: words(),
    }),
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
          earliestOn: act.payload.happenedOn,
          whoCanSupply: [act.actorRole],
        }),
});

const startedAlready: Requirement<Context> = {
  id: 'started-already',
  rules: [],
  strength: 'house',
  title: { zh: '程序已经启动', en: 'The procedure has started' },
  test: (context) =>
    context.calendar !== null
      ? met
      : unmet({
          found: { zh: '程序尚未启动', en: 'the procedure has not started' },
          needed: { zh: '启动后的决策事项', en: 'a decision whose procedure has started' },
          remedy: { zh: '启动时自动采用现行日历。', en: 'The start adopts the calendar in force by itself.' },
        }),
};

/** Days off are set by official notice: any other calendar would let a body make its own working days. */
const calendarNoticed = aboutPayload<{ calendar: string }, Context>({
  id: 'calendar-noticed',
  rules: [],
  strength: 'house',
  title: { zh: '采用的是已登记的官方日历', en: 'The calendar is the official one noticed here' },
  fields: ['calendar'],
  test: (_, { payload, facts }) =>
    payload.calendar === facts.noticedCalendar
      ? met
      : unmet({
          found: {
            zh: `日历 ${payload.calendar.slice(0, 12)}`,
            en: `calendar ${payload.calendar.slice(0, 12)}`,
          },
          needed: {
            zh: `本系统最近登记的官方日历 ${facts.noticedCalendar?.slice(0, 12) ?? '（尚未登记）'}`,
            en: `the official calendar noticed last, ${facts.noticedCalendar?.slice(0, 12) ?? 'none yet'}`,
          },
          remedy: {
            zh: '请系统管理员先登记国务院办公厅的放假通知，再采用。',
            en: 'Have the administrator enter the official calendar first, then adopt it.',
          },
          whoCanSupply: ['administrator'],
        }),
});

/** Article 42: a township may depart from what it follows by reference; from nothing else, and from no whole step. */
export function departurePossibleFrom(
  departable: readonly string[],
  rules: readonly Requirement<Context>[],
): Requirement<Context> {
  return aboutPayload<{ requirement: string }, Context>({
    id: 'departure-possible',
    rules: ['D713-042-a', 'ORG-006'],
    strength: 'binding',
    title: { zh: '仅参照适用的要求可以变通', en: 'Only what is followed by reference gives way' },
    fields: ['requirement'],
    test: (context, { payload: { requirement } }) =>
      context.ruleSet?.decree === 'by-reference' && departable.includes(requirement)
        ? met
        : unmet({
            found: quoted(
              rules.find(({ id }) => id === requirement)?.title ?? { zh: requirement, en: requirement },
            ),
            needed: {
              zh: '本机关参照适用、且不属于必经步骤的要求',
              en: 'a requirement that this body follows by reference, and no whole step',
            },
            remedy: { zh: '依法履行该要求。', en: 'Keep the requirement.' },
            whoCanSupply: ['head'],
          }),
  });
}

export const anyTimeRules = [happenedAlready, startedAlready, calendarNoticed];
