import { exemptedSteps, type Context } from '../workflows/major-decision/context.js';
import { valueOf } from '../workflows/vocabulary.js';
import { days } from './china-calendar.js';
import { paper } from './story.js';
import type { Careful } from './careful.js';
import { MEMBERS } from './township.js';

/** What somebody who keeps the law would do next in each state; a word in the state's value says which it is. */
const NEXT: readonly [string, (matter: Careful) => unknown][] = [
  ['"proposed"', (m) => m.screens()],
  ['"screened"', (m) => m.studies()],
  ['"studied"', (m) => m.starts()],
  ['"drafting"', (m) => m.drafts()],
  ['"publicInput":"needed"', (m) => m.hearsThePublic()],
  ['"publicInput":"openCall"', (m) => m.on(days.addDays(m.today, 31)).closesCall(call(m))],
  ['"publicInput":"hearing"', (m) => m.holdsRoundTable({ groupsHeard: true })],
  ['"publicInput":"gathered"', (m) => reports(m)],
  ['"expertReview":"undetermined"', (m) => m.finds('expert-review', false)],
  ['"expertReview":"needed"', (m) => m.arguesWithExperts()],
  ['"riskAssessment":"undetermined"', (m) => m.finds('risk-assessment', true)],
  ['"riskAssessment":"needed"', (m) => m.assessesRisk({ report: paper('risk-report', m.today) })],
  ['"toBeRequested"', (m) => m.consultsUnits().collectsAssessments().requestsReview().advises()],
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
  ['"readyToIssue"', (m) => m.issuesMinutes().issues()],
  ['"publication":"due"', (m) => m.publishes()],
  ['"unassigned"', (m) => m.assignsExecution()],
  ['"suspended"', (m) => m.resumes()],
  ['"archive":"due"', (m) => m.archives({ contributions: handedIn })],
  ['"evaluation":"ordered"', (m) => m.evaluates()],
];

const handedIn = ['office', 'legality-reviewer', 'drafting-unit', 'executing-unit'].map((from) => ({
  from,
  papers: 3,
}));

/** One lawful step on, where there is one. */
export function takesNextStep(matter: Careful): unknown {
  if (!matter.state) return matter.proposes();
  const value = JSON.stringify(matter.value);
  return NEXT.find(([word]) => value.includes(word))?.[1](matter);
}

/** A hearing that is due and was not held yet comes before the report. */
function reports(matter: Careful): unknown {
  const { publicInput } = contextOf(matter);
  if (!valueOf(contextOf(matter), 'hearingRequired') || publicInput.hearing?.heldOn)
    return matter.reportsInput();
  const on = days.addDays(matter.today, 31);
  return matter.announcesHearing(on, { participants: 9 }).on(on).holdsHearing();
}

const contextOf = (matter: Careful) => matter.state?.context as Context;
export const exempted = (matter: Careful) => (matter.state ? [...exemptedSteps(contextOf(matter))] : []);
const call = (matter: Careful) => ({
  consultation: contextOf(matter).publicInput.openCall?.consultation ?? 'none',
});
const seen = (matter: Careful) => contextOf(matter).review.clearedBundle ?? contextOf(matter).review.bundle;

function meets(matter: Careful): Careful {
  matter.opens().judgesRisk(true);
  for (const member of MEMBERS)
    if (!contextOf(matter).meeting.recused.includes(member)) matter.speaks(member);
  return matter.headSpeaks();
}
