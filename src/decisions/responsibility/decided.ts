import type { MeetingFacts } from '../../../workflows/vocabulary.js';
import { OUTCOMES, REVIEW_OUTCOMES, STANCES } from '../../../workflows/words.js';
import type { Json } from '../../canonical/canonical-json.js';
import { valueWord } from '../../exports/views/lexicon.js';
import type { EntryOf } from './answer.js';
import { ifSaid, isSaid, listed, of, said, worded, type Done, type Past } from './past.js';

/** What was said and decided in the meetings, who signed it, who carries it out and on what advice. */

const IN_A_MEETING = ['MemberRecused', 'MemberSpoke', 'HeadSpoke', 'RiskJudged', 'OutcomeDecided'];

/** The matter before one meeting: from its tabling to the next one. */
interface Sitting {
  readonly tabled: Done;
  readonly acts: readonly Done[];
  readonly confirmed: readonly Done[];
}

function sittings(past: Past): Sitting[] {
  const tabled = of(past, 'TabledAtMeeting');
  return tabled.map((one, i) => {
    const [from, to] = [one.shown.version, tabled[i + 1]?.shown.version ?? Infinity];
    const within = ({ shown }: Done) => shown.version > from && shown.version < to;
    return {
      tabled: one,
      acts: of(past, ...IN_A_MEETING).filter(within),
      confirmed: of(past, 'DissentConfirmed').filter(within),
    };
  });
}

export const meetings = (past: Past): EntryOf<'meetings'>[] =>
  sittings(past).map((sitting) => {
    const { tabled, acts } = sitting;
    const last = acts.findLast(({ facts }) => facts.meeting !== undefined) ?? tabled;
    const facts = last.facts.meeting;
    const called = facts ? [...facts.members, facts.head] : [];
    const spoke = acts
      .filter(({ type }) => type !== 'RiskJudged' && type !== 'OutcomeDecided')
      .map(({ by }) => by);
    return {
      meeting: said(tabled, 'meeting') ?? '',
      tabled: tabled.shown,
      bundle: said(tabled, 'bundleDigest') ?? '',
      members: [...new Set([...called, ...spoke])].map((id) => memberIn(past, sitting, id, facts)),
    };
  });

function memberIn(
  { cast }: Past,
  { acts, confirmed }: Sitting,
  id: string,
  facts: MeetingFacts | undefined,
): EntryOf<'meetings'>['members'][number] {
  const own = (done: Done) => done.by === id;
  const speech = acts.findLast((done) => own(done) && ['MemberSpoke', 'HeadSpoke'].includes(done.type));
  const recused = acts.findLast((done) => own(done) && done.type === 'MemberRecused');
  const dissent = confirmed.findLast(own);
  const stance = speech && said(speech, 'stance');
  return {
    person: cast.person(id),
    isHead: facts?.head === id,
    present: facts && facts.openedOn !== null ? facts.present.includes(id) : null,
    ...ifSaid({
      recused: recused && (said(recused, 'reason') ?? ''),
      stance: stance === undefined ? undefined : worded(STANCES, stance),
      words: speech && said(speech, 'words'),
      spoke: speech?.shown,
      dissentConfirmed: dissent && { act: dissent.shown, ...ifSaid({ words: said(dissent, 'words') }) },
    }),
  };
}

export const riskJudgements = (past: Past): EntryOf<'riskJudgements'>[] =>
  of(past, 'RiskJudged').map((done) => ({
    act: done.shown,
    controllable: isSaid(done, 'controllable'),
    ...ifSaid({ grounds: said(done, 'grounds') }),
  }));

export const decisions = (past: Past): EntryOf<'decisions'>[] =>
  of(past, 'OutcomeDecided').map((done) => ({
    act: done.shown,
    meeting: done.facts.meeting?.meeting ?? '',
    outcome: worded(OUTCOMES, said(done, 'outcome') ?? ''),
    bundle: said(done, 'bundleDigest') ?? '',
    ...ifSaid({
      option: said(done, 'option'),
      parts: partsIn(done.said['parts']),
      reasonsAgainstMajority: said(done, 'reasonsAgainstMajority'),
    }),
  }));

function partsIn(parts: Json | undefined): EntryOf<'decisions'>['parts'] {
  if (!Array.isArray(parts)) return undefined;
  return (parts as { part?: string; adopted?: boolean }[]).map(({ part, adopted }) => ({
    ...ifSaid({ part }),
    adopted: adopted === true,
  }));
}

export const issue = (past: Past): EntryOf<'issue'>[] =>
  of(past, 'MinutesIssued', 'DecisionIssued').map((done) => ({
    act: done.shown,
    ...ifSaid({ number: said(done, 'number') }),
    signer: past.cast.person(said(done, 'signer') ?? done.by),
  }));

export const execution = (past: Past): EntryOf<'execution'>[] =>
  of(past, 'ExecutionAssigned').map((done) => ({
    act: done.shown,
    units: listed(done, 'units').map(past.cast.unit),
  }));

/** Each advice with the answers that name it by its number. */
export function executionAdvice(past: Past): EntryOf<'executionAdvice'>[] {
  const answered = of(past, 'ExecutionAdviceAnswered');
  return of(past, 'ExecutionAdviceGiven').map((done) => ({
    act: done.shown,
    position: worded(REVIEW_OUTCOMES, said(done, 'position') ?? ''),
    ...ifSaid({ question: said(done, 'question') }),
    answers: answered
      .filter((one) => one.said['advice'] === done.shown.version)
      .map((one) => {
        const code = said(one, 'result') ?? '';
        const result = { code, ...valueWord('result', code) };
        return { act: one.shown, result, ...ifSaid({ answer: said(one, 'answer') }) };
      }),
  }));
}
