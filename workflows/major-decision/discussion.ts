/** In the meeting (article 30): everyone is heard, the head speaks last and decides, dissent is set down. */
import {
  aboutPayload,
  met,
  personNamed,
  personOf,
  unmet,
  valueOf,
  type Act,
  type Finding,
  type Requirement,
} from '../vocabulary.js';
import { FIELDS, MEETING_STATES, OUTCOMES, quoted, STANCES, wordFor, wordsFor } from '../words.js';
import { anyTimeActs } from './any-time.js';
import type { Context } from './context.js';
import { meetingActs, type Outcome } from './meeting.js';
import { short } from '../wording.js';

const IRREGULARITY = quoted(anyTimeActs.IrregularityRecorded.title);
const MEMBER_SPOKE = quoted(meetingActs.MemberSpoke.title);
const HEAD_SPOKE = quoted(meetingActs.HeadSpoke.title);
const REASONS = quoted(wordFor(FIELDS, 'reasonsAgainstMajority'));
const NO_MEETING = { zh: '没有该会议', en: 'no such meeting' };

const onTheAgendaOfAnOpenMeeting: Requirement<Context> = {
  id: 'in-the-meeting',
  rules: ['D713-030-a', 'ORG-006'],
  strength: 'binding',
  title: { zh: '在会议上发表', en: 'Said in the meeting' },
  test: (context, act) => {
    const meeting = act.facts.meeting;
    const present = meeting?.present.includes(personOf(act)) ?? false;
    const recused = context.meeting.recused.includes(personOf(act));
    // What was decided in the meeting may be entered when it is over; a view given after it is circulation.
    const ofTheBody = act.type === 'OutcomeDecided' || act.type === 'RiskJudged';
    const held = meeting?.status === 'open' || (ofTheBody && meeting?.status === 'closed');
    const says = ofTheBody || (present && !recused);
    if (meeting?.meeting === context.meeting.meeting && held && says) return met;
    const state = meeting ? wordFor(MEETING_STATES, meeting.status) : undefined;
    return unmet({
      found: {
        zh: `${state ? `会议${state.zh}` : NO_MEETING.zh}，本人${recused ? '已回避' : present ? '到会' : '未到会'}`,
        en: `${state ? `the meeting is ${state.en}` : NO_MEETING.en}; this person ${recused ? 'is recused' : present ? 'is present' : 'is not present'}`,
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
function silentIn(context: Context, act: Act): string[] {
  const meeting = act.facts.meeting;
  const spoke = context.meeting.spoke;
  return (meeting?.present ?? []).filter(
    (person) => person !== meeting?.head && !(person in spoke) && !context.meeting.recused.includes(person),
  );
}

/** One person alone is no meeting, whatever a body's own rules say about who speaks when. */
const discussedByOthers: Requirement<Context> = {
  id: 'discussed-by-others',
  rules: ['D713-030-a', 'ORG-006'],
  strength: 'binding',
  title: { zh: '首长之外有组成人员发表意见', en: 'Somebody besides the head has spoken' },
  test: (context, { facts }) => {
    const { spoke, recused } = context.meeting;
    const others = Object.keys(spoke).filter((person) => person !== facts.meeting?.head);
    if (others.some((person) => !recused.includes(person))) return met;
    return unmet({
      found: { zh: '没有其他组成人员发言', en: 'nobody else has spoken' },
      needed: { zh: '会议组成人员集体讨论', en: 'a discussion among the members' },
      remedy: {
        zh: `请组成人员发言，办理${MEMBER_SPOKE.zh}。`,
        en: `Let the members speak: ${MEMBER_SPOKE.en}.`,
      },
      whoCanSupply: ['member'],
    });
  },
};

/** Where silence counts as consent, nobody is waited for; the head still speaks after those who spoke. */
const yetToSpeak = (context: Context, act: Act): string[] =>
  valueOf(context, 'silenceIsConsent') ? [] : silentIn(context, act);

const headSpeaksLast: Requirement<Context> = {
  id: 'head-speaks-last',
  rules: ['D713-030-b'],
  parameters: ['silenceIsConsent'],
  strength: 'binding',
  title: { zh: '行政首长最后发表意见', en: 'The head speaks last' },
  test: (context, act) => {
    const waiting = yetToSpeak(context, act);
    if (waiting.length === 0) return met;
    return unmet({
      found: {
        zh: `到会组成人员还有 ${waiting.length} 人未发言：${waiting.map(personNamed).join('、')}`,
        en: `present and still to speak (${waiting.length}): ${waiting.map(personNamed).join(', ')}`,
      },
      needed: { zh: '到会的其他组成人员均已发言', en: 'every other member present has spoken' },
      remedy: {
        zh: `请其他人员先发言；首长确已先发言的，办理${IRREGULARITY.zh}。`,
        en: `Let them speak first; if the head did speak first, record it as ${IRREGULARITY.en}.`,
      },
      whoCanSupply: ['member'],
    });
  },
};

const memberOfTheMeeting: Requirement<Context> = {
  id: 'member-of-the-meeting',
  rules: ['D713-030-a', 'D713-030-b'],
  strength: 'binding',
  title: { zh: '会议组成人员发言', en: 'A member speaks' },
  test: (_, act): Finding => {
    const meeting = act.facts.meeting;
    const isMember = meeting?.members.includes(personOf(act)) && meeting.head !== personOf(act);
    if (isMember) return met;
    return unmet({
      found: { zh: '发言人不是会议组成人员，或是行政首长', en: 'not a member of this meeting, or its head' },
      needed: {
        zh: `会议组成人员；首长发言办理${HEAD_SPOKE.zh}`,
        en: `a member; for the head it is ${HEAD_SPOKE.en}`,
      },
      remedy: { zh: '核对会议组成人员名单。', en: 'Check the list of members.' },
      whoCanSupply: ['member'],
    });
  },
};

/** What the members said, the head and those recused left aside; the silent consent where a place says so. */
function countOf(context: Context, act: Act) {
  const silent = valueOf(context, 'silenceIsConsent') ? silentIn(context, act).length : 0;
  const { spoke, recused } = context.meeting;
  const stances = Object.keys(spoke)
    .filter((person) => !recused.includes(person))
    .map((person) => spoke[person]);
  const changes = stances.filter((stance) => stance === 'agree-with-changes').length;
  return {
    speakers: stances.length + silent,
    changes,
    agreeing: stances.filter((stance) => stance === 'agree').length + changes + silent,
    against: stances.filter((stance) => stance === 'disagree').length,
  };
}

/** A majority is more than half of those who spoke; whoever asked for changes is not overruled by getting them. */
function departsFromMajority(count: ReturnType<typeof countOf>, outcome: Outcome['outcome']): boolean {
  const adopts = outcome === 'passed' || outcome === 'passed-with-edits';
  if (count.against * 2 > count.speakers) return adopts;
  if (count.agreeing * 2 <= count.speakers) return false;
  return !adopts && !(outcome === 'substantive-change' && count.changes > 0);
}

/** Article 30(2): the head decides, and gives reasons in the meeting when departing from the majority. */
const departureReasoned = aboutPayload<Outcome, Context>({
  id: 'departure-from-majority-reasoned',
  rules: ['D713-030-c', 'D713-030-e'],
  strength: 'binding',
  title: { zh: '与多数意见不一致的说明理由', en: 'Departing from the majority takes reasons' },
  fields: ['outcome', 'reasonsAgainstMajority'],
  test: (context, act) => {
    const { payload } = act;
    const count = countOf(context, act);
    if (!departsFromMajority(count, payload.outcome) || payload.reasonsGiven) return met;
    return unmet({
      found: {
        zh: `赞成 ${count.agreeing}，反对 ${count.against}，发言 ${count.speakers}，决定${wordFor(OUTCOMES, payload.outcome).zh}`,
        en: `${count.agreeing} for, ${count.against} against, ${count.speakers} spoke, decided: ${wordFor(OUTCOMES, payload.outcome).en}`,
      },
      needed: { zh: '会上说明的理由', en: 'the reasons given in the meeting' },
      remedy: { zh: `填写${REASONS.zh}。`, en: `Fill in ${REASONS.en}.` },
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

/** Where the draft held several options, the outcome names one of them (article 12). */
const optionChosen = aboutPayload<Outcome, Context>({
  id: 'option-chosen',
  rules: [],
  strength: 'house',
  title: { zh: '写明选定的方案', en: 'The option chosen is named' },
  fields: ['option', 'outcome'],
  test: (context, { payload: { option, outcome } }) => {
    const options = context.draft?.options ?? [];
    const adopts = outcome === 'passed' || outcome === 'passed-with-edits';
    const needed = adopts && options.length > 0;
    if (option === undefined ? !needed : options.includes(option)) return met;
    return unmet({
      found: option
        ? { zh: `草案中没有方案 ${option}`, en: `the draft has no option ${option}` }
        : { zh: '没有写明选定的方案', en: 'no option is named' },
      needed: { zh: `下列方案之一：${options.join('、')}`, en: `one of the options: ${options.join(', ')}` },
      remedy: { zh: '选择草案所列方案。', en: 'Choose one that the draft lists.' },
      whoCanSupply: ['head', 'secretary'],
    });
  },
});

const outcomeExistsHere = aboutPayload<Outcome, Context>({
  id: 'outcome-exists-here',
  rules: [],
  strength: 'local-option',
  parameters: ['meetingOutcomes'],
  title: { zh: '讨论结果的种类符合规定', en: 'Such an outcome exists under these rules' },
  fields: ['outcome'],
  test: (context, { payload: { outcome } }) => {
    const kinds = valueOf(context, 'meetingOutcomes');
    if (kinds.includes(outcome)) return met;
    const named = wordsFor(OUTCOMES, kinds);
    return unmet({
      found: wordFor(OUTCOMES, outcome),
      needed: { zh: `下列之一：${named.zh}`, en: `one of: ${named.en}` },
      remedy: { zh: '按本地规定的种类作出决定。', en: 'Decide one of these.' },
      whoCanSupply: ['head'],
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
        zh: '由首长作出，或凭签署原件代录。',
        en: 'Let the head act, or enter the act for the head from the signed original.',
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
    const before = context.outcome?.dissenting.includes(personOf(act)) ?? false;
    if (stance === 'disagree' || stance === 'agree-with-changes' || before) return met;
    return unmet({
      found: {
        zh: `本人意见：${stance ? wordFor(STANCES, stance).zh : '无记录'}`,
        en: `this person's stance: ${stance ? wordFor(STANCES, stance).en : 'none recorded'}`,
      },
      needed: { zh: '会上记录的不同意见', en: 'a dissent recorded in the meeting' },
      remedy: { zh: '仅不同意见需要确认。', en: 'Only dissent needs confirming.' },
      whoCanSupply: ['member'],
    });
  },
};

export const discussionRules = [
  onTheAgendaOfAnOpenMeeting,
  memberOfTheMeeting,
  speakerIsTheHead,
  discussedByOthers,
  headSpeaksLast,
  departureReasoned,
  tabledTextIsDecided,
  optionChosen,
  outcomeExistsHere,
  decidedByTheHead,
  spokeInDissent,
];
