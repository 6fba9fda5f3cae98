/** Step five: collective decision (集体讨论决定, articles 29–31). Unconditional. */
import { z } from 'zod';
import { opaqueId, paper, sha256, text, words } from '../fields.js';
import {
  aboutPayload,
  met,
  unmet,
  valueOf,
  type Act,
  type EventDefinition,
  type LocalDate,
  type MeetingFacts,
  type Requirement,
  type Text,
} from '../vocabulary.js';
import { MEETING_KINDS, MEETING_STATES, quoted, wordFor, wordsFor } from '../words.js';
import type { Context, Stance } from './context.js';
import { legalityActs } from './legality-review.js';
import { fraction, short } from '../wording.js';

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
      /** Which of the draft's options was chosen. */
      option: opaqueId.optional(),
      /** Part by part, what was adopted. */
      parts: z
        .array(z.strictObject({ part: text(300), adopted: z.boolean() }))
        .max(50)
        .optional(),
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
  DecisionLapsed: {
    title: { zh: '暂缓期满，自动终止', en: 'Deferred too long: lapsed' },
    payload: z.strictObject({}),
  },
} as const satisfies Record<string, EventDefinition>;

export type Bundle = z.infer<(typeof meetingActs)['MeetingBundleSubmitted']['payload']>;
export type Outcome = z.infer<(typeof meetingActs)['OutcomeDecided']['payload']> & { reasonsGiven: boolean };
const CONFORMITY = quoted(legalityActs.ConformityConfirmed.title);

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
  parameters: ['decidingMeetings'],
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

/** Everybody whom the meeting is made of: its members and the head. */
const calledTo = ({ members, head }: MeetingFacts): number => new Set([...members, head]).size;

/** The decree sets no quorum; a body's own rules do. */
const meetingAttended: Requirement<Context> = {
  id: 'meeting-attended',
  rules: ['D713-030-f'],
  strength: 'local-option',
  parameters: ['meetingAttendance'],
  title: { zh: '到会人数达到规定比例', en: 'Enough of the members attend' },
  test: (context, act) => {
    const least = valueOf(context, 'meetingAttendance');
    const [part, whole] = least;
    const meeting = act.facts.meeting;
    const present = meeting?.present.length ?? 0;
    const called = meeting ? calledTo(meeting) : 0;
    if (present * whole >= called * part) return met;
    return unmet({
      found: { zh: `应到 ${called} 人，实到 ${present} 人`, en: `${present} of ${called} are present` },
      needed: { zh: `${fraction(least).zh}以上到会`, en: `at least ${fraction(least).en} present` },
      remedy: {
        zh: '人数不足的改期；到会的由会议秘书记录。',
        en: 'Move the meeting, or have the secretary record who came.',
      },
      whoCanSupply: ['secretary'],
    });
  },
};

const justiceAttends: Requirement<Context> = {
  id: 'justice-attends',
  rules: [],
  strength: 'local-option',
  parameters: ['justiceAttends'],
  title: { zh: '司法行政部门列席会议', en: 'The justice department sits in' },
  test: (context, act) =>
    !valueOf(context, 'justiceAttends') || act.facts.meeting?.justiceInAttendance
      ? met
      : unmet({
          found: {
            zh: '没有司法行政部门列席的记录',
            en: 'nothing shows that the justice department sits in',
          },
          needed: { zh: '司法行政部门人员列席', en: 'somebody of the justice department in attendance' },
          remedy: {
            zh: '请其列席，由会议秘书记入到会情况。',
            en: 'Ask them in; the secretary records it with the attendance.',
          },
          whoCanSupply: ['secretary', 'legality-reviewer'],
        }),
};

/** Deferred for so long, a matter lapses by itself; never a day earlier. */
export function lapsesOn(context: Context, days: Act['days']): LocalDate | undefined {
  const months = valueOf(context, 'lapseAfterMonths');
  if (months === null || context.outcome?.is !== 'deferred') return undefined;
  return days.addDays(days.addMonths(context.outcome.on, months), 1);
}

const deferredTooLong: Requirement<Context> = {
  id: 'deferred-too-long',
  rules: [],
  strength: 'local-option',
  parameters: ['lapseAfterMonths'],
  title: { zh: '暂缓已满规定时间', en: 'Deferred for as long as the rules allow' },
  test: (context, act) => {
    const on = lapsesOn(context, act.days);
    if (on !== undefined && act.date >= on) return met;
    return unmet({
      found: on
        ? {
            zh: `${context.outcome?.on} 暂缓，今天 ${act.date}`,
            en: `deferred on ${context.outcome?.on}, today is ${act.date}`,
          }
        : { zh: '所适用的规则没有规定暂缓期满自动终止', en: 'the rules that apply here know no lapse' },
      needed: on
        ? { zh: `${on} 起`, en: `from ${on}` }
        : { zh: '规定了暂缓期限的本地规则', en: 'a local rule with such a period' },
      remedy: on
        ? {
            zh: '期满由系统自动记录；需要提前终止的，由行政首长终止。',
            en: 'The program records it by itself; to end it earlier, the head terminates it.',
          }
        : { zh: '需要终止的，由行政首长终止。', en: 'To end the matter, the head terminates it.' },
      ...(on ? { earliestOn: on } : {}),
      whoCanSupply: on ? ['timekeeper'] : ['head'],
    });
  },
};

export const meetingRules = [
  reviewedTextIsTabled,
  meetingOfDecidingBody,
  meetingAttended,
  justiceAttends,
  deferredTooLong,
];
