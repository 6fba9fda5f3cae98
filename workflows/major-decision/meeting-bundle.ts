/** What goes to the meeting (article 29): it matches the steps that applied, and what places ask to be told. */
import { aboutPayload, met, unmet, valueOf, type Text } from '../vocabulary.js';
import { inARow, PAPERS, wordFor } from '../words.js';
import { assessmentsFor } from './assessments.js';
import { exemptedSteps, type Context } from './context.js';
import type { Bundle } from './meeting.js';

/** Papers of article 29 that match the steps that applied. */
export function meetingPapersFor(context: Context): string[] {
  const exempted = exemptedSteps(context);
  const papers = ['legality-opinion', 'draft-explanation'];
  if (!exempted.includes('public-input')) papers.push('public-input-report');
  if (!exempted.includes('expert-review')) papers.push('expert-report');
  if (!exempted.includes('risk-assessment')) papers.push('risk-report');
  if (context.draft?.touches.marketPlayers) papers.push('fair-competition-review');
  if (context.disagreement) papers.push('disagreement-account');
  return papers;
}

const missingFrom = (kinds: readonly string[], { papers }: Bundle): string[] =>
  kinds.filter((kind) => !papers.some((one) => one.kind === kind));

const missingUnmet = (named: Text, needed: Text, rules: readonly string[] = []) =>
  unmet({
    found: { zh: `缺：${named.zh}`, en: `missing: ${named.en}` },
    needed,
    remedy: { zh: '补齐后提交。', en: 'Complete the bundle.' },
    whoCanSupply: ['proposer'],
    rules,
  });

const meetingBundleComplete = aboutPayload<Bundle, Context>({
  id: 'meeting-bundle-complete',
  rules: ['D713-029-a', 'D713-029-b', 'D713-029-c', 'D713-013-b'],
  strength: 'binding',
  title: { zh: '上会材料与已履行程序相符', en: 'The meeting bundle matches the steps that applied' },
  fields: ['papers'],
  test: (context, { payload }) => {
    const missing = missingFrom(meetingPapersFor(context), payload);
    if (missing.length === 0) return met;
    return missingUnmet(inARow(missing.map((kind) => wordFor(PAPERS, kind))), {
      zh: '第二十九条所列、与适用程序相符的材料',
      en: 'the papers of article 29 for the steps that applied',
    });
  },
});

/** Other assessments travel with their conclusion and what became of it; fair competition has its own paper above. */
const assessmentResultsIncluded = aboutPayload<Bundle, Context>({
  id: 'assessment-results-included',
  rules: ['D713-043-a'],
  strength: 'local-option',
  title: { zh: '附各项评估审查的结论', en: 'The results of the assessments are included' },
  fields: ['papers'],
  test: (context, { payload }) => {
    const missing = assessmentsFor(context).filter(
      ({ kind }) => kind !== 'fair-competition' && missingFrom([`${kind}-result`], payload).length > 0,
    );
    if (missing.length === 0) return met;
    return missingUnmet(
      inARow(missing.map(({ title }) => ({ zh: `${title.zh}结论及采纳说明`, en: `result of ${title.en}` }))),
      { zh: '每项评估审查的结论和采纳说明', en: 'each result, and what became of it' },
      missing.map(({ rule }) => rule),
    );
  },
});

const stepsNotDoneExplained = aboutPayload<Bundle, Context>({
  id: 'steps-not-done-explained',
  rules: [],
  strength: 'local-option',
  parameters: ['stepsNotDoneExplained'],
  title: { zh: '未履行的程序已作说明', en: 'Steps that were not done are explained' },
  fields: ['papers'],
  test: (context, { payload }) => {
    const asked = valueOf(context, 'stepsNotDoneExplained') && exemptedSteps(context).length > 0;
    if (!asked || missingFrom(['step-explanation'], payload).length === 0) return met;
    return missingUnmet(wordFor(PAPERS, 'step-explanation'), {
      zh: '对未履行的程序的说明',
      en: 'an explanation of each step that was not done',
    });
  },
});

/** Dispute, experts against it, medium or higher risk, a failed assessment: what the meeting has to be told plainly. */
function needsSpecialStatement(context: Context): boolean {
  const opposed = Object.values(context.experts).some(({ verdict }) => verdict === 'oppose');
  const risky = context.risk !== null && context.risk.level !== 'low';
  const failed = Object.values(context.assessments).some(({ result }) => result === 'not-passed');
  return context.disagreement || opposed || risky || failed;
}

const specialStatement = aboutPayload<Bundle, Context>({
  id: 'special-statement',
  rules: [],
  strength: 'local-option',
  parameters: ['specialStatement'],
  title: {
    zh: '重大分歧、中以上风险等已作专门说明',
    en: 'Dispute, medium risk and the like have their statement',
  },
  fields: ['papers'],
  test: (context, { payload }) => {
    const asked = valueOf(context, 'specialStatement') && needsSpecialStatement(context);
    if (!asked || missingFrom(['special-statement'], payload).length === 0) return met;
    return missingUnmet(wordFor(PAPERS, 'special-statement'), {
      zh: '对重大分歧、专家反对、中以上风险或者未通过的审查的专门说明',
      en: 'a statement of the dispute, the experts against it, the risk or the failed assessment',
    });
  },
});

export const meetingBundleRules = [
  meetingBundleComplete,
  assessmentResultsIncluded,
  stepsNotDoneExplained,
  specialStatement,
];
