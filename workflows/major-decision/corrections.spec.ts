import { describe, expect, it } from 'vitest';
import { notNow, onlyUnmet } from '../../test/story.js';
import { township, type Township } from '../../test/township.js';
import type { CorrectionFacts } from '../other-subjects.js';

const harmless: CorrectionFacts = {
  version: 0,
  type: 'DecisionProposed',
  known: true,
  step: null,
  unmet: [],
};
const fell = (step: string, type = 'PublicInputHeld'): CorrectionFacts => ({
  version: 5,
  type,
  known: true,
  step,
  unmet: ['public-is-not-departments'],
});
const told = (matter: Township, correction: CorrectionFacts): Township => {
  matter.correction = correction;
  return matter;
};

describe('a correction', () => {
  it('is checked by a second person of the body', () => {
    const matter = told(township().drafted(), harmless);
    expect(
      onlyUnmet(matter, 'correction-checked', () => matter.corrects({ checkedBy: 'proposer' })),
    ).toMatchObject({
      strength: 'house',
      rules: ['ARCH-DATE'],
    });
    onlyUnmet(matter, 'correction-checked', () => matter.corrects({ checkedBy: 'nobody' }));
    matter.corrects();
    expect(matter.met).toContain('correction-checked');
  });

  it('is about something that was recorded, and says what is right', () => {
    const matter = told(township().drafted(), { ...harmless, known: false });
    onlyUnmet(matter, 'correction-of-a-field', () => matter.corrects());
    told(matter, harmless);
    onlyUnmet(matter, 'correction-of-a-field', () => matter.corrects({ value: undefined }));
    matter.corrects({ value: undefined, rightWords: '镇长提出' });
    expect(matter.met).toContain('correction-of-a-field');
  });

  it('leaves everything as it is where the act would have passed all the same, on every stage', () => {
    const stages = [
      () => township().proposes(),
      () => township().drafted(),
      () => township().underReview(),
      () => township().inMeeting(),
      () => township().adopted(),
      () => township().started().terminates(),
    ];
    for (const stage of stages) {
      const matter = told(stage(), harmless);
      const before = matter.value;
      expect(matter.corrects().value).toEqual(before);
      expect(matter.state?.context).toMatchObject({ corrections: 1 });
    }
  });

  it('opens the step that rested on what fell, and no other', () => {
    const matter = told(township().adopted(), fell('public-input'));
    onlyUnmet(matter, 'correction-reopens-what-fell', () => matter.corrects());
    onlyUnmet(matter, 'correction-reopens-what-fell', () => matter.corrects({ reopens: 'expert-review' }));
    matter.corrects({ reopens: 'public-input' });
    expect(matter.steps).toEqual({
      'public-input': 'open',
      'expert-review': 'completed',
      'risk-assessment': 'completed',
      'legality-review': 'not-open',
      'collective-decision': 'not-open',
    });
    expect(matter.state?.context).toMatchObject({ outcome: null, review: { clearedBundle: null } });
    notNow(matter, () => matter.requestsReview());
  });

  it('never opens a step that did not fall', () => {
    const matter = told(township().cleared(), harmless);
    onlyUnmet(matter, 'correction-reopens-what-fell', () => matter.corrects({ reopens: 'public-input' }));
  });

  it('opens the experts’ and the risk assessment from their finding', () => {
    for (const step of ['expert-review', 'risk-assessment']) {
      const matter = told(township().cleared(), fell(step)).corrects({ reopens: step });
      expect(matter.steps).toMatchObject({ [step]: 'open', 'public-input': 'completed' });
    }
  });

  it('of the review sends the matter to the review, of the meeting to the meeting', () => {
    const reviewed = told(township().adopted(), fell('legality-review', 'LegalityOpinionIssued'));
    expect(reviewed.corrects({ reopens: 'legality-review' }).value).toEqual({
      legalityReview: 'toBeRequested',
    });
    const met = told(township().adopted(), fell('collective-decision', 'MemberSpoke'));
    expect(met.corrects({ reopens: 'collective-decision' }).value).toEqual({ meeting: 'bundleSubmitted' });
    expect(met.state?.context).toMatchObject({ outcome: null, meeting: { spoke: {} } });
    const again = met.tables().opens();
    notNow(again, () => again.decides());
  });

  it('of a step that is not reached again yet only annotates', () => {
    const matter = told(township().drafted(), fell('legality-review', 'LegalityOpinionIssued'));
    const before = matter.value;
    expect(matter.corrects({ reopens: 'legality-review' }).value).toEqual(before);
  });
});
