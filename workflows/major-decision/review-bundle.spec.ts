import { describe, expect, it } from 'vitest';
import { onlyUnmet, paper } from '../../test/story.js';
import { township, type Township } from '../../test/township.js';

const inTime = (matter = township()) => matter.drafted().withSteps().on('2025-04-14');
const withPaper = (matter: Township, ...kinds: string[]) =>
  matter.requestsReview({
    papers: ['legal-basis', 'procedure-account', ...kinds].map((kind) => paper(kind)),
  });

const returned = (matter: Township) =>
  inTime(matter).requestsReview().advises().on('2025-04-16').returnsReviewBundle().on('2025-04-18');

const earliest = (matter: Township) => matter.requestsReview().planned().ways[0]?.earliestMeeting;

describe('the legality review under local rules', () => {
  it('follows a pre-review of the proposing unit', () => {
    const matter = inTime(township().under({ unitLegalityPreReview: true }, 'ZJ337-008'));
    expect(onlyUnmet(matter, 'unit-pre-review', () => matter.requestsReview())).toMatchObject({
      rules: ['ZJ337-008'],
      found: { en: "missing: the unit's own legality pre-review" },
    });
    withPaper(matter, 'unit-pre-review');
    expect(matter.met).toContain('unit-pre-review');
  });

  it('follows a discussion in the proposing unit', () => {
    const matter = inTime(township().under({ unitDiscussion: true }, 'ZJ337-017'));
    onlyUnmet(matter, 'unit-discussion', () => matter.requestsReview());
    withPaper(matter, 'unit-discussion-minutes');
    expect(matter.met).toContain('unit-discussion');
  });

  it('is extended once, within the limit', () => {
    const rules = { legalityReviewMaxWorkingDays: 15, legalityReviewExtensionWorkingDays: 15 };
    const matter = inTime(township().under(rules, 'HLJ4-035')).requestsReview();
    onlyUnmet(matter, 'extension-within-limit', () => matter.extendsReview(16));
    matter.extendsReview(15);
    expect(matter.state?.context).toMatchObject({ review: { extendedTo: '2025-05-28' } });
    onlyUnmet(matter, 'extension-within-limit', () => matter.extendsReview(1));
  });

  it('stops its clock during a supplement where a place says so', () => {
    expect(earliest(returned(township()))).toBe('2025-04-29');
    const stopped = returned(township().under({ supplementStopsClock: true }, 'HLJ4-035'));
    expect(earliest(stopped)).toBe('2025-04-26');
    const changed = returned(township().under({ supplementStopsClock: true }, 'HLJ4-035')).drafts();
    expect(earliest(changed)).toBe('2025-04-29');
  });

  it('knows the opinions that the place knows', () => {
    const kinds = ['lawful', 'lawful-with-changes', 'step-missing', 'unlawful'];
    const matter = inTime(township().under({ reviewOutcomes: kinds }, 'CZ4-021'))
      .requestsReview()
      .advises();
    expect(
      onlyUnmet(matter, 'review-outcome-exists-here', () =>
        matter.givesOpinion('exploratory', { legalRisk: '尚无规定' }),
      ).rules,
    ).toEqual(['CZ4-021']);
    matter.givesOpinion();
    expect(matter.met).toContain('review-outcome-exists-here');
  });
});

describe('counsel', () => {
  it('who holds the draft to be unlawful is not passed over', () => {
    const matter = inTime().requestsReview().advises({ position: 'unlawful' });
    for (const outcome of ['lawful', 'lawful-with-changes', 'exploratory'])
      expect(
        onlyUnmet(matter, 'counsel-not-against', () => matter.givesOpinion(outcome, { legalRisk: '风险' })),
      ).toMatchObject({ rules: ['LA-01'], strength: 'binding' });
    matter.advises({ position: 'lawful-with-changes' }).givesOpinion();
    expect(matter.met).toContain('counsel-not-against');
    const other = inTime().requestsReview().advises({ position: 'unlawful' }).givesOpinion('unlawful');
    expect(other.value).toEqual({ legalityReview: 'revisionDue' });
  });

  it('did not draft', () => {
    const matter = township()
      .drafted()
      .drafts({ drafters: ['counsel'] })
      .withSteps()
      .requestsReview();
    onlyUnmet(matter, 'counsel-did-not-draft', () => matter.advises());
  });
});
