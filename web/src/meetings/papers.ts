import type { Paper } from '../documents/upload';
import { stepsOf, type Decision } from '../decisions/decisions';
import { contextOf, type Told } from './meetings';

/** A paper as it is listed: what the draft is made of, or what travels with it. */
export type ListedPaper = Omit<Paper, 'kind'> & { readonly kind: string; readonly isDraft: boolean };

/** The papers of the text that is on the table: the bundle as it was fixed, then the papers that were submitted with it. */
export function papersOnTheTable(history: readonly Told[], bundle: string | null): ListedPaper[] {
  const draft = history.findLast(
    ({ type, payload }) => type === 'DraftSubmitted' && payload['bundleDigest'] === bundle,
  );
  const submitted = history.findLast(
    ({ type, payload }) => type === 'MeetingBundleSubmitted' && payload['bundleDigest'] === bundle,
  );
  const parts = (draft?.payload['bundle'] ?? []) as readonly (Paper & { readonly role: string })[];
  const papers = (submitted?.payload['papers'] ?? []) as readonly Paper[];
  return [
    ...parts.map(({ role, ...part }) => ({ ...part, kind: role, isDraft: true })),
    ...papers.map((paper) => ({ ...paper, kind: paper.kind ?? '', isDraft: false })),
  ];
}

/**
 * Article 29's list for the steps that applied to this matter. The procedure asked the same when the bundle was submitted;
 * it is shown so that whoever takes it in sees what to look for in each.
 */
export function papersAskedFor(decision: Decision): string[] {
  const steps = stepsOf(decision);
  const { draft, disagreement } = contextOf(decision);
  const matching = (step: string, paper: string) => (steps[step] === 'exempted' ? [] : [paper]);
  return [
    'draft-explanation',
    'legality-opinion',
    ...matching('public-input', 'public-input-report'),
    ...matching('expert-review', 'expert-report'),
    ...matching('risk-assessment', 'risk-report'),
    ...(draft?.touches.marketPlayers ? ['fair-competition-review'] : []),
    ...(disagreement ? ['disagreement-account'] : []),
  ];
}
