import { expect, it } from 'vitest';
import { reviewAnswerRules } from '../workflows/major-decision/review-answers.js';
import { REVIEW_PAPERS, reviewBundleRules } from '../workflows/major-decision/review-bundle.js';
import { REVIEW_ANSWERS, REVIEW_OUTCOMES } from '../workflows/words.js';
import { reviewAsksFor } from '../web/src/review/asked-for.js';
import { outcomesFrom, type Answers } from '../web/src/review/outcomes-from.js';

const ANSWERS = Object.keys(REVIEW_ANSWERS);

it('The papers that go to the review are those without which it cannot be asked for, each', () => {
  const asksOf = { unitLegalityPreReview: 'unit-pre-review', unitDiscussion: 'unit-discussion' };
  expect(reviewAsksFor()).toEqual(REVIEW_PAPERS);
  for (const [name, requirement] of Object.entries(asksOf)) {
    const rule = reviewBundleRules.find(({ id }) => id === requirement);
    const context = { ruleSet: { parameters: { [name]: true } } };
    const isMet = (kinds: readonly string[]) =>
      rule?.test(context as never, { payload: { papers: kinds.map((kind) => ({ kind })) } } as never).is;
    const asked = reviewAsksFor([{ name, value: true }]);
    expect([isMet(asked), isMet(asked.slice(0, -1))]).toEqual(['met', 'unmet']);
  }
});

it('The review’s desk offers the outcomes that `three-answers` takes, and no other', () => {
  const rule = reviewAnswerRules.find(({ id }) => id === 'three-answers');
  const asked = ANSWERS.flatMap((power) =>
    ANSWERS.flatMap((procedure) => ANSWERS.map((content) => ({ power, procedure, content }))),
  );
  expect(asked).toHaveLength(27);
  for (const answers of asked) {
    const taken = Object.keys(REVIEW_OUTCOMES).filter((outcome) => {
      const payload = { ...answers, outcome, missingStep: 'public-input' };
      return rule?.test({} as never, { payload } as never).is === 'met';
    });
    expect(outcomesFrom(answers as Answers)?.toSorted(), JSON.stringify(answers)).toEqual(taken.toSorted());
  }
});
