import { describe, expect, it } from 'vitest';
import { UNITS } from '../../test/cast.js';
import { onlyUnmet, paper } from '../../test/story.js';
import { township } from '../../test/township.js';

const many = (from: number) => Array.from({ length: 20 }, (_, index) => `drafter-${from + index}`);

describe('the draft and the units that it touches', () => {
  it('editions are numbered without gaps', () => {
    const matter = township().started();
    expect(onlyUnmet(matter, 'edition-follows', () => matter.drafts({ edition: 2 }))).toMatchObject({
      rules: [],
      strength: 'house',
    });
    matter.drafts();
    onlyUnmet(matter, 'edition-follows', () => matter.drafts({ edition: 1 }));
    matter.drafts();
    expect(matter.met).toContain('edition-follows');
  });

  it('the bundle holds a draft', () => {
    const matter = township().started();
    const { kind: _, ...annex } = paper('annex');
    const annexOnly = { bundle: [{ ...annex, role: 'annex' }] };
    expect(onlyUnmet(matter, 'bundle-has-a-draft', () => matter.drafts(annexOnly)).rules).toEqual([
      'D713-012-a',
    ]);
    matter.drafts();
    expect(matter.met).toContain('bundle-has-a-draft');
  });

  it('units whose duties are touched are consulted before the review', () => {
    const matter = township()
      .drafted({ units: [UNITS.police] })
      .withSteps()
      .on('2025-04-14');
    expect(onlyUnmet(matter, 'units-consulted', () => matter.requestsReview())).toMatchObject({
      rules: ['D713-013-a'],
      found: { en: `not consulted: {unit:${UNITS.police}}` },
    });
    matter.consultsUnits().requestsReview();
    expect(matter.met).toContain('units-consulted');
  });

  it('a later edition that touches another unit is not confirmed before that unit is consulted', () => {
    const matter = township()
      .cleared()
      .touching({ units: [UNITS.police] });
    onlyUnmet(matter, 'units-consulted', () => matter.confirms());
    matter.consultsUnits().confirms();
    expect(matter.value).toEqual({ legalityReview: 'cleared' });
  });

  it('disagreement between units is set down', () => {
    const matter = township().drafted();
    const disagrees = (disagreement?: string) => matter.consultsUnits({ agreed: false, disagreement });
    expect(onlyUnmet(matter, 'disagreement-reported', () => disagrees()).rules).toEqual(['D713-013-b']);
    disagrees('派出所认为停车场不足；我办意见及依据如下');
    expect(matter.met).toContain('disagreement-reported');
  });

  it('lists stay within what a decision keeps in its memory', () => {
    const matter = township().started();
    for (let from = 0; from < 80; from += 20) matter.drafts({ drafters: many(from) });
    onlyUnmet(matter, 'lists-stay-short', () => matter.drafts({ drafters: many(90) }));
    matter.drafts({ drafters: many(0) });
    expect(matter.met).toContain('lists-stay-short');
  });
});
