/** The earliest lawful meeting, with the chain of reasons: said at once when a plan is shorter than the law allows. */
import { valueOf, type DayCounting, type LocalDate, type Text } from '../vocabulary.js';
import { assessmentsFor } from './assessments.js';
import { exemptedSteps, type Context } from './context.js';
import { fullCallUntil } from './open-call.js';

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

/** One thing that has to be over before the bundle is complete: from which day on it is, and how that comes about. */
interface Branch {
  readonly readyOn: LocalDate;
  readonly provisional: boolean;
  readonly links: readonly Link[];
}

/**
 * Every way that is still open on `today`. If everything goes well: published today, comments to the end of the last
 * day, hearing and other assessments beside it, a complete bundle on the day after the last of these, the working days
 * of the review, and the meeting on the day after these.
 */
export function planOf(context: Context, today: LocalDate, days: DayCounting): Plan {
  const { planned } = context;
  if (!context.ruleSet || isDecided(context)) return { planned, ways: [] };
  const beside = [hearingBranch(context, today, days), ...assessmentBranches(context, today, days)];
  const to = (mode: Way['mode'], title: Text, branches: readonly (Branch | undefined)[]) =>
    way(
      context,
      today,
      days,
      mode,
      title,
      branches.flatMap((one) => one ?? []),
    );
  const { requestedOn } = context.review;
  if (requestedOn)
    return {
      planned,
      ways: [to('as-begun', AS_BEGUN, [{ readyOn: requestedOn, provisional: false, links: [] }])],
    };
  const call = context.publicInput.openCall;
  if (call && call.deadline >= today && context.publicInput.reportedOn === null) {
    const running = openCallBranch(call.publishedOn, { date: call.deadline, provisional: false }, days);
    return { planned, ways: [to('as-begun', AS_BEGUN, [running, ...beside])] };
  }
  if (context.publicInput.modes.length > 0 || exemptedSteps(context).includes('public-input'))
    return { planned, ways: [to('as-begun', AS_BEGUN, beside)] };
  const full = openCallBranch(today, fullCallUntil(context, today, days), days);
  const others = valueOf(context, 'openCallNeverShortened')
    ? []
    : [to('other-mode', OTHER_MODE, [roundTableBranch(context, today, days), ...beside])];
  return { planned, ways: [to('open-call', OPEN_CALL, [full, ...beside]), ...others] };
}

/** An outcome after which no other meeting comes; deferred and substantially changed matters meet again. */
const isDecided = (context: Context): boolean =>
  context.outcome !== null && !['deferred', 'substantive-change'].includes(context.outcome.is);

function openCallBranch(
  published: LocalDate,
  last: { readonly date: LocalDate; readonly provisional: boolean },
  days: DayCounting,
): Branch {
  return {
    readyOn: days.addDays(last.date, 1),
    provisional: last.provisional,
    links: [
      { what: { zh: '公告发布', en: 'notice published' }, on: published, rule: 'D713-015-a' },
      {
        what: { zh: '征求意见截至当日结束', en: 'comments until the end of' },
        on: last.date,
        rule: 'D713-015-a',
      },
    ],
  };
}

/** Where a place asks for papers beforehand, the round table comes so many days later. */
function roundTableBranch(context: Context, today: LocalDate, days: DayCounting): Branch | undefined {
  const before = valueOf(context, 'roundTablePapersDays');
  const source = context.ruleSet?.sources.roundTablePapersDays;
  if (before === 0 || !source) return undefined;
  const on = days.addDays(context.publicInput.roundTablePapersOn ?? today, before);
  const what = { zh: '座谈会最早（材料提前送达）', en: 'round table at the earliest, its papers delivered' };
  return { readyOn: on, provisional: false, links: [{ what, on, rule: source.rule }] };
}

/** A hearing that has to be held, or was announced: notice, list and papers run side by side. */
function hearingBranch(context: Context, today: LocalDate, days: DayCounting): Branch | undefined {
  const { hearing } = context.publicInput;
  const law = context.draft?.touches.hearingRequiredBy;
  if (hearing?.heldOn || (!hearing && !law && !valueOf(context, 'hearingRequired'))) return undefined;
  const notice = Math.max(
    valueOf(context, 'hearingNoticeDays'),
    valueOf(context, 'hearingListDays'),
    valueOf(context, 'hearingPapersDays'),
  );
  const earliest = days.addDays(today, notice);
  const on = hearing && hearing.announcedFor >= today ? hearing.announcedFor : earliest;
  const rule = context.ruleSet?.sources.hearingNoticeDays?.rule ?? 'D713-016-a';
  const what = {
    zh: '听证会（提前公告、送达材料）',
    en: 'hearing, announced and its papers delivered before',
  };
  return { readyOn: on, provisional: false, links: [{ what, on, rule }] };
}

/** Assessments that last so many working days and are needed before the review. */
function assessmentBranches(context: Context, today: LocalDate, days: DayCounting): Branch[] {
  return assessmentsFor(context).flatMap(({ kind, title, rule, lastsWorkingDays, neededFor }) => {
    const known = context.assessments[kind];
    if (lastsWorkingDays === undefined || known?.result || neededFor !== 'LegalityReviewRequested') return [];
    const last = days.workingDaysAfter(known?.begunOn ?? today, lastsWorkingDays);
    const on = days.addDays(last.date, 1);
    const what = { zh: `${title.zh}期满`, en: `${title.en} is over` };
    return [{ readyOn: on, provisional: last.provisional, links: [{ what, on, rule }] }];
  });
}

function way(
  context: Context,
  today: LocalDate,
  days: DayCounting,
  mode: Way['mode'],
  title: Text,
  branches: readonly Branch[],
): Way {
  const start = context.review.requestedOn ?? today;
  const bundleOn = branches.map(({ readyOn }) => readyOn).reduce((a, b) => (b > a ? b : a), start);
  const workingDays = valueOf(context, 'legalityReviewWorkingDays') + context.review.pausedWorkingDays;
  const last = days.workingDaysAfter(bundleOn, workingDays);
  const due = days.addDays(last.date, 1);
  // What is lawful since a while ago, or by the reviewer's own statement, is lawful from today.
  const earliestMeeting = context.review.timeSufficed || due < today ? today : due;
  const reviewRule = context.ruleSet?.sources.legalityReviewWorkingDays?.rule ?? 'D713-026-c';
  const chain: Link[] = [
    ...branches.flatMap(({ links }) => links),
    { what: { zh: '完整送审最早', en: 'complete bundle at the earliest' }, on: bundleOn, rule: 'D713-026-a' },
    {
      what: { zh: `第 ${workingDays} 个工作日`, en: `working day ${workingDays}` },
      on: last.date,
      rule: reviewRule,
    },
    { what: { zh: '会议最早', en: 'meeting at the earliest' }, on: earliestMeeting, rule: 'D713-030-a' },
  ];
  const provisional = last.provisional || branches.some((branch) => branch.provisional);
  const counted = { mode, title, earliestMeeting, provisional, chain };
  if (!context.planned) return counted;
  return {
    ...counted,
    latestCompleteBundle: days.latestStartBefore(context.planned.notAfter, workingDays).date,
    meetsPlan: earliestMeeting <= context.planned.notAfter,
  };
}
