import * as fc from 'fast-check';
import { CAST, UNITS } from './cast.js';
import { days } from './china-calendar.js';
import type { Unmet } from '../src/engine/procedure.js';
import { Misfits, paper, Refused, type How } from './story.js';
import { exempted, takesNextStep } from './next-step.js';
import { Careful } from './careful.js';
import { EVERYWHERE } from './everywhere.js';
import { MEMBERS } from './township.js';
import type { Context } from '../workflows/major-decision/context.js';
import { deadlinesOf } from '../workflows/major-decision/deadlines.js';
import { DEPARTABLE } from '../workflows/major-decision/workflow.js';

/** One thing that somebody tries: `dice` chooses among its variants. */
type Try = (matter: Careful, how: How, dice: number) => unknown;

const oneOf = <T>(choices: readonly [T, ...T[]], dice: number): T =>
  choices[dice % choices.length] ?? choices[0];
const later = (matter: Careful, dice: number) => matter.on(days.addDays(matter.today, dice % 12));

/** Everything that anybody can try, sensible or not; the often tried ones stand more than once. */
const TRIES: readonly Try[] = [
  (m, how) => m.proposes({}, how),
  (m, how) => m.assignsStudy(UNITS.lead, how),
  (m, how) => m.reassigns({}, how),
  (m) => m.unitReplies(false),
  (m) => m.convenesRoundTable(m.today),
  (m, how) => m.deliversHearingPapers({}, how),
  (m, how, dice) => m.beginsAssessment(oneOf(['land-pre-announcement', 'health-impact'], dice), how),
  (m, how, dice) => m.extendsReview((dice % 20) + 1, how),
  (m) => m.lapses(),
  (m) => m.takesInPriorAct(),
  (m, how, dice) => {
    const steps = [
      'public-input',
      'expert-review',
      'risk-assessment',
      'legality-review',
      'collective-decision',
    ] as const;
    const step = dice % 3 === 0 ? oneOf(steps, dice) : null;
    m.correction = { version: 0, type: 'X', known: true, step, unmet: step ? ['x'] : [] };
    return m.corrects({ reopens: step ?? 'none' }, how);
  },
  (m) => passesWhatIsDue(m),
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
  (m, how) => m.issuesMinutes(how),
  (m, how) => m.publishes({}, how),
  (m, how) => m.withholds({}, how),
  (m, how) => m.archives({}, how),
  (m, how) => m.assignsExecution({}, how),
  (m, how, dice) => m.reportsExecution({ measuresDone: [dice % 3] }, how),
  (m, how) => m.inspectsExecution(how),
  (m, how) => m.writesIn({}, how),
  (m, how) => m.answersOpinion({}, how),
  (m, how) => m.advisesOnExecution({}, how),
  (m, how, dice) => {
    const { adviceUnanswered } = (m.state?.context as Context | undefined)?.after ?? { adviceUnanswered: [] };
    return m.answersAdvice({ advice: oneOf([m.history.length, ...adviceUnanswered], dice) }, how);
  },
  (m, how, dice) => m.suspends({ urgent: dice % 2 === 0 }, how),
  (m, how) => m.resumes({}, how),
  (m, how, dice) => m.adjusts(oneOf(['minor', 'major'], dice), {}, how),
  (m, how, dice) => m.ends(oneOf(['completed', 'stopped', 'replaced'], dice), {}, how),
  (m, how, dice) => {
    const unit = oneOf(['assessment-centre', UNITS.evaluation], dice);
    return m.ordersEvaluation({ evaluator: { unit } }, how);
  },
  (m, how) => m.evaluates({}, how),
  (m, how) => m.isOrderedToCorrect(how),
  (m, how) => m.hasCorrected({}, how),
  (m, how, dice) => (dice % 20 === 0 ? m.isAnnulled({}, how) : m),
  (m, how) => m.recordsIrregularity({}, how),
  (m, how, dice) => m.departs(oneOf(DEPARTABLE as [string], dice), how),
  (m, how) => m.auditFinds(how),
  (m, how, dice) => (dice % 20 === 0 ? m.terminates(how) : m),
  (m, how, dice) => (dice % 20 === 0 ? m.withdraws(how) : m),
  (m, _, dice) => later(m, dice),
  (m, _, dice) => later(m, dice),
];

function passesWhatIsDue(matter: Careful): unknown {
  if (!matter.state) return matter;
  const [first] = deadlinesOf(matter.state.context as Context, days);
  return first ? matter.passesDeadline(first.id, first.on) : matter;
}

function everyMember(matter: Careful): Careful {
  for (const member of MEMBERS) matter.speaks(member);
  return matter;
}

/** Where a random history begins: from nothing, or from some way along the lawful path. */
const BEGINNINGS: readonly ((matter: Careful) => Careful)[] = [
  (matter) => matter,
  (matter) => matter.started(),
  (matter) => matter.drafted(),
  (matter) => matter.drafted().withSteps(),
  (matter) => matter.underReview(),
  (matter) => matter.cleared(),
  (matter) => matter.inMeeting(),
  (matter) => matter.discussed(),
  (matter) => matter.adopted(),
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

/** What was unmet, and how to try the very same again on a copy of the matter. */
export type Refusal = (matter: Careful, unmet: readonly Unmet[], again: (copy: Careful) => unknown) => void;

/** Plays a random history; `after` sees the matter after every try, and whether it was accepted. */
export function play(
  history: RandomHistory,
  after: (matter: Careful, accepted: boolean) => void = () => undefined,
  place = EVERYWHERE[0],
  refused: Refusal = () => undefined,
): Careful {
  const begun = new Careful(place.level, place.where);
  const matter = BEGINNINGS[history.beginning]?.(begun) ?? begun;
  for (const { what, who, dice } of history.tries) {
    const by = [...CAST.keys()][who];
    const before = matter.history.length;
    const attempt = TRIES[what] ?? takesNextStep;
    const again = (copy: Careful) => attempt(copy, by === undefined ? {} : { by }, dice);
    try {
      again(matter);
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof Misfits)) throw error;
      if (error instanceof Refused && error.verdict.is === 'refused' && matter.history.length === before)
        refused(matter, error.verdict.unmet, again);
    }
    after(matter, matter.history.length > before);
  }
  return matter;
}
