import { describe, expect, it } from 'vitest';
import { notNow, onlyUnmet, paper } from '../../test/story.js';
import { county, MEMBERS, township } from '../../test/township.js';
import { PAPERS } from '../words.js';

describe('the meeting bundle', () => {
  it('holds the papers of article 29 for the steps that applied', () => {
    const matter = township().cleared();
    const kinds = [
      'legality-opinion',
      'draft-explanation',
      'public-input-report',
      'expert-report',
      'risk-report',
    ];
    for (const left of kinds) {
      const papers = kinds.filter((kind) => kind !== left).map((kind) => paper(kind));
      expect(
        onlyUnmet(matter, 'meeting-bundle-complete', () => matter.submitsMeetingBundle({ papers })),
      ).toMatchObject({
        rules: ['D713-029-a', 'D713-029-b', 'D713-029-c', 'D713-013-b'],
        found: { en: `missing: ${PAPERS[left]?.en}` },
      });
    }
    matter.submitsMeetingBundle({ papers: kinds.map((kind) => paper(kind)) });
    expect(matter.met).toContain('meeting-bundle-complete');
  });

  it('holds no report of a step that did not apply', () => {
    const matter = township().drafted().withFindings().on('2025-04-14').requestsReview().advises();
    matter.givesOpinion('lawful', { exemptionsReviewed: ['expert-review', 'risk-assessment'] });
    const kinds = ['legality-opinion', 'draft-explanation', 'public-input-report'];
    expect(matter.submitsMeetingBundle({ papers: kinds.map((kind) => paper(kind)) }).steps).toMatchObject({
      'collective-decision': 'open',
    });
  });

  it('holds the fair-competition review where market players are concerned', () => {
    const matter = township().drafted({ marketPlayers: true }).withSteps();
    matter.on('2025-04-14').requestsReview().advises().givesOpinion();
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
    ).toBe('missing: the fair competition review');
    matter.submitsMeetingBundle({ papers: [...papers, paper('fair-competition-review')] });
  });

  it('every paper named is there', () => {
    const matter = township().cleared();
    const report = paper('risk-report');
    matter.missing.add(String(report['sha256']));
    expect(onlyUnmet(matter, 'documents-present', () => matter.submitsMeetingBundle()).strength).toBe(
      'house',
    );
    matter.missing.clear();
    matter.submitsMeetingBundle();
    expect(matter.met).toContain('documents-present');
  });

  it('may be returned by the secretary', () => {
    const matter = township().cleared().submitsMeetingBundle().returnsMeetingBundle();
    expect(matter.value).toEqual({ legalityReview: 'cleared' });
  });
});

describe('tabling', () => {
  it('without a legality review there is none', () => {
    const matter = township().drafted().withSteps().convenes('2025-04-24');
    notNow(matter, () => matter.tables());
    notNow(matter, () => matter.submitsMeetingBundle());
  });

  it('is of the very text that was reviewed', () => {
    const matter = township().cleared();
    const other = { bundleDigest: 'a'.repeat(64) };
    expect(
      onlyUnmet(matter, 'reviewed-text-is-tabled', () => matter.submitsMeetingBundle(other)),
    ).toMatchObject({ rules: ['D713-025-a', 'ORG-006'] });
    matter.submitsMeetingBundle().convenes('2025-04-24');
    onlyUnmet(matter, 'reviewed-text-is-tabled', () => matter.tables(other));
    matter.tables();
    expect(matter.met).toContain('reviewed-text-is-tabled');
  });

  it('is at a meeting of the deciding body, neither by circulation nor at another body’s', () => {
    const matter = township().cleared().submitsMeetingBundle();
    const tables = () => matter.tables();
    expect(
      onlyUnmet(matter.convenes('2025-04-24', 'circulation'), 'meeting-of-the-deciding-body', tables),
    ).toMatchObject({ rules: ['D713-030-a', 'ORG-006'], whoCanSupply: ['secretary'] });
    onlyUnmet(matter.convenes('2025-04-24', 'executive-meeting'), 'meeting-of-the-deciding-body', tables);
    onlyUnmet(
      matter.convenes('2025-04-24').on('2025-04-24').opens().closes(),
      'meeting-of-the-deciding-body',
      tables,
    );
    const meeting = matter.convenes('2025-04-24').meetings.get(matter.meeting);
    if (meeting) matter.meetings.set(matter.meeting, { ...meeting, body: 'elsewhere' });
    onlyUnmet(matter, 'meeting-of-the-deciding-body', tables);
    matter.convenes('2025-04-24').tables();
    expect(matter.met).toContain('meeting-of-the-deciding-body');
  });

  it('a county decides in its executive or plenary meeting', () => {
    for (const kind of ['executive-meeting', 'plenary-meeting']) {
      const matter = county().cleared().submitsMeetingBundle();
      onlyUnmet(
        matter.convenes('2025-04-24', 'township-government-meeting'),
        'meeting-of-the-deciding-body',
        () => matter.tables(),
      );
      matter.convenes('2025-04-24', kind).tables();
    }
  });
});

describe('the time for the legality review', () => {
  it('is seven working days between a complete bundle and the meeting: R11 meets from 13 May', () => {
    const matter = township().drafted().opensCall();
    matter.finds('expert-review', true).invites().declares().opines().concludesExperts();
    matter.finds('risk-assessment', true).assessesRisk().on('2025-04-28').closesCall().reportsInput();
    matter.requestsReview().advises().on('2025-05-09').givesOpinion().submitsMeetingBundle();
    for (const tooEarly of ['2025-04-30', '2025-05-06', '2025-05-12'])
      expect(
        onlyUnmet(matter.convenes(tooEarly), 'legality-review-time', () => matter.tables()),
      ).toMatchObject({
        rules: ['D713-026-c'],
        earliestOn: '2025-05-13',
        provisional: false,
        found: { en: `complete submission 2025-04-28, meeting ${tooEarly}` },
      });
    matter.convenes('2025-05-13').tables();
    expect(matter.met).toContain('legality-review-time');
  });

  it('is tested again on the day the meeting really opens', () => {
    const matter = township().tabled().on('2025-04-22').opens();
    expect(onlyUnmet(matter, 'legality-review-time', () => matter.speaks('deputy')).earliestOn).toBe(
      '2025-04-24',
    );
    matter.convenes('2025-04-24').tables().on('2025-04-24').opens().speaks('deputy');
    expect(matter.met).toContain('legality-review-time');
  });

  it('is shorter only with the reviewer’s own statement that it sufficed', () => {
    const matter = township().underReview().on('2025-04-15');
    matter.givesOpinion('lawful', { timeSufficedBecause: '文本简短，前期已提前介入' });
    matter.submitsMeetingBundle().convenes('2025-04-16').tables();
    expect(matter.met).toContain('legality-review-time');
  });

  it('says that it is provisional where the calendar of the year is not known yet', () => {
    const matter = township().on('2026-12-01').drafted();
    matter.holdsRoundTable().reportsInput().finds('expert-review', false).finds('risk-assessment', false);
    matter.on('2026-12-28').requestsReview().advises();
    matter.givesOpinion('lawful', { exemptionsReviewed: ['expert-review', 'risk-assessment'] });
    matter.submitsMeetingBundle().convenes('2027-01-06');
    expect(onlyUnmet(matter, 'legality-review-time', () => matter.tables())).toMatchObject({
      earliestOn: '2027-01-08',
      provisional: true,
    });
  });

  it('follows the local rule where that is longer', () => {
    const matter = township();
    const { parameters } = matter.ruleSet;
    matter.ruleSet = { ...matter.ruleSet, parameters: { ...parameters, legalityReviewWorkingDays: 10 } };
    matter.cleared().submitsMeetingBundle().convenes('2025-04-24');
    expect(onlyUnmet(matter, 'legality-review-time', () => matter.tables()).earliestOn).toBe('2025-04-28');
  });
});

describe('deferral', () => {
  it('a deferred matter is tabled again, with what was reviewed', () => {
    const matter = township().discussed().decides('deferred', { reasonsAgainstMajority: '资金未落实' });
    expect(matter.steps['collective-decision']).toBe('completed');
    notNow(matter, () => matter.decides());
    matter.retables().submitsMeetingBundle().convenes('2025-05-20').tables().on('2025-05-20').opens();
    notNow(matter, () => matter.decides());
    for (const member of MEMBERS) matter.speaks(member);
    matter.headSpeaks().decides();
    expect(matter.value).toMatchObject({ adopted: {} });
  });

  it('a deferred matter may be changed, and is then seen by the reviewer', () => {
    const matter = township()
      .discussed()
      .decides('deferred', { reasonsAgainstMajority: '资金未落实' })
      .drafts();
    expect(matter.value).toEqual({ legalityReview: 'conformityDue' });
  });
});
