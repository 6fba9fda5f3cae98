/** Step five: collective decision (集体讨论决定, articles 29–31). Unconditional. */
import { z } from 'zod';
import {
  aboutPayload,
  met,
  opaqueId,
  paper,
  personOf,
  sha256,
  unmet,
  words,
  type Act,
  type EventDefinition,
  type Finding,
  type LocalDate,
  type Requirement,
} from '../vocabulary.js';
import { exemptedSteps, type Context, type Stance } from './context.js';

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
    title: { zh: '行政首长最后发表意见', en: 'The head spoke, last' },
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
type Tabled = z.infer<(typeof meetingActs)['TabledAtMeeting']['payload']>;
type Outcome = z.infer<(typeof meetingActs)['OutcomeDecided']['payload']> & { reasonsGiven: boolean };
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
    return unmet({
      found: { zh: `缺：${missing.join('、')}`, en: `missing: ${missing.join(', ')}` },
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
            zh: '提交审查人看过的文本，或请其确认一致性（ConformityConfirmed）。',
            en: 'Table the text that the reviewer saw, or have conformity confirmed (ConformityConfirmed).',
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
      found: meeting
        ? {
            zh: `会议类型 ${meeting.kind}，状态 ${meeting.status}`,
            en: `a ${meeting.kind} meeting, ${meeting.status}`,
          }
        : { zh: '没有该会议', en: 'no such meeting' },
      needed: { zh: `本机关的会议：${kinds.join('、')}`, en: `a meeting of this body: ${kinds.join(', ')}` },
      remedy: {
        zh: '传阅、会签不能代替会议；先召集会议。',
        en: 'Circulation and countersigning are no meeting; convene one.',
      },
      whoCanSupply: ['secretary'],
    });
  },
};

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

const legalityReviewTime: Requirement<Context> = {
  id: 'legality-review-time',
  rules: ['D713-026-c'],
  strength: 'binding',
  title: { zh: '合法性审查一般不少于7个工作日', en: 'Legality review gets 7 working days as a rule' },
  test: (context, act) => {
    if (context.review.timeSufficed) return met;
    const earliest = earliestMeeting(context, act);
    const meetsOn = act.facts.meeting?.openedOn ?? act.facts.meeting?.plannedOn;
    if (!earliest) return met;
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

const onTheAgendaOfAnOpenMeeting: Requirement<Context> = {
  id: 'in-the-meeting',
  rules: ['D713-030-a', 'ORG-006'],
  strength: 'binding',
  title: { zh: '在会议上发表', en: 'Said in the meeting' },
  test: (context, act) => {
    const meeting = act.facts.meeting;
    const present = meeting?.present.includes(personOf(act)) ?? false;
    const recused = context.meeting.recused.includes(personOf(act));
    const says = act.type === 'OutcomeDecided' || act.type === 'RiskJudged' || (present && !recused);
    if (meeting?.meeting === context.meeting.meeting && meeting?.status === 'open' && says) return met;
    return unmet({
      found: {
        zh: `会议 ${meeting?.status ?? '不存在'}，本人${recused ? '已回避' : present ? '到会' : '未到会'}`,
        en: `meeting ${meeting?.status ?? 'unknown'}; this person ${recused ? 'is recused' : present ? 'is present' : 'is not present'}`,
      },
      needed: { zh: '会议已开，本人到会且未回避', en: 'an open meeting, present and not recused' },
      remedy: {
        zh: '由会议秘书记录开会和到会情况。',
        en: 'Have the secretary record opening and attendance.',
      },
      whoCanSupply: ['secretary'],
    });
  },
};

const speakerIsTheHead: Requirement<Context> = {
  id: 'speaker-is-the-head',
  rules: ['D713-030-b'],
  strength: 'binding',
  title: { zh: '发言人是会议确定的行政首长', en: 'The speaker is the head that the meeting names' },
  test: (_, act) => {
    if (act.facts.meeting?.head === personOf(act)) return met;
    return unmet({
      found: { zh: '会议所列首长是另一人', en: 'the meeting names another person as head' },
      needed: { zh: '主持决策的行政首长本人', en: 'the head of this meeting in person' },
      remedy: {
        zh: '由会议所列首长发言；代行职务的，重新召集时写明。',
        en: 'Let that person speak; an acting head is named when convening.',
      },
      whoCanSupply: ['head'],
    });
  },
};

/** Who is present, is not the head and is not recused, and has not spoken yet. */
function yetToSpeak(context: Context, act: Act): string[] {
  const meeting = act.facts.meeting;
  const spoke = context.meeting.spoke;
  return (meeting?.present ?? []).filter(
    (person) => person !== meeting?.head && !(person in spoke) && !context.meeting.recused.includes(person),
  );
}

const headSpeaksLast: Requirement<Context> = {
  id: 'head-speaks-last',
  rules: ['D713-030-b'],
  strength: 'binding',
  title: { zh: '行政首长最后发表意见', en: 'The head speaks last' },
  test: (context, act) => {
    const waiting = yetToSpeak(context, act);
    const others = Object.keys(context.meeting.spoke).length;
    if (waiting.length === 0 && others > 0) return met;
    return unmet({
      found: {
        zh: `到会组成人员还有 ${waiting.length} 人未发言：${waiting.join('、')}`,
        en: `${waiting.length} members present have not spoken: ${waiting.join(', ')}`,
      },
      needed: { zh: '到会的其他组成人员均已发言', en: 'every other member present has spoken' },
      remedy: {
        zh: '请其他人员先发言；首长确已先发言的，记为 IrregularityRecorded。',
        en: 'Let them speak first; if the head did speak first, record it as IrregularityRecorded.',
      },
      whoCanSupply: ['member'],
    });
  },
};

const memberOfTheMeeting: Requirement<Context> = {
  id: 'speaks-once-as-member',
  rules: ['D713-030-a', 'D713-030-b'],
  strength: 'binding',
  title: { zh: '会议组成人员发言', en: 'A member speaks' },
  test: (_, act): Finding => {
    const meeting = act.facts.meeting;
    const isMember = meeting?.members.includes(personOf(act)) && meeting.head !== personOf(act);
    if (isMember) return met;
    return unmet({
      found: { zh: '发言人不是会议组成人员，或是行政首长', en: 'not a member of this meeting, or its head' },
      needed: { zh: '会议组成人员；首长以 HeadSpoke 发言', en: 'a member; the head speaks by HeadSpoke' },
      remedy: { zh: '核对会议组成人员名单。', en: 'Check the list of members.' },
      whoCanSupply: ['member'],
    });
  },
};

/** Article 30(2): the head decides, and gives reasons in the meeting when departing from the majority. */
const departureReasoned = aboutPayload<Outcome, Context>({
  id: 'departure-from-majority-reasoned',
  rules: ['D713-030-c', 'D713-030-e'],
  strength: 'binding',
  title: { zh: '与多数意见不一致的说明理由', en: 'Departing from the majority takes reasons' },
  fields: ['outcome', 'reasonsAgainstMajority'],
  test: (context, { payload }) => {
    const stances = Object.values(context.meeting.spoke);
    const against = stances.filter((stance) => stance === 'disagree').length;
    const agreeing = stances.filter((stance) => stance === 'agree' || stance === 'agree-with-changes').length;
    const passes = payload.outcome === 'passed' || payload.outcome === 'passed-with-edits';
    const departs = (passes && against > agreeing) || (payload.outcome === 'rejected' && agreeing > against);
    if (!departs || payload.reasonsGiven) return met;
    return unmet({
      found: {
        zh: `赞成 ${agreeing}，反对 ${against}，决定 ${payload.outcome}`,
        en: `${agreeing} for, ${against} against, decided ${payload.outcome}`,
      },
      needed: { zh: '会上说明的理由', en: 'the reasons given in the meeting' },
      remedy: { zh: '填写 reasonsAgainstMajority。', en: 'Fill in reasonsAgainstMajority.' },
      whoCanSupply: ['head'],
    });
  },
});

const tabledTextIsDecided = aboutPayload<Outcome, Context>({
  id: 'tabled-text-is-decided',
  rules: ['D713-025-a', 'ORG-006'],
  strength: 'binding',
  title: { zh: '决定的是上会文本', en: 'What is decided is what was tabled' },
  fields: ['bundleDigest', 'editedText'],
  test: (context, { payload }) => {
    const edited = payload.outcome !== 'passed-with-edits' || payload.editedText !== undefined;
    if (payload.bundleDigest === context.meeting.bundle && edited) return met;
    return unmet({
      found: {
        zh: edited ? `决定文本 ${short(payload.bundleDigest)}` : '没有首长签署的修改稿',
        en: edited ? `decided text ${short(payload.bundleDigest)}` : 'no text as edited and signed',
      },
      needed: {
        zh: `上会文本 ${short(context.meeting.bundle)}；作一般修改的附修改稿`,
        en: `the text tabled, ${short(context.meeting.bundle)}; with edits, the edited text`,
      },
      remedy: { zh: '核对文本摘要。', en: 'Check the digest.' },
      whoCanSupply: ['head', 'secretary'],
    });
  },
});

const decidedByTheHead: Requirement<Context> = {
  id: 'decided-by-the-head',
  rules: ['D713-030-e'],
  strength: 'binding',
  title: { zh: '由行政首长在集体讨论基础上决定', en: 'The head decides on the basis of the discussion' },
  test: (_, act) => {
    if (act.facts.meeting?.head === personOf(act)) return met;
    return unmet({
      found: { zh: '不是会议所列行政首长的决定', en: 'not the act of the head that the meeting names' },
      needed: {
        zh: '行政首长的决定（秘书可凭签署原件代录）',
        en: "the head's act (the secretary may enter it from the signed original)",
      },
      remedy: {
        zh: '由首长作出，或以 onBehalfOf 代录。',
        en: 'Let the head act, or enter it with onBehalfOf.',
      },
      whoCanSupply: ['head', 'secretary'],
    });
  },
};

const spokeInDissent: Requirement<Context> = {
  id: 'spoke-in-dissent',
  rules: ['D713-030-d', 'D713-038-a'],
  strength: 'binding',
  title: { zh: '本人在会上表示不同意见', en: 'This member dissented in the meeting' },
  test: (context, act) => {
    const stance = context.meeting.spoke[personOf(act)];
    if (stance === 'disagree' || stance === 'agree-with-changes') return met;
    return unmet({
      found: {
        zh: `本人意见：${stance ?? '无记录'}`,
        en: `this person's stance: ${stance ?? 'none recorded'}`,
      },
      needed: { zh: '会上记录的不同意见', en: 'a dissent recorded in the meeting' },
      remedy: { zh: '仅不同意见需要确认。', en: 'Only dissent needs confirming.' },
      whoCanSupply: ['member'],
    });
  },
};

export const meetingRules = [
  meetingBundleComplete,
  reviewedTextIsTabled,
  meetingOfDecidingBody,
  legalityReviewTime,
  onTheAgendaOfAnOpenMeeting,
  speakerIsTheHead,
  headSpeaksLast,
  memberOfTheMeeting,
  departureReasoned,
  tabledTextIsDecided,
  decidedByTheHead,
  spokeInDissent,
];
