import { describe, expect, it } from 'vitest';
import { county, MEMBERS, township, type Township } from '../../test/township.js';
import { notNow } from '../../test/story.js';

const ALL_DONE = {
  'public-input': 'completed',
  'expert-review': 'completed',
  'risk-assessment': 'completed',
  'legality-review': 'completed',
  'collective-decision': 'completed',
};

function takesItsMeeting(matter: Township): Township {
  matter.opens().judgesRisk(true);
  for (const member of MEMBERS) matter.speaks(member);
  return matter.headSpeaks().decides();
}

describe('a matter taken through the whole procedure', () => {
  it('by an open call: Hengxi’s azalea festival meets on 13 May 2025 at the earliest', () => {
    const matter = township().on('2025-03-28').drafted().opensCall();
    matter.finds('expert-review', true).invites().declares().opines().concludesExperts();
    matter.finds('risk-assessment', true).assessesRisk();
    expect(matter.steps).toMatchObject({ 'public-input': 'open', 'expert-review': 'completed' });

    matter.on('2025-04-28').closesCall().reportsInput().requestsReview().advises();
    matter.on('2025-05-12').givesOpinion().submitsMeetingBundle().convenes('2025-05-13').tables();
    takesItsMeeting(matter.on('2025-05-13'));
    expect(matter.steps).toEqual(ALL_DONE);

    matter.asksParty('request').partyAnswers('agreed').findsCongress('none').issues();
    matter.publishes().archives().assignsExecution().reportsExecution();
    expect(matter.value).toEqual({
      adopted: {
        afterIssue: {
          publication: 'published',
          archive: 'archived',
          execution: 'underWay',
          evaluation: 'none',
        },
      },
    });
    expect(matter.replayed()).toBe(matter.hash);
  });

  it('by a round table: the same matter within the month that was planned', () => {
    const matter = township().on('2025-03-28').drafted().withSteps();
    matter.on('2025-04-14').requestsReview().advises();
    matter.on('2025-04-18').givesOpinion().submitsMeetingBundle().convenes('2025-04-24').tables();
    takesItsMeeting(matter.on('2025-04-24'));
    expect(matter.steps).toEqual(ALL_DONE);
    matter.asksParty('not-required').findsCongress('none').issues();
    expect(matter.value).toMatchObject({ adopted: { afterIssue: { publication: 'due' } } });
    expect(matter.replayed()).toBe(matter.hash);
  });

  it('by a hearing, with neither expert review nor risk assessment, in a county', () => {
    const matter = county().on('2025-03-28').drafted({ hearingRequiredBy: '价格法第二十三条' });
    matter.announcesHearing('2025-04-08').on('2025-04-08').holdsHearing().reportsInput();
    matter.finds('expert-review', false).finds('risk-assessment', false).requestsReview().advises();
    matter
      .on('2025-04-11')
      .givesOpinion('lawful', { exemptionsReviewed: ['expert-review', 'risk-assessment'] })
      .submitsMeetingBundle()
      .convenes('2025-04-18')
      .tables();
    matter.on('2025-04-18').opens();
    for (const member of MEMBERS) matter.speaks(member);
    matter.headSpeaks().decides();
    expect(matter.steps).toEqual({
      ...ALL_DONE,
      'expert-review': 'exempted',
      'risk-assessment': 'exempted',
    });
  });

  it('an open call and a hearing side by side', () => {
    const matter = township().on('2025-03-28').drafted().opensCall().announcesHearing('2025-04-20');
    matter.on('2025-04-15').holdsRoundTable().on('2025-04-20').holdsHearing();
    expect(matter.steps).toMatchObject({ 'public-input': 'open' });
    matter.on('2025-04-28').closesCall().reportsInput();
    expect(matter.steps).toMatchObject({ 'public-input': 'completed' });
  });

  it('takes no step before its turn', () => {
    const matter = township();
    expect(notNow(matter, () => matter.screens())).toEqual(['DecisionProposed']);
    expect(notNow(matter, () => matter.recordsIrregularity())).toEqual(['DecisionProposed']);
    matter.started();
    expect(notNow(matter, () => matter.requestsReview())).not.toContain('LegalityReviewRequested');
    matter.drafts().withSteps();
    notNow(matter, () => matter.tables());
    notNow(matter, () => matter.decides());
    matter.on('2025-04-14').requestsReview().advises();
    notNow(matter, () => matter.submitsMeetingBundle());
    matter.on('2025-04-18').givesOpinion();
    notNow(matter, () => matter.headSpeaks());
  });
});
