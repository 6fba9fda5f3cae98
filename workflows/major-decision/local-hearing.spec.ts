import { describe, expect, it } from 'vitest';
import { UNITS } from '../../test/cast.js';
import { onlyUnmet } from '../../test/story.js';
import { township } from '../../test/township.js';

const drafted = () => township().on('2025-04-01');

describe('a hearing under local rules', () => {
  it('is announced so many days before', () => {
    const matter = drafted().under({ hearingNoticeDays: 20 }, 'GD303-016').drafted();
    matter.announcesHearing('2025-04-20').on('2025-04-20');
    expect(onlyUnmet(matter, 'hearing-noticed', () => matter.holdsHearing())).toMatchObject({
      rules: ['GD303-016'],
      earliestOn: '2025-04-21',
    });
    const other = drafted().under({ hearingNoticeDays: 20 }).drafted().announcesHearing('2025-04-21');
    expect(other.on('2025-04-21').holdsHearing().met).toContain('hearing-noticed');
  });

  it('its list and papers may follow the notice, each in time', () => {
    const rules = { hearingNoticeDays: 20, hearingListDays: 10 };
    const matter = drafted().under(rules, 'GD303-020').drafted();
    matter.announcesHearing('2025-04-25', { papers: [], listPublished: false });
    matter.on('2025-04-16').deliversHearingPapers().on('2025-04-25');
    expect(onlyUnmet(matter, 'hearing-list-published', () => matter.holdsHearing())).toMatchObject({
      rules: ['D713-016-d', 'GD303-020'],
      earliestOn: '2025-04-26',
    });
    const other = drafted().under(rules).drafted();
    other.announcesHearing('2025-04-25', { papers: [], listPublished: false });
    other.on('2025-04-15').deliversHearingPapers().on('2025-04-25').holdsHearing();
    expect(other.met).toEqual(
      expect.arrayContaining(['hearing-list-published', 'hearing-papers-seven-days']),
    );
  });

  it('has as many participants as the rules ask for, and an odd number', () => {
    const matter = drafted()
      .under({ hearingParticipantsAtLeast: 9, hearingParticipantsOdd: true }, 'GD303-019-a')
      .drafted();
    for (const participants of [7, 10])
      onlyUnmet(matter, 'hearing-participants', () =>
        matter.announcesHearing('2025-04-20', { participants }),
      );
    matter.announcesHearing('2025-04-20', { participants: 9 });
    expect(matter.met).toContain('hearing-participants');
  });

  it('is attended by enough of them', () => {
    const matter = drafted()
      .under({ hearingAttendance: [2, 3] }, 'GD303-019-b')
      .drafted();
    matter.announcesHearing('2025-04-20').on('2025-04-20');
    expect(onlyUnmet(matter, 'hearing-attended', () => matter.holdsHearing({ attended: 5 })).found.en).toBe(
      '5 of 9 attended',
    );
    matter.holdsHearing({ attended: 6 });
    expect(matter.met).toContain('hearing-attended');
  });

  it('is put off within the limit, with a reason in the notice', () => {
    const matter = drafted().under({ hearingPostponedAtMostDays: 30 }, 'GD303-019-b').drafted();
    matter.announcesHearing('2025-04-20');
    const later = (day: string, postponementReason?: string) =>
      matter.announcesHearing(day, { postponementReason });
    onlyUnmet(matter, 'hearing-postponed-within-limit', () => later('2025-05-01'));
    expect(
      onlyUnmet(matter, 'hearing-postponed-within-limit', () => later('2025-05-21', '台风')).latestOn,
    ).toBe('2025-05-20');
    later('2025-05-20', '台风');
    onlyUnmet(matter, 'hearing-postponed-within-limit', () => later('2025-06-10', '再次台风'));
  });

  it('is moderated by neither a drafter nor somebody of a responsible unit', () => {
    const matter = drafted().under({ hearingModeratorIndependent: true }, 'GD303-009').drafted();
    matter.announcesHearing('2025-04-20').on('2025-04-20');
    matter.persons.set('helper', {
      person: 'helper',
      position: 0,
      standing: 'good',
      grants: [{ role: 'member', unit: UNITS.helping, body: 'hengxi' }],
    });
    for (const moderator of ['colleague', 'helper'])
      onlyUnmet(matter, 'hearing-moderator-independent', () => matter.holdsHearing({ moderator }));
    matter.holdsHearing({ moderator: 'clerk' });
    expect(matter.met).toContain('hearing-moderator-independent');
  });
});
