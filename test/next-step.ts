import { exemptedSteps, type Context } from '../workflows/major-decision/context.js';
import { days } from './china-calendar.js';
import { paper } from './story.js';
import { MEMBERS, type Township } from './township.js';

/** What somebody who keeps the law would do next in each state; a word in the state's value says which it is. */
const NEXT: readonly [string, (matter: Township) => unknown][] = [
  ['"proposed"', (m) => m.screens()],
  ['"screened"', (m) => m.studies()],
  ['"studied"', (m) => m.starts()],
  ['"drafting"', (m) => m.drafts()],
  ['"publicInput":"needed"', (m) => m.holdsRoundTable({ groupsHeard: true })],
  ['"publicInput":"openCall"', (m) => m.on(days.addDays(m.today, 31)).closesCall(call(m))],
  ['"publicInput":"hearing"', (m) => m.holdsRoundTable({ groupsHeard: true })],
  ['"publicInput":"gathered"', (m) => m.reportsInput()],
  ['"expertReview":"undetermined"', (m) => m.finds('expert-review', false)],
  ['"expertReview":"needed"', (m) => m.invites().declares().opines().concludesExperts()],
  ['"riskAssessment":"undetermined"', (m) => m.finds('risk-assessment', true)],
  ['"riskAssessment":"needed"', (m) => m.assessesRisk({ report: paper('risk-report', m.today) })],
  ['"toBeRequested"', (m) => m.consultsUnits().requestsReview().advises()],
  ['"underReview"', (m) => m.advises().givesOpinion('lawful', { exemptionsReviewed: exempted(m) })],
  ['"changesAsked"', (m) => m.drafts()],
  ['"revisionDue"', (m) => m.drafts()],
  ['"conformityDue"', (m) => m.confirms({ from: seen(m) })],
  ['"cleared"', (m) => m.submitsMeetingBundle()],
  ['"bundleSubmitted"', (m) => m.on(days.addDays(m.today, 14)).convenes(m.today).tables()],
  ['"tabled"', (m) => meets(m)],
  ['"discussed"', (m) => m.judgesRisk(true).decides('passed', { reasonsAgainstMajority: '会上说明' })],
  ['"deferred"', (m) => m.retables()],
  ['"party":"undetermined"', (m) => m.asksParty('report')],
  ['"party":"asked"', (m) => m.partyAnswers()],
  ['"congress":"undetermined"', (m) => m.findsCongress()],
  ['"toBeTold"', (m) => m.tellsCongress()],
  ['"toResolve"', (m) => m.congressResolves()],
  ['"readyToIssue"', (m) => m.issues()],
  ['"publication":"due"', (m) => m.publishes()],
  ['"unassigned"', (m) => m.assignsExecution()],
];

/** One lawful step on, where there is one. */
export function takesNextStep(matter: Township): unknown {
  if (!matter.state) return matter.proposes();
  const value = JSON.stringify(matter.value);
  return NEXT.find(([word]) => value.includes(word))?.[1](matter);
}

const contextOf = (matter: Township) => matter.state?.context as Context;
export const exempted = (matter: Township) => (matter.state ? [...exemptedSteps(contextOf(matter))] : []);
const call = (matter: Township) => ({
  consultation: contextOf(matter).publicInput.openCall?.consultation ?? 'none',
});
const seen = (matter: Township) => contextOf(matter).review.clearedBundle ?? contextOf(matter).review.bundle;

function meets(matter: Township): Township {
  matter.opens().judgesRisk(true);
  for (const member of MEMBERS)
    if (!contextOf(matter).meeting.recused.includes(member)) matter.speaks(member);
  return matter.headSpeaks();
}
