import * as fc from 'fast-check';
import { CAST, UNITS } from './cast.js';
import { days } from './china-calendar.js';
import { Misfits, paper, Refused, type How } from './story.js';
import { exempted, takesNextStep } from './next-step.js';
import { MEMBERS, township, type Township } from './township.js';
import { DEPARTABLE } from '../workflows/major-decision/workflow.js';

/** One thing that somebody tries: `dice` chooses among its variants. */
type Try = (matter: Township, how: How, dice: number) => unknown;

const oneOf = <T>(choices: readonly [T, ...T[]], dice: number): T =>
  choices[dice % choices.length] ?? choices[0];
const later = (matter: Township, dice: number) => matter.on(days.addDays(matter.today, dice % 12));

/** Everything that anybody can try, sensible or not; the often tried ones stand more than once. */
const TRIES: readonly Try[] = [
  (m, how) => m.proposes({}, how),
  (m, how, dice) =>
    m.screens({ result: oneOf(['major', 'major', 'major', 'not-major', 'excluded'], dice) }, how),
  (m, how) => m.studies({}, how),
  (m, how) => m.starts({}, how),
  (m, how) => m.drafts({}, how),
  (m, how, dice) => m.drafts({ drafters: [oneOf([...CAST.keys()] as [string], dice)] }, how),
  (m, how, dice) =>
    m.touching(
      {
        specificGroups: dice % 2 === 0,
        marketPlayers: dice % 3 === 0,
        units: dice % 5 === 0 ? [UNITS.police] : [],
      },
      {},
      how,
    ),
  (m, how) => m.consultsUnits({}, how),
  (m, how) => m.opensCall({ deadline: days.addDays(m.today, 30) }, how),
  (m, how) => m.opensCall({ deadline: days.addDays(m.today, 5), shorteningReason: '情况紧急' }, how),
  (m, how) => m.closesCall({}, how),
  (m) => m.on(days.addDays(m.today, 31)),
  (m, how, dice) => m.holdsRoundTable({ groupsHeard: dice % 2 === 0 }, how),
  (m, how, dice) =>
    m.holdsRoundTable({ participants: [{ kind: oneOf(['departments', 'residents'], dice), count: 3 }] }, how),
  (m, how, dice) => m.announcesHearing(days.addDays(m.today, dice % 12), {}, how),
  (m, how) => m.holdsHearing({}, how),
  (m, how) => m.reportsInput({}, how),
  (m, how) => m.reportsInput({}, how),
  (m, how, dice) =>
    m.finds(oneOf(['public-input', 'expert-review', 'risk-assessment'], dice), dice % 2 === 0, {}, how),
  (m, how, dice) => m.finds(oneOf(['expert-review', 'risk-assessment'], dice), dice % 3 === 0, {}, how),
  (m, how, dice) => m.invites(oneOf([...CAST.keys()] as [string], dice), how),
  (m, how, dice) => m.invites(oneOf(['professor', 'engineer'], dice), how),
  (m, _, dice) => m.declares(oneOf(['professor', 'engineer'], dice), dice % 7 === 0),
  (m, _, dice) => m.opines(oneOf(['professor', 'engineer'], dice)),
  (m, how) => m.concludesExperts({}, how),
  (m, how, dice) => m.assessesRisk({ report: paper('risk-report', `report ${dice}`) }, how),
  (m, how, dice) => m.recordsAssessment(oneOf(['fair-competition', 'health-impact'], dice), {}, how),
  (m, how) => m.requestsReview({}, how),
  (m, how) => m.requestsReview({}, how),
  (m, how) => m.returnsReviewBundle(how),
  (m, how) => m.advises({}, how),
  (m, how) => m.givesOpinion('lawful', { exemptionsReviewed: exempted(m) }, how),
  (m, how, dice) => {
    const outcome = oneOf(['lawful', 'lawful-with-changes', 'unlawful', 'exploratory', 'step-missing'], dice);
    const missingStep = oneOf(['public-input', 'expert-review', 'risk-assessment'], dice);
    const more = outcome === 'step-missing' ? { missingStep } : {};
    return m.givesOpinion(outcome, { exemptionsReviewed: exempted(m), legalRisk: '风险', ...more }, how);
  },
  (m, how) => m.givesOpinion('lawful', { timeSufficedBecause: '已足够' }, how),
  (m, how) => m.confirms({}, how),
  (m, how) => m.denies({}, how),
  (m, how) => m.submitsMeetingBundle({}, how),
  (m, how) => m.submitsMeetingBundle({}, how),
  (m, how) => m.returnsMeetingBundle(how),
  (m, _, dice) => m.convenes(days.addDays(m.today, dice % 12)),
  (m) => (m.meetings.size > 0 ? m.opens() : m.convenes(m.today)),
  (m, _, dice) => (m.meetings.size > 0 ? m.opens(['head', oneOf(['deputy', 'warden'], dice)]) : m),
  (m) => (m.meetings.size > 0 ? m.closes() : m),
  (m, how) => m.tables({}, how),
  (m, how) => m.tables({}, how),
  (m, _, dice) => m.recuses(oneOf(['deputy', 'warden', 'treasurer'], dice)),
  (m) => everyMember(m),
  (m, _, dice) =>
    m.speaks(oneOf(['deputy', 'warden', 'treasurer'], dice), oneOf(['agree', 'disagree'], dice)),
  (m, how) => m.headSpeaks('agree', how),
  (m, how, dice) => m.judgesRisk(dice % 4 !== 0, how),
  (m, how) => m.judgesRisk(true, how),
  (m, how) => m.decides('passed', {}, how),
  (m, how, dice) => {
    const outcome = oneOf(
      ['passed', 'passed-with-edits', 'substantive-change', 'deferred', 'rejected'],
      dice,
    );
    const editedText = outcome === 'passed-with-edits' ? paper('edited') : undefined;
    return m.decides(outcome, { reasonsAgainstMajority: '理由', editedText }, how);
  },
  (m, _, dice) => m.confirmsDissent(oneOf(['deputy', 'warden'], dice)),
  (m, how) => m.retables(how),
  (m, how, dice) => m.asksParty(oneOf(['request', 'report', 'not-required'], dice), how),
  (m, how, dice) => m.partyAnswers(oneOf(['agreed', 'amend', 'refused'], dice), how),
  (m, how, dice) => m.findsCongress(oneOf(['none', 'report', 'decide'], dice), how),
  (m, how) => m.tellsCongress(how),
  (m, how, dice) => m.congressResolves(dice % 3 !== 0, how),
  (m, how) => m.issues({}, how),
  (m, how) => m.publishes(how),
  (m, how) => m.archives(how),
  (m, how) => m.assignsExecution(how),
  (m, how) => m.reportsExecution(how),
  (m, how) => m.recordsIrregularity({}, how),
  (m, how, dice) => m.departs(oneOf(DEPARTABLE as [string], dice), how),
  (m, how) => m.auditFinds(how),
  (m, how, dice) => (dice % 20 === 0 ? m.terminates(how) : m),
  (m, how, dice) => (dice % 20 === 0 ? m.withdraws(how) : m),
  (m, _, dice) => later(m, dice),
  (m, _, dice) => later(m, dice),
];

function everyMember(matter: Township): Township {
  for (const member of MEMBERS) matter.speaks(member);
  return matter;
}

/** Where a random history begins: from nothing, or from some way along the lawful path. */
const BEGINNINGS: readonly [string, () => Township][] = [
  ['nothing', () => township()],
  ['started', () => township().started()],
  ['drafted', () => township().drafted()],
  ['steps done', () => township().drafted().withSteps()],
  ['under review', () => township().underReview()],
  ['cleared', () => township().cleared()],
  ['in the meeting', () => township().inMeeting()],
  ['discussed', () => township().discussed()],
  ['adopted', () => township().adopted()],
];

export interface RandomHistory {
  readonly beginning: number;
  readonly tries: readonly { readonly what: number; readonly who: number; readonly dice: number }[];
}

/**
 * Random tries by anybody, between steps of somebody who keeps the law: a third of all, for random acts alone would
 * never get far. One try in four is made by a person chosen at random, the others by one who could.
 */
export const randomHistory = (maxLength: number): fc.Arbitrary<RandomHistory> =>
  fc.record({
    beginning: fc.nat(BEGINNINGS.length - 1),
    tries: fc.array(
      fc.record({
        what: fc.nat(Math.floor(TRIES.length * 1.5)),
        who: fc.nat(CAST.size * 4 - 1),
        dice: fc.nat(1000),
      }),
      { maxLength, size: 'max' },
    ),
  });

/** Plays a random history; `after` sees the matter after every try, and whether it was accepted. */
export function play(
  history: RandomHistory,
  after: (matter: Township, accepted: boolean) => void = () => undefined,
): Township {
  const matter = BEGINNINGS[history.beginning]?.[1]() ?? township();
  for (const { what, who, dice } of history.tries) {
    const by = [...CAST.keys()][who];
    const before = matter.history.length;
    try {
      const attempt = TRIES[what] ?? takesNextStep;
      attempt(matter, by === undefined ? {} : { by }, dice);
    } catch (refused) {
      if (!(refused instanceof Refused) && !(refused instanceof Misfits)) throw refused;
    }
    after(matter, matter.history.length > before);
  }
  return matter;
}
