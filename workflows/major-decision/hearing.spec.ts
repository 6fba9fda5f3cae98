import { describe, expect, it } from 'vitest';
import { notNow, onlyUnmet, unmetWhen } from '../../test/story.js';
import { township } from '../../test/township.js';

describe('a hearing', () => {
  it('its papers reach the participants seven days before', () => {
    const matter = township().on('2025-04-01').drafted().announcesHearing('2025-04-07').on('2025-04-07');
    expect(onlyUnmet(matter, 'hearing-papers-seven-days', () => matter.holdsHearing())).toMatchObject({
      rules: ['D713-016-a'],
      earliestOn: '2025-04-08',
    });
    matter.announcesHearing('2025-04-14').on('2025-04-14').holdsHearing();
    expect(matter.met).toContain('hearing-papers-seven-days');
  });

  it('is held on the day announced', () => {
    const matter = township().on('2025-04-01').drafted().announcesHearing('2025-04-10').on('2025-04-12');
    expect(onlyUnmet(matter, 'hearing-as-announced', () => matter.holdsHearing())).toMatchObject({
      rules: ['D713-016-b'],
      earliestOn: '2025-04-10',
    });
    matter.holdsHearing({ heldOn: '2025-04-10' });
    expect(matter.met).toContain('hearing-as-announced');
  });

  it('cannot be held without having been announced', () => {
    const matter = township().drafted();
    notNow(matter, () => matter.holdsHearing());
    matter.opensCall();
    expect(unmetWhen(matter, () => matter.holdsHearing()).map(({ requirement }) => requirement)).toEqual([
      'hearing-list-published',
      'hearing-papers-seven-days',
      'hearing-as-announced',
    ]);
  });

  it('publishes how participants are selected, every side among them', () => {
    const matter = township().drafted();
    for (const left of ['selectionMethodPublished', 'everySideRepresented'])
      expect(
        onlyUnmet(matter, 'hearing-selection-published', () =>
          matter.announcesHearing('2025-04-20', { [left]: false }),
        ).rules,
      ).toEqual(['D713-016-c']);
    matter.announcesHearing('2025-04-20', {
      participantsSelected: false,
      selectionMethodPublished: false,
      everySideRepresented: false,
    });
    expect(matter.met).toContain('hearing-selection-published');
  });

  it('publishes the list of participants before the day of the hearing', () => {
    const matter = township().on('2025-04-01').drafted();
    matter.announcesHearing('2025-04-10', { listPublished: false }).on('2025-04-10');
    expect(onlyUnmet(matter, 'hearing-list-published', () => matter.holdsHearing())).toMatchObject({
      rules: ['D713-016-d'],
      found: { en: 'list published (no day on record), hearing on 2025-04-10' },
    });
    matter.on('2025-04-09').deliversHearingPapers({ papers: [] }).on('2025-04-10').holdsHearing();
    expect(matter.met).toContain('hearing-list-published');
  });

  it('is public, in order, and its record is signed', () => {
    const matter = township().on('2025-04-01').drafted().announcesHearing('2025-04-10').on('2025-04-10');
    for (const left of ['inPublic', 'presented', 'debated', 'confirmedAndSigned'])
      expect(
        onlyUnmet(matter, 'hearing-in-order', () => matter.holdsHearing({ [left]: false })).rules,
      ).toEqual(['D713-017-a', 'D713-017-b']);
    matter.holdsHearing();
    expect(matter.met).toContain('hearing-in-order');
  });

  it('that another law requires cannot be skipped', () => {
    const matter = township().on('2025-04-01').drafted({ hearingRequiredBy: '价格法第二十三条' });
    matter.holdsRoundTable();
    expect(onlyUnmet(matter, 'hearing-where-required', () => matter.reportsInput())).toMatchObject({
      rules: ['D713-016-e'],
      needed: { zh: '依价格法第二十三条举行听证会' },
    });
    matter.announcesHearing('2025-04-08').on('2025-04-08').holdsHearing().reportsInput();
    expect(matter.met).toContain('hearing-where-required');
  });

  it('that another law requires is held even where the rest of public input falls away', () => {
    const matter = township().on('2025-04-01').drafted({ hearingRequiredBy: '价格法第二十三条' });
    matter.finds('public-input', false, {}, { by: 'head' });
    matter.finds('expert-review', true).invites().declares().opines().concludesExperts();
    matter.finds('risk-assessment', true).assessesRisk().requestsReview().advises();
    onlyUnmet(matter, 'hearing-where-required', () =>
      matter.givesOpinion('lawful', { exemptionsReviewed: ['public-input'] }),
    );
    matter.givesOpinion('step-missing', {
      missingStep: 'public-input',
      exemptionsReviewed: ['public-input'],
    });
    matter.announcesHearing('2025-04-08').on('2025-04-08').holdsHearing().reportsInput();
    matter.requestsReview().advises().givesOpinion();
    expect(matter.steps).toMatchObject({ 'public-input': 'completed', 'legality-review': 'completed' });
  });

  it('that was called off does not hold up another way to hear the public', () => {
    const matter = township().drafted().announcesHearing('2025-05-10').holdsRoundTable().reportsInput();
    expect(matter.steps).toMatchObject({ 'public-input': 'completed' });
    const other = township().drafted().announcesHearing('2025-05-10').opensCall();
    expect(other.steps).toMatchObject({ 'public-input': 'open' });
  });
});
