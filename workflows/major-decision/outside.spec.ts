import { describe, expect, it } from 'vitest';
import { notNow, onlyUnmet } from '../../test/story.js';
import { township } from '../../test/township.js';

describe('an order to correct, from above', () => {
  it('reaches a matter in any state, stays open until it is answered, and changes no state', () => {
    const matter = township().underReview();
    const before = matter.value;
    expect(onlyUnmet(matter, 'correction-was-ordered', () => matter.hasCorrected())).toMatchObject({
      strength: 'house',
    });
    matter.isOrderedToCorrect().isOrderedToCorrect();
    expect(matter.state?.context).toMatchObject({ after: { orders: { received: 2, done: 0 } } });
    matter.hasCorrected();
    expect(matter.met).toContain('correction-was-ordered');
    matter.hasCorrected();
    onlyUnmet(matter, 'correction-was-ordered', () => matter.hasCorrected());
    expect(matter.value).toEqual(before);
  });

  it('is still open when the outcome is void', () => {
    const matter = township().adopted().isOrderedToCorrect().asksParty().partyAnswers('amend');
    expect(matter.state?.context).toMatchObject({
      outcome: null,
      after: { orders: { received: 1, done: 0 } },
    });
  });

  it('is entered by the office or the head', () => {
    const matter = township().started();
    onlyUnmet(matter, 'competent', () => matter.isOrderedToCorrect({ by: 'proposer' }));
  });
});

describe('a decision that is annulled', () => {
  it.each([
    ['adopted', () => township().adopted()],
    ['ready to issue', () => township().adopted().asksParty('report').findsCongress('none')],
    ['issued', () => township().issued().publishes()],
    ['suspended', () => township().underExecution().suspends()],
  ])('when it is %s, has no effect and nothing follows', (_, begin) => {
    const matter = begin();
    const steps = matter.steps;
    expect(matter.state?.hasTag('effective')).toBe(true);
    matter.isAnnulled();
    expect(matter.value).toBe('annulled');
    expect(matter.state?.hasTag('effective')).toBe(false);
    expect(matter.state?.hasTag('settled')).toBe(true);
    expect(matter.steps).toEqual(steps);
    for (const tries of [() => matter.issues(), () => matter.publishes(), () => matter.assignsExecution()])
      notNow(matter, tries);
    expect(matter.replayed()).toBe(matter.hash);
  });

  it('was decided: before that there is nothing to annul', () => {
    const matter = township().discussed();
    notNow(matter, () => matter.isAnnulled());
  });
});
