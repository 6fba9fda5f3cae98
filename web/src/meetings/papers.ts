import type { Paper } from '../documents/upload';
import type { Told } from './meetings';

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
