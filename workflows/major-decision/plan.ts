/** The earliest lawful meeting, with the chain of reasons: said at once when a plan is shorter than the law allows. */
import type { DayCounting, LocalDate, Text } from '../vocabulary.js';
import { exemptedSteps, type Context } from './context.js';

export interface Link {
  readonly what: Text;
  readonly on: LocalDate;
  readonly rule: string;
}

/** One way to the meeting: by an open call, or by another mode of article 14. */
export interface Way {
  readonly mode: 'open-call' | 'other-mode' | 'as-begun';
  readonly title: Text;
  readonly earliestMeeting: LocalDate;
  readonly provisional: boolean;
  /** The last day for a complete bundle that still meets the plan; absent where nothing is planned. */
  readonly latestCompleteBundle?: LocalDate;
  readonly meetsPlan?: boolean;
  readonly chain: readonly Link[];
}

export interface Plan {
  readonly planned: Context['planned'];
  readonly ways: readonly Way[];
}

const OPEN_CALL: Text = { zh: '公开征求意见（第十五条）', en: 'an open call for comments (article 15)' };
const OTHER_MODE: Text = {
  zh: '座谈会、实地走访、书面征求、问卷、民意调查等其他方式（第十四条）',
  en: 'a round table, visits, written views, a questionnaire or a poll (article 14)',
};
const AS_BEGUN: Text = { zh: '按已履行的程序', en: 'as the procedure stands' };

/**
 * Every way that is still open on `today`. If everything goes well: published today, comments to the end of the
 * last day, a complete bundle the day after, seven working days, and the meeting on the day after these.
 */
export function planOf(context: Context, today: LocalDate, days: DayCounting): Plan {
  if (!context.ruleSet || isDecided(context)) return { planned: context.planned, ways: [] };
  const { requestedOn } = context.review;
  if (requestedOn)
    return {
      planned: context.planned,
      ways: [way(context, today, days, 'as-begun', AS_BEGUN, requestedOn, [])],
    };
  const call = context.publicInput.openCall;
  if (call && call.deadline >= today) {
    return {
      planned: context.planned,
      ways: [throughOpenCall(context, today, days, 'as-begun', AS_BEGUN, call.publishedOn, call.deadline)],
    };
  }
  if (context.publicInput.modes.length > 0 || exemptedSteps(context).includes('public-input')) {
    return { planned: context.planned, ways: [way(context, today, days, 'as-begun', AS_BEGUN, today, [])] };
  }
  const deadline = days.addDays(today, context.ruleSet.parameters.openCallDays);
  return {
    planned: context.planned,
    ways: [
      throughOpenCall(context, today, days, 'open-call', OPEN_CALL, today, deadline),
      way(context, today, days, 'other-mode', OTHER_MODE, today, []),
    ],
  };
}

/** An outcome after which no other meeting comes; deferred and substantially changed matters meet again. */
const isDecided = (context: Context): boolean =>
  context.outcome !== null && !['deferred', 'substantive-change'].includes(context.outcome.is);

function throughOpenCall(
  context: Context,
  today: LocalDate,
  days: DayCounting,
  mode: Way['mode'],
  title: Text,
  published: LocalDate,
  deadline: LocalDate,
): Way {
  return way(context, today, days, mode, title, days.addDays(deadline, 1), [
    { what: { zh: '公告发布', en: 'notice published' }, on: published, rule: 'D713-015-a' },
    {
      what: { zh: '征求意见截至当日结束', en: 'comments until the end of' },
      on: deadline,
      rule: 'D713-015-a',
    },
  ]);
}

function way(
  context: Context,
  today: LocalDate,
  days: DayCounting,
  mode: Way['mode'],
  title: Text,
  bundleOn: LocalDate,
  before: readonly Link[],
): Way {
  const workingDays = context.ruleSet?.parameters.legalityReviewWorkingDays ?? 7;
  const last = days.workingDaysAfter(bundleOn, workingDays);
  const due = days.addDays(last.date, 1);
  // What is lawful since a while ago, or by the reviewer's own statement, is lawful from today.
  const earliestMeeting = context.review.timeSufficed || due < today ? today : due;
  const chain: Link[] = [
    ...before,
    { what: { zh: '完整送审最早', en: 'complete bundle at the earliest' }, on: bundleOn, rule: 'D713-026-a' },
    {
      what: { zh: `第 ${workingDays} 个工作日`, en: `working day ${workingDays}` },
      on: last.date,
      rule: 'D713-026-c',
    },
    { what: { zh: '会议最早', en: 'meeting at the earliest' }, on: earliestMeeting, rule: 'D713-030-a' },
  ];
  const counted = { mode, title, earliestMeeting, provisional: last.provisional, chain };
  if (!context.planned) return counted;
  const latest = days.latestStartBefore(context.planned.notAfter, workingDays);
  return {
    ...counted,
    latestCompleteBundle: latest.date,
    meetsPlan: earliestMeeting <= context.planned.notAfter,
  };
}
