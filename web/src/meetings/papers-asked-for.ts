import { exemptedSteps, type Context } from '../../../workflows/major-decision/context.js';

/**
 * Article 29's list for the steps that applied to this matter. The procedure asked the same when the bundle was submitted;
 * it is shown so that whoever takes it in sees what to look for in each. `test/meeting-screen.spec.ts` holds the two together.
 */
export function papersAskedFor(context: Context): string[] {
  const exempted: readonly string[] = exemptedSteps(context);
  const unlessExempted = (step: string, paper: string) => (exempted.includes(step) ? [] : [paper]);
  return [
    'legality-opinion',
    'draft-explanation',
    ...unlessExempted('public-input', 'public-input-report'),
    ...unlessExempted('expert-review', 'expert-report'),
    ...unlessExempted('risk-assessment', 'risk-report'),
    ...(context.draft?.touches.marketPlayers ? ['fair-competition-review'] : []),
    ...(context.disagreement ? ['disagreement-account'] : []),
  ];
}
