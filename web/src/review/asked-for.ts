/**
 * What article 26 asks of every place, and what some places ask of the proposing unit besides. The procedure asks it when
 * the review is asked for (`workflows/major-decision/review-bundle.ts`); a test holds the two together.
 */
const ALWAYS = ['legal-basis', 'procedure-account'] as const;
const LOCAL: Readonly<Record<string, string>> = {
  unitLegalityPreReview: 'unit-pre-review',
  unitDiscussion: 'unit-discussion-minutes',
};

/** The papers that go to the legality review with the draft. @param parameters as the decision's rules have them */
export function reviewAsksFor(
  parameters: readonly { readonly name: string; readonly value: unknown }[] = [],
): string[] {
  const local = parameters.flatMap(({ name, value }) => (value === true && LOCAL[name] ? [LOCAL[name]] : []));
  return [...ALWAYS, ...local];
}
