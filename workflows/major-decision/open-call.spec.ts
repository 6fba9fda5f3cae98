import { describe, expect, it } from 'vitest';
import { onlyUnmet } from '../../test/story.js';
import { township } from '../../test/township.js';

describe('an open call for comments', () => {
  it('runs thirty days, counted from publication: a month on the plan is not thirty days', () => {
    const matter = township().on('2025-03-28').drafted();
    expect(
      onlyUnmet(matter, 'open-call-thirty-days', () => matter.opensCall({ deadline: '2025-04-26' })),
    ).toMatchObject({
      rules: ['D713-015-a', 'D713-015-b'],
      earliestOn: '2025-04-27',
      found: { en: 'published 2025-03-28, deadline 2025-04-26: 29 days' },
    });
    matter.opensCall({ deadline: '2025-04-27' });
    expect(matter.met).toContain('open-call-thirty-days');
  });

  it('is shorter only with the reason in the notice itself', () => {
    const matter = township().drafted();
    onlyUnmet(matter, 'open-call-thirty-days', () => matter.opensCall({ deadline: '2025-04-05' }));
    matter.opensCall({ deadline: '2025-04-05', shorteningReason: '汛期将至，情况紧急' });
    matter.on('2025-04-06').closesCall();
    expect(matter.steps).toMatchObject({ 'public-input': 'open' });
  });

  it('counts from the dated outside source that a second person checked, and never from a claim', () => {
    const claimed = township().on('2025-04-10').drafted();
    onlyUnmet(claimed, 'open-call-thirty-days', () =>
      claimed.opensCall({ deadline: '2025-04-27' }, { claimed: '2025-03-28' }),
    );
    const evidenced = { date: '2025-03-28', source: 'a'.repeat(64), checkedBy: 'clerk' };
    expect(claimed.opensCall({ deadline: '2025-04-27' }, { evidenced }).met).toContain(
      'open-call-thirty-days',
    );
  });

  it('a notice older than its own deadline', () => {
    const matter = township().on('2025-04-28').drafted();
    expect(
      onlyUnmet(matter, 'notice-before-deadline', () =>
        matter.opensCall({ deadline: '2025-04-28', shorteningReason: '情况紧急' }),
      ).strength,
    ).toBe('house');
    matter.opensCall({ deadline: '2025-05-28' });
    expect(matter.met).toContain('notice-before-deadline');
  });

  it('publishes the present draft', () => {
    const matter = township().drafted();
    const first = matter.bundle;
    matter.drafts();
    expect(
      onlyUnmet(matter, 'notice-of-current-draft', () => matter.opensCall({ bundleDigest: first })).rules,
    ).toEqual(['D713-015-c']);
    matter.opensCall();
    expect(matter.met).toContain('notice-of-current-draft');
  });

  it('has a name that is no other decision’s', () => {
    const matter = township().drafted();
    const call = {
      consultation: 'call-1',
      position: 4,
      body: 'hengxi',
      openedOn: '2025-03-01',
      deadline: '2025-04-01',
      current: true,
    };
    onlyUnmet(matter, 'call-of-this-decision', () =>
      matter.opensCall({}, { facts: { openCall: { ...call, decision: 'another' } } }),
    );
    matter.opensCall({}, { facts: { openCall: { ...call, decision: 'story' } } });
    expect(matter.met).toContain('call-of-this-decision');
  });

  it('is closed when its last day is over, a Sunday included', () => {
    const matter = township().drafted().opensCall().on('2025-04-27');
    expect(onlyUnmet(matter, 'open-call-over', () => matter.closesCall())).toMatchObject({
      rules: ['D713-015-a'],
      earliestOn: '2025-04-28',
    });
    matter.on('2025-04-28');
    onlyUnmet(matter, 'open-call-over', () => matter.closesCall({ consultation: 'another-call' }));
    matter.closesCall();
    expect(matter.met).toContain('open-call-over');
  });

  it('every comment has its disposition before the report', () => {
    const matter = township().drafted().opensCall().hasComments('call-1', 5, 4).on('2025-04-28').closesCall();
    const reports = (received: number, adopted: number) =>
      matter.reportsInput({ received, adopted, partly: 0, notAdopted: 0 });
    expect(onlyUnmet(matter, 'every-comment-disposed', () => reports(5, 5)).rules).toEqual(['D713-018-a']);
    matter.hasComments('call-1', 5);
    onlyUnmet(matter, 'every-comment-disposed', () => reports(5, 4));
    onlyUnmet(matter, 'every-comment-disposed', () => reports(4, 4));
    reports(5, 5);
    expect(matter.met).toContain('every-comment-disposed');
  });

  it('a second call does not make the comments on the first disappear', () => {
    const matter = township()
      .drafted()
      .opensCall()
      .hasComments('call-1', 100, 3)
      .on('2025-04-28')
      .closesCall();
    const again = () => matter.opensCall({ consultation: 'call-2', deadline: '2025-05-28' });
    expect(onlyUnmet(matter, 'earlier-comments-disposed', again).rules).toEqual(['D713-018-a']);
    matter.hasComments('call-1', 100);
    again();
    expect(matter.met).toContain('earlier-comments-disposed');
  });
});
