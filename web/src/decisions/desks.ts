/**
 * Acts that have a desk: a page made for whoever does them, with what they need beside the form. The page of a decision and
 * the to-do list lead there; every other act has its form at `/decisions/:id/act/:type`.
 */
const DESKS: Readonly<Record<string, string>> = {
  DraftSubmitted: 'draft',
  LegalityBundleReturned: 'review',
  LegalityReviewExtended: 'review',
  LegalityOpinionIssued: 'review',
  ConformityConfirmed: 'review',
  ConformityDenied: 'review',
  LegalAdviceGiven: 'counsel',
  ExecutionAdviceGiven: 'counsel',
  ExpertInvited: 'experts',
  ExpertDeclared: 'expert',
  ExpertOpinionGiven: 'expert',
  RiskAssessed: 'risk',
};

/** Where an act on a decision is done. */
export function placeOfAct(decision: string, act: string): string {
  // Beside what the minutes have of the member, in their own words.
  if (act === 'DissentConfirmed') return '/meetings/mine';
  const desk = Object.hasOwn(DESKS, act) ? DESKS[act] : undefined;
  return desk === undefined
    ? `/decisions/${decision}/act/${act}`
    : `/decisions/${decision}/${desk}?act=${act}`;
}

/** A desk says by itself what stands in the way: an act that has one is opened even while it is not possible. */
export function hasDesk(act: string): boolean {
  return Object.hasOwn(DESKS, act);
}

/** Desks that somebody comes back to when there is nothing to do just now: to see what became of an opinion. */
export const DESKS_OF: readonly { readonly desk: Desk; readonly role: string }[] = [
  { desk: 'review', role: 'legality-reviewer' },
  { desk: 'counsel', role: 'legal-adviser' },
  { desk: 'expert', role: 'expert' },
  { desk: 'experts', role: 'proposer' },
  { desk: 'risk', role: 'assessor' },
];
export type Desk = 'review' | 'counsel' | 'expert' | 'experts' | 'risk';
