import { describe, expect, it } from 'vitest';
import { onlyUnmet } from '../../test/story.js';
import { MEMBERS, township } from '../../test/township.js';

const on = (date: string) => ({ evidenced: { date, source: 'c'.repeat(64), checkedBy: 'clerk' } });

describe('a matter begun on paper', () => {
  it('is taken in act by act, each with evidence of its day', () => {
    const matter = township().on('2025-06-01').proposes({}, on('2025-03-20')).screens();
    matter.takesInPriorAct({ happenedOn: '2025-03-21' }).studies().starts({}, on('2025-03-28'));
    matter.drafts({}, on('2025-03-28')).opensCall({}, on('2025-03-28'));
    matter.closesCall().reportsInput({ received: 0, adopted: 0, partly: 0, notAdopted: 0 });
    matter.finds('expert-review', false).finds('risk-assessment', false);
    expect(matter.state?.context).toMatchObject({
      priorActs: 1,
      startedOn: '2025-03-28',
      publicInput: { openCall: { publishedOn: '2025-03-28', deadline: '2025-04-27' } },
    });
    matter.requestsReview().advises();
    matter.givesOpinion('lawful', { exemptionsReviewed: ['expert-review', 'risk-assessment'] });
    expect(matter.steps).toMatchObject({ 'legality-review': 'completed' });
  });

  it('what was done before the system is a remark, and stands for no act', () => {
    const matter = township().proposes().takesInPriorAct();
    expect(matter.value).toBe('proposed');
    onlyUnmet(matter, 'happened-already', () => matter.takesInPriorAct({ happenedOn: '2025-12-31' }));
  });

  it('a date that is only claimed counts for nothing', () => {
    const matter = township().on('2025-06-01').drafted();
    matter.opensCall({ deadline: '2025-07-01' }, { claimed: '2025-03-28' });
    expect(matter.state?.context).toMatchObject({ publicInput: { openCall: { publishedOn: '2025-06-01' } } });
  });

  it('the urgent ordinary matter shortens notice and review, and leaves no step out', () => {
    const matter = township().drafted().opensCall({ deadline: '2025-04-04', shorteningReason: '汛期将至' });
    matter.finds('expert-review', true).invites().declares().opines().concludesExperts();
    matter.finds('risk-assessment', true).assessesRisk().on('2025-04-05').closesCall();
    matter
      .reportsInput()
      .requestsReview()
      .advises()
      .givesOpinion('lawful', { timeSufficedBecause: '已足够' });
    matter.submitsMeetingBundle().convenes('2025-04-07').tables().on('2025-04-07').opens().judgesRisk(true);
    for (const member of MEMBERS) matter.speaks(member);
    matter.headSpeaks().decides();
    expect(Object.values(matter.steps)).toEqual(Array(5).fill('completed'));
    expect(matter.state?.context).toMatchObject({ publicInput: { openCall: { shortened: true } } });
  });
});
