import type { Decision } from '../decisions/decisions';

/** What article 26 asks of every place, and what some places ask of the proposing unit besides. */
const ALWAYS = ['legal-basis', 'procedure-account'] as const;
const LOCAL: Readonly<Record<string, string>> = {
  unitLegalityPreReview: 'unit-pre-review',
  unitDiscussion: 'unit-discussion-minutes',
};

/** The papers that go to the legality review with the draft. */
export function reviewAsksFor({ rules }: Pick<Decision, 'rules'>): string[] {
  const local = (rules?.parameters ?? []).flatMap(({ name, value }) =>
    value === true && LOCAL[name] ? [LOCAL[name]] : [],
  );
  return [...ALWAYS, ...local];
}
