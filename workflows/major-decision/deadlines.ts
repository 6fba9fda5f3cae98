/**
 * What has to be done by when. A deadline that passes is recorded by the program itself, once, and never before its
 * day: undue delay is a fault too (article 38), and shows.
 */
import { z } from 'zod';
import type { Deadline } from '../definition.js';
import { localDate } from '../fields.js';
import { aboutPayload, met, unmet, valueOf, type DayCounting, type EventDefinition } from '../vocabulary.js';
import type { Context } from './context.js';
import { deadlinesAfter } from './deadlines-after.js';

export const deadlineActs = {
  DeadlinePassed: {
    title: { zh: '期限届满未办', en: 'Deadline passed' },
    payload: z.strictObject({ deadline: z.string().regex(/^[a-z0-9-]{3,80}$/), on: localDate }),
    adds: true,
  },
} as const satisfies Record<string, EventDefinition>;

/** Every deadline that runs in this state of the matter, the earliest first. */
export function deadlinesOf(context: Context, days: DayCounting): readonly Deadline[] {
  return [
    ...beforeTheReview(context, days),
    ...ofTheReview(context, days),
    ...ofTheMeeting(context, days),
    ...deadlinesAfter(context, days),
  ].toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

const ruleOf = (context: Context, name: Parameters<typeof valueOf>[1], national: string): string =>
  context.ruleSet?.sources[name]?.rule ?? national;

function beforeTheReview(context: Context, days: DayCounting): Deadline[] {
  const due: Deadline[] = [];
  const months = valueOf(context, 'draftingMonths');
  if (context.startedOn && months !== null && !context.draft)
    due.push({
      id: 'draft',
      title: { zh: '拟订草案', en: 'drafting' },
      on: days.addMonths(context.startedOn, months),
      rule: ruleOf(context, 'draftingMonths', 'D713-038-c'),
    });
  const hearing = context.publicInput.hearing;
  const reportDays = valueOf(context, 'hearingReportDays');
  if (hearing?.heldOn && reportDays !== null && context.publicInput.reportedOn === null)
    due.push({
      id: `hearing-report-${hearing.heldOn}`,
      title: { zh: '听证报告', en: 'hearing report' },
      on: days.addDays(hearing.heldOn, reportDays),
      rule: ruleOf(context, 'hearingReportDays', 'D713-038-c'),
    });
  for (const { kind, title, rule, dueWorkingDays } of context.ruleSet?.assessments ?? []) {
    const { begunOn = null, result = null } = context.assessments[kind] ?? {};
    if (begunOn === null || result !== null || dueWorkingDays === undefined) continue;
    const last = days.workingDaysAfter(begunOn, dueWorkingDays);
    due.push({
      id: `assessment-${kind}-${begunOn}`,
      title,
      on: last.date,
      rule,
      provisional: last.provisional,
    });
  }
  const over = context.outcome?.is === 'rejected' || context.after.ended !== null;
  if (context.completionBy && context.issue === null && !over)
    due.push({
      id: 'completion',
      title: { zh: '启动时明确的完成时限', en: 'completion, as fixed at the start' },
      on: context.completionBy,
      rule: ruleOf(context, 'completionDateAtStart', 'D713-038-c'),
    });
  return due;
}

function ofTheReview(context: Context, days: DayCounting): Deadline[] {
  const { requestedOn, returnedOn, outcome, pausedWorkingDays, extendedTo } = context.review;
  const due: Deadline[] = [];
  const supplement = valueOf(context, 'supplementWorkingDays');
  if (returnedOn && supplement !== null) {
    const last = days.workingDaysAfter(returnedOn, supplement);
    due.push({
      id: `supplement-${context.review.returned}`,
      title: { zh: '补充送审材料', en: 'supplement of the review bundle' },
      on: last.date,
      rule: ruleOf(context, 'supplementWorkingDays', 'D713-026-b'),
      provisional: last.provisional,
    });
  }
  const most = valueOf(context, 'legalityReviewMaxWorkingDays');
  if (requestedOn && outcome === null && (most !== null || extendedTo)) {
    const last = days.workingDaysAfter(requestedOn, (most ?? 0) + pausedWorkingDays);
    due.push({
      id: `review-${requestedOn}`,
      title: { zh: '出具合法性审查意见', en: 'legality opinion' },
      on: extendedTo ?? last.date,
      rule: ruleOf(context, 'legalityReviewMaxWorkingDays', 'D713-038-c'),
      provisional: last.provisional,
    });
  }
  return due;
}

function ofTheMeeting(context: Context, days: DayCounting): Deadline[] {
  const { bundleSubmittedOn, meeting } = context.meeting;
  const due: Deadline[] = [];
  const handled = valueOf(context, 'meetingBundleHandledWorkingDays');
  if (bundleSubmittedOn && meeting === null && handled !== null) {
    const last = days.workingDaysAfter(bundleSubmittedOn, handled);
    due.push({
      id: `meeting-bundle-${bundleSubmittedOn}`,
      title: { zh: '处理上会材料', en: 'handling of the meeting bundle' },
      on: last.date,
      rule: ruleOf(context, 'meetingBundleHandledWorkingDays', 'D713-038-c'),
      provisional: last.provisional,
    });
  }
  if (context.planned && context.outcome === null)
    due.push({
      id: 'planned-meeting',
      title: { zh: '计划的会议时间', en: 'the meeting as planned' },
      on: context.planned.notAfter,
      rule: 'D713-038-c',
    });
  return due;
}

type Passed = z.infer<(typeof deadlineActs)['DeadlinePassed']['payload']>;

const deadlineHasPassed = aboutPayload<Passed, Context>({
  id: 'deadline-has-passed',
  rules: ['ARCH-DATE'],
  strength: 'house',
  title: { zh: '期限确已届满且未记录过', en: 'The deadline has passed, and was not recorded before' },
  fields: ['deadline', 'on'],
  test: (context, act) => {
    const { deadline, on } = act.payload;
    const due = deadlinesOf(context, act.days).find(({ id }) => id === deadline);
    const known = context.passedDeadlines.includes(deadline);
    if (due?.on === on && act.date > on && !known) return met;
    const earliest = due && act.days.addDays(due.on, 1);
    return unmet({
      found: due
        ? {
            zh: `${due.title.zh}的期限为 ${due.on}，今天 ${act.date}`,
            en: `${due.title.en}: due on ${due.on}, today is ${act.date}`,
          }
        : { zh: '没有这一期限，或者已经办理', en: 'there is no such deadline, or it was kept' },
      needed: { zh: '已届满、尚未记录的期限', en: 'a deadline that has passed and is not on record yet' },
      remedy: { zh: '由计时程序到期自动记录。', en: 'The timekeeper records it by itself when it is due.' },
      ...(earliest ? { earliestOn: earliest } : {}),
      whoCanSupply: ['timekeeper'],
    });
  },
});

export const deadlineRules = [deadlineHasPassed];
