import { describe, expect, it } from 'vitest';
import { township } from '../../test/township.js';

const ways = (matter: ReturnType<typeof township>) => matter.planned().ways;

describe('the earliest lawful meeting', () => {
  it('R11: an open call cannot meet the month planned, a round table can', () => {
    const matter = township().on('2025-03-28').started();
    const [openCall, otherMode] = ways(matter);
    expect(matter.planned().planned).toEqual({ notBefore: '2025-04-01', notAfter: '2025-04-30' });
    expect(openCall).toMatchObject({
      mode: 'open-call',
      earliestMeeting: '2025-05-13',
      meetsPlan: false,
      provisional: false,
      latestCompleteBundle: '2025-04-21',
    });
    expect(openCall?.chain.map(({ on, rule }) => [on, rule])).toEqual([
      ['2025-03-28', 'D713-015-a'],
      ['2025-04-27', 'D713-015-a'],
      ['2025-04-28', 'D713-026-a'],
      ['2025-05-12', 'D713-026-c'],
      ['2025-05-13', 'D713-030-a'],
    ]);
    expect(otherMode).toMatchObject({
      mode: 'other-mode',
      meetsPlan: true,
      latestCompleteBundle: '2025-04-21',
      earliestMeeting: '2025-04-10',
    });
  });

  it('says nothing before the start, for no rules are fixed', () => {
    expect(ways(township().proposes())).toEqual([]);
  });

  it('follows the way that was begun', () => {
    const called = township().drafted().opensCall();
    expect(ways(called).map(({ mode, earliestMeeting }) => [mode, earliestMeeting])).toEqual([
      ['as-begun', '2025-05-13'],
    ]);
    const heard = township().drafted().on('2025-04-21').holdsRoundTable();
    expect(ways(heard)).toMatchObject([{ mode: 'as-begun', earliestMeeting: '2025-04-30', meetsPlan: true }]);
    const barred = township().on('2025-04-22').drafted().finds('public-input', false, {}, { by: 'head' });
    expect(ways(barred)).toMatchObject([
      { mode: 'as-begun', earliestMeeting: '2025-05-01', meetsPlan: false },
    ]);
  });

  it('counts from the complete bundle once it is in, and again when the review is void', () => {
    const matter = township().underReview();
    expect(ways(matter)).toMatchObject([{ earliestMeeting: '2025-04-24' }]);
    matter.on('2025-04-18').givesOpinion('unlawful');
    expect(ways(matter)).toMatchObject([{ earliestMeeting: '2025-04-29' }]);
  });

  it('is today where the reviewer said that the time sufficed, or the days are over', () => {
    const matter = township().underReview().on('2025-04-15');
    matter.givesOpinion('lawful', { timeSufficedBecause: '文本简短' });
    expect(ways(matter)).toMatchObject([{ earliestMeeting: '2025-04-15' }]);
    expect(ways(township().cleared().on('2025-05-20'))).toMatchObject([
      { earliestMeeting: '2025-05-20', meetsPlan: false },
    ]);
  });

  it('ends with the outcome, and goes on after a deferral', () => {
    expect(ways(township().adopted())).toEqual([]);
    const deferred = township().discussed().decides('deferred', { reasonsAgainstMajority: '理由' });
    expect(ways(deferred)).toHaveLength(1);
  });
});
