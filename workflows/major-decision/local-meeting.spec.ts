import { describe, expect, it } from 'vitest';
import { notNow, onlyUnmet, paper } from '../../test/story.js';
import { MEMBERS, township, type Township } from '../../test/township.js';

const cleared = (matter = township()) => matter.cleared().on('2025-04-21');
const deferred = (matter = township()) =>
  matter.discussed().decides('deferred', { reasonsAgainstMajority: '资金未落实' });

function spoken(matter: Township, ...members: string[]): Township {
  for (const member of members) matter.speaks(member);
  return matter;
}

const exempt = (matter: Township) => {
  matter.drafted().withFindings().on('2025-04-14').requestsReview().advises();
  return matter.givesOpinion('lawful', { exemptionsReviewed: ['expert-review', 'risk-assessment'] });
};

const silent = (matter: Township) => spoken(matter.inMeeting().judgesRisk(true), 'deputy');

describe('the meeting bundle under local rules', () => {
  it('explains each step that was not done', () => {
    const rules = { stepsNotDoneExplained: true };
    const matter = exempt(township().under(rules, 'SH35-034'));
    expect(onlyUnmet(matter, 'steps-not-done-explained', () => matter.submitsMeetingBundle()).rules).toEqual([
      'SH35-034',
    ]);
    matter.submitsMeetingBundle({}, {}, ['step-explanation']);
    expect(cleared(township().under(rules)).submitsMeetingBundle().met).toContain('steps-not-done-explained');
  });

  it('states dispute, medium risk and the like plainly', () => {
    const matter = cleared(township().under({ specialStatement: true }, 'CZ4-018'));
    onlyUnmet(matter, 'special-statement', () => matter.submitsMeetingBundle());
    matter.submitsMeetingBundle({}, {}, ['special-statement']);
    const low = township().under({ specialStatement: true }).drafted();
    low.on('2025-04-10').holdsRoundTable().reportsInput().finds('expert-review', false);
    low.finds('risk-assessment', true).assessesRisk({ level: 'low' }).on('2025-04-14').requestsReview();
    low
      .advises()
      .givesOpinion('lawful', { exemptionsReviewed: ['expert-review'] })
      .submitsMeetingBundle();
    expect(low.met).toContain('special-statement');
  });

  it('tells of units that did not agree', () => {
    const matter = township().drafted().consultsUnits({ agreed: false, disagreement: '各方意见如下' });
    matter.withSteps().on('2025-04-14').requestsReview().advises().givesOpinion();
    const kinds = [
      'legality-opinion',
      'draft-explanation',
      'public-input-report',
      'expert-report',
      'risk-report',
    ];
    const papers = kinds.map((kind) => paper(kind));
    expect(
      onlyUnmet(matter, 'meeting-bundle-complete', () => matter.submitsMeetingBundle({ papers })).found.en,
    ).toBe('missing: the account of disagreement between units');
    matter.submitsMeetingBundle();
  });
});

describe('the meeting under local rules', () => {
  it('is attended by so many of its members', () => {
    const matter = cleared(township().under({ meetingAttendance: [2, 3] })).submitsMeetingBundle();
    matter.convenes('2025-04-24').tables().on('2025-04-24').opens(['head', 'deputy']).judgesRisk(true);
    spoken(matter, 'deputy');
    expect(onlyUnmet(matter, 'meeting-attended', () => matter.headSpeaks()).found.en).toBe(
      '2 of 4 are present',
    );
    spoken(matter.opens(['head', 'deputy', 'warden']), 'warden').headSpeaks();
    onlyUnmet(matter.opens(['head', 'deputy']), 'meeting-attended', () => matter.decides());
    matter.opens(['head', 'deputy', 'warden']).decides();
  });

  it('has the justice department sit in', () => {
    const matter = township().under({ justiceAttends: true }, 'HLJ4-039-a').discussed();
    onlyUnmet(matter, 'justice-attends', () => matter.decides());
    const meeting = matter.meetings.get(matter.meeting);
    if (meeting) matter.meetings.set(matter.meeting, { ...meeting, justiceInAttendance: true });
    matter.decides();
    expect(matter.met).toContain('justice-attends');
  });

  it('takes silence for consent where a place says so', () => {
    const waiting = silent(township());
    onlyUnmet(waiting, 'head-speaks-last', () => waiting.headSpeaks());
    const consenting = silent(township().under({ silenceIsConsent: true }, 'HLJ4-039-b')).headSpeaks();
    expect(
      onlyUnmet(consenting, 'departure-from-majority-reasoned', () => consenting.decides('rejected')).found
        .en,
    ).toBe('3 for, 0 against, 3 spoke, decided: rejected');
  });

  it('knows the outcomes that the place knows', () => {
    const matter = township()
      .under({ meetingOutcomes: ['passed', 'rejected'] }, 'CZ4-022')
      .discussed();
    const defers = () => matter.decides('deferred', { reasonsAgainstMajority: '理由' });
    expect(onlyUnmet(matter, 'outcome-exists-here', defers).rules).toEqual(['CZ4-022']);
    matter.decides();
    expect(matter.met).toContain('outcome-exists-here');
  });
});

describe('a deferred matter', () => {
  it('lapses after so many months, and not a day earlier', () => {
    const matter = deferred(township().under({ lapseAfterMonths: 12 }, 'HLJ4-040-b')).on('2026-04-24');
    expect(onlyUnmet(matter, 'deferred-too-long', () => matter.lapses())).toMatchObject({
      rules: ['HLJ4-040-b'],
      earliestOn: '2026-04-25',
      whoCanSupply: ['timekeeper'],
    });
    expect(matter.on('2026-04-25').lapses().value).toBe('lapsed');
    notNow(matter, () => matter.retables());
  });

  it('does not lapse where no rule says so, whoever asks', () => {
    const matter = deferred().on('2030-01-01');
    expect(onlyUnmet(matter, 'deferred-too-long', () => matter.lapses()).earliestOn).toBeUndefined();
  });

  it('is heard again from the beginning', () => {
    const matter = deferred().retables().submitsMeetingBundle().convenes('2025-05-20').tables();
    matter.on('2025-05-20').opens();
    spoken(matter, ...MEMBERS)
      .headSpeaks()
      .decides();
    expect(matter.value).toMatchObject({ adopted: {} });
  });
});
