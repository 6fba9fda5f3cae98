/** Step five: collective decision (集体讨论决定, articles 29–31). Unconditional. */
import { z } from 'zod';
import {
  aboutPayload,
  met,
  opaqueId,
  paper,
  sha256,
  unmet,
  words,
  type Act,
  type EventDefinition,
  type LocalDate,
  type MeetingFacts,
  type Requirement,
  type Text,
} from '../vocabulary.js';
import { MEETING_KINDS, MEETING_STATES, PAPERS, quoted, wordFor, wordsFor } from '../words.js';
import { exemptedSteps, type Context, type Stance } from './context.js';
import { legalityActs } from './legality-review.js';

const STANCES = ['agree', 'agree-with-changes', 'disagree', 'abstain'] as const satisfies readonly Stance[];
const ofThisMeeting = {
  meeting: (_: unknown, context: unknown) => (context as Context).meeting.meeting ?? undefined,
};

export const meetingActs = {
  MeetingBundleSubmitted: {
    title: { zh: '提交上会材料', en: 'Meeting bundle submitted' },
    payload: z.strictObject({ bundleDigest: sha256, papers: z.array(paper).max(60) }),
  },
  MeetingBundleReturned: {
    title: { zh: '退回上会材料', en: 'Meeting bundle returned' },
    payload: z.strictObject({ reason: words() }),
  },
  TabledAtMeeting: {
    title: { zh: '列入会议议程', en: 'Tabled at a meeting' },
    payload: z.strictObject({ meeting: opaqueId, bundleDigest: sha256 }),
    asks: { meeting: (payload) => payload?.['meeting'] as string | undefined },
  },
  MemberRecused: {
    title: { zh: '会议组成人员回避', en: 'Member recused' },
    payload: z.strictObject({ reason: words() }),
    adds: true,
    asks: ofThisMeeting,
  },
  MemberSpoke: {
    title: { zh: '会议组成人员发表意见', en: 'Member spoke' },
    payload: z.strictObject({ stance: z.enum(STANCES), words: words() }),
    adds: true,
    asks: ofThisMeeting,
  },
  HeadSpoke: {
    title: { zh: '行政首长发表意见', en: 'The head spoke' },
    payload: z.strictObject({ stance: z.enum(STANCES), words: words() }),
    asks: ofThisMeeting,
  },
  OutcomeDecided: {
    title: { zh: '作出决定', en: 'Outcome decided' },
    payload: z.strictObject({
      outcome: z.enum([
        'passed',
        'passed-with-edits',
        'substantive-change',
        'deferred',
        'rejected',
        'terminated',
      ]),
      bundleDigest: sha256,
      option: z.string().min(1).max(100).optional(),
      /** Reasons given in the meeting where the head departs from the majority (article 30(2)). */
      reasonsAgainstMajority: words().optional(),
      /** The text as edited and signed by the head, where it passed with general edits. */
      editedText: paper.optional(),
    }),
    binding: true,
    asks: ofThisMeeting,
    companions: { reasonsGiven: { presenceOf: 'reasonsAgainstMajority' } },
  },
  DissentConfirmed: {
    title: { zh: '本人确认不同意见的记载', en: 'Dissent confirmed by the member' },
    payload: z.strictObject({ confirmed: z.literal(true), words: words() }),
    adds: true,
  },
  DecisionRetabled: {
    title: { zh: '重新提请审议', en: 'Decision tabled again' },
    payload: z.strictObject({ reason: words() }),
  },
} as const satisfies Record<string, EventDefinition>;

type Bundle = z.infer<(typeof meetingActs)['MeetingBundleSubmitted']['payload']>;
export type Outcome = z.infer<(typeof meetingActs)['OutcomeDecided']['payload']> & { reasonsGiven: boolean };
const CONFORMITY = quoted(legalityActs.ConformityConfirmed.title);
const short = (digest: string | null | undefined) => digest?.slice(0, 12) ?? '—';

/** Papers of article 29 that match the steps that applied. */
export function meetingPapersFor(context: Context): string[] {
  const exempted = exemptedSteps(context);
  const papers = ['legality-opinion', 'draft-explanation'];
  if (!exempted.includes('public-input')) papers.push('public-input-report');
  if (!exempted.includes('expert-review')) papers.push('expert-report');
  if (!exempted.includes('risk-assessment')) papers.push('risk-report');
  if (context.draft?.touches.marketPlayers) papers.push('fair-competition-review');
  return papers;
}

const meetingBundleComplete = aboutPayload<Bundle, Context>({
  id: 'meeting-bundle-complete',
  rules: ['D713-029-a', 'D713-029-b', 'D713-029-c'],
  strength: 'binding',
  title: { zh: '上会材料与已履行程序相符', en: 'The meeting bundle matches the steps that applied' },
  fields: ['papers'],
  test: (context, { payload }) => {
    const missing = meetingPapersFor(context).filter(
      (kind) => !payload.papers.some((one) => one.kind === kind),
    );
    if (missing.length === 0) return met;
    const named = wordsFor(PAPERS, missing);
    return unmet({
      found: { zh: `缺：${named.zh}`, en: `missing: ${named.en}` },
      needed: {
        zh: '第二十九条所列、与适用程序相符的材料',
        en: 'the papers of article 29 for the steps that applied',
      },
      remedy: { zh: '补齐后提交。', en: 'Complete the bundle.' },
      whoCanSupply: ['proposer'],
    });
  },
});

const reviewedTextIsTabled = aboutPayload<{ bundleDigest: string }, Context>({
  id: 'reviewed-text-is-tabled',
  rules: ['D713-025-a', 'ORG-006'],
  strength: 'binding',
  title: { zh: '上会文本即审查文本', en: 'The text tabled is the text reviewed' },
  fields: ['bundleDigest'],
  test: (context, { payload }) =>
    payload.bundleDigest === context.review.clearedBundle
      ? met
      : unmet({
          found: {
            zh: `上会文本 ${short(payload.bundleDigest)}`,
            en: `text tabled: ${short(payload.bundleDigest)}`,
          },
          needed: {
            zh: `经审查的文本 ${short(context.review.clearedBundle)}`,
            en: `the text reviewed: ${short(context.review.clearedBundle)}`,
          },
          remedy: {
            zh: `提交审查人看过的文本，或请其办理${CONFORMITY.zh}。`,
            en: `Table the text that the reviewer saw, or have the reviewer add ${CONFORMITY.en}.`,
          },
          whoCanSupply: ['proposer', 'legality-reviewer'],
        }),
});

const meetingOfDecidingBody: Requirement<Context> = {
  id: 'meeting-of-the-deciding-body',
  rules: ['D713-030-a', 'ORG-006'],
  strength: 'binding',
  title: { zh: '由决策机关的会议集体讨论', en: 'Discussed at a meeting of the deciding body' },
  test: (context, act) => {
    const meeting = act.facts.meeting;
    if (!meeting && act.payload === undefined) return { is: 'depends', fields: ['meeting'] };
    const kinds = context.ruleSet?.parameters.decidingMeetings ?? [];
    if (
      meeting &&
      meeting.body === context.body &&
      kinds.includes(meeting.kind) &&
      meeting.status !== 'closed'
    )
      return met;
    return unmet({
      found: meeting ? foundMeeting(meeting, context) : { zh: '没有该会议', en: 'no such meeting' },
      needed: {
        zh: `本机关尚未结束的会议：${wordsFor(MEETING_KINDS, kinds).zh}`,
        en: `a meeting of this body that is not over: ${wordsFor(MEETING_KINDS, kinds).en}`,
      },
      remedy: {
        zh: '传阅、会签不能代替会议；先召集会议。',
        en: 'Circulation and countersigning are no meeting; convene one.',
      },
      whoCanSupply: ['secretary'],
    });
  },
};

function foundMeeting({ body, kind, status }: MeetingFacts, context: Context): Text {
  const [what, state] = [wordFor(MEETING_KINDS, kind), wordFor(MEETING_STATES, status)];
  const own = body === context.body;
  return {
    zh: `${own ? '' : '其他机关的'}${what.zh}，${state.zh}`,
    en: `${what.en}${own ? '' : ' of another body'}, ${state.en}`,
  };
}

/** Article 26(2): seven working days between a complete submission and the meeting, as a rule. */
export function earliestMeeting(
  context: Context,
  act: Pick<Act, 'days'>,
): { date: LocalDate; provisional: boolean } | undefined {
  const requestedOn = context.review.requestedOn;
  if (requestedOn === null) return undefined;
  const days = context.ruleSet?.parameters.legalityReviewWorkingDays ?? 7;
  const last = act.days.workingDaysAfter(requestedOn, days);
  return { date: act.days.addDays(last.date, 1), provisional: last.provisional };
}

const neverSubmitted = unmet({
  found: { zh: '没有完整送审的记录', en: 'no complete submission is on record' },
  needed: { zh: '完整送审', en: 'a complete submission' },
  remedy: { zh: '先送请合法性审查。', en: 'Ask for the legality review first.' },
  whoCanSupply: ['proposer'],
});

const legalityReviewTime: Requirement<Context> = {
  id: 'legality-review-time',
  rules: ['D713-026-c'],
  strength: 'binding',
  title: { zh: '合法性审查一般不少于7个工作日', en: 'Legality review gets 7 working days as a rule' },
  test: (context, act) => {
    if (context.review.timeSufficed) return met;
    const earliest = earliestMeeting(context, act);
    const meetsOn = act.facts.meeting?.openedOn ?? act.facts.meeting?.plannedOn;
    if (!earliest) return neverSubmitted;
    if (meetsOn !== undefined && meetsOn >= earliest.date) return met;
    if (meetsOn === undefined && act.payload === undefined) return { is: 'depends', fields: ['meeting'] };
    return unmet({
      found: {
        zh: `完整送审 ${context.review.requestedOn}，会议 ${meetsOn ?? '未定'}`,
        en: `complete submission ${context.review.requestedOn}, meeting ${meetsOn ?? 'unknown'}`,
      },
      needed: {
        zh: `${context.ruleSet?.parameters.legalityReviewWorkingDays ?? 7} 个工作日，最早 ${earliest.date} 开会${earliest.provisional ? '（暂定）' : ''}`,
        en: `${context.ruleSet?.parameters.legalityReviewWorkingDays ?? 7} working days: a meeting from ${earliest.date}${earliest.provisional ? ' (provisional)' : ''}`,
      },
      remedy: {
        zh: `会议改至 ${earliest.date} 或以后；或由审查机构书面说明时间已足够。`,
        en: `Meet on ${earliest.date} or later, or have the reviewer state in the opinion that the time sufficed.`,
      },
      earliestOn: earliest.date,
      provisional: earliest.provisional,
      whoCanSupply: ['secretary', 'legality-reviewer'],
    });
  },
};

export const meetingRules = [
  meetingBundleComplete,
  reviewedTextIsTabled,
  meetingOfDecidingBody,
  legalityReviewTime,
];
