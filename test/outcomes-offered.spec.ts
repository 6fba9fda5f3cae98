import { expect, it } from 'vitest';
import { legalityRules } from '../workflows/major-decision/legality-review.js';
import { REVIEW_ANSWERS, REVIEW_OUTCOMES } from '../workflows/words.js';
import { outcomesFrom, type Answers } from '../web/src/review/outcomes-from.js';

const ANSWERS = Object.keys(REVIEW_ANSWERS);

it('The review’s desk offers the outcomes that `three-answers` takes, and no other', () => {
  const rule = legalityRules.find(({ id }) => id === 'three-answers');
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
