import { describe, expect, it } from 'vitest';
import { days } from '../../test/china-calendar.js';
import { notNow, onlyUnmet, paper } from '../../test/story.js';
import { township, type Township } from '../../test/township.js';
import type { Context } from './context.js';
import { deadlinesOf } from './deadlines.js';

const due = (matter: Township) =>
  Object.fromEntries(
    deadlinesOf(matter.state?.context as Context, days).map(({ id, on, rule }) => [id, [on, rule]]),
  );

describe('deadlines', () => {
  it('run from what is recorded, each under its rule', () => {
    const matter = township()
      .under({ draftingMonths: 3 }, 'HLJ4-012')
      .under({ legalityReviewMaxWorkingDays: 15, supplementWorkingDays: 5 }, 'HLJ4-035')
      .under({ meetingBundleHandledWorkingDays: 5 }, 'CZ4-019')
      .proposes()
      .screens()
      .studies()
      .starts({ completionBy: '2025-07-31' });
    expect(due(matter)).toEqual({
      'planned-meeting': ['2025-04-30', 'D713-038-c'],
      draft: ['2025-06-28', 'HLJ4-012'],
      completion: ['2025-07-31', 'D713-038-c'],
    });
    matter.drafts().withSteps().on('2025-04-14').requestsReview();
    expect(due(matter)).toMatchObject({ 'review-2025-04-14': ['2025-05-07', 'HLJ4-035'] });
    matter.extendsReview(5);
    expect(due(matter)).toMatchObject({ 'review-2025-04-14': ['2025-05-14', 'HLJ4-035'] });
    matter.on('2025-04-15').returnsReviewBundle();
    expect(due(matter)).toMatchObject({ 'supplement-1': ['2025-04-22', 'HLJ4-035'] });
    matter.requestsReview().advises().givesOpinion().submitsMeetingBundle();
    expect(due(matter)).toMatchObject({ 'meeting-bundle-2025-04-15': ['2025-04-22', 'CZ4-019'] });
  });

  it('of a hearing’s report, and of an assessment that was begun', () => {
    const matter = township().under({ hearingReportDays: 10 }, 'GD303-026').on('2025-04-01');
    matter.ruleSet = {
      ...matter.ruleSet,
      assessments: [
        {
          kind: 'health-impact',
          title: { zh: '健康影响评估', en: 'health impact assessment' },
          rule: 'SM-HIA-013',
          strength: 'binding',
          by: { zh: '卫生健康部门', en: 'the health department' },
          when: 'always',
          gates: true,
          neededFor: 'LegalityReviewRequested',
          dueWorkingDays: 20,
        },
      ],
    };
    matter.drafted().announcesHearing('2025-04-08').beginsAssessment('health-impact');
    matter.on('2025-04-08').holdsHearing();
    expect(due(matter)).toMatchObject({
      'hearing-report-2025-04-08': ['2025-04-18', 'GD303-026'],
      'assessment-health-impact-2025-04-01': ['2025-04-29', 'SM-HIA-013'],
    });
    matter.recordsAssessment('health-impact');
    expect(due(matter)).not.toHaveProperty('assessment-health-impact-2025-04-01');
  });

  it('that pass are recorded by the timekeeper, once, and not before their day', () => {
    const matter = township().started().on('2025-04-30');
    const passes = () => matter.passesDeadline('planned-meeting', '2025-04-30');
    expect(onlyUnmet(matter, 'deadline-has-passed', passes)).toMatchObject({
      earliestOn: '2025-05-01',
      whoCanSupply: ['timekeeper'],
    });
    matter.on('2025-05-01');
    onlyUnmet(matter, 'deadline-has-passed', () => matter.passesDeadline('planned-meeting', '2025-04-29'));
    passes();
    expect(matter.state?.context).toMatchObject({ passedDeadlines: ['planned-meeting'] });
    onlyUnmet(matter, 'deadline-has-passed', passes);
    onlyUnmet(matter, 'deadline-has-passed', () => matter.passesDeadline('review-2025', '2025-04-01'));
  });

  it('run again when papers are submitted again, and each lateness is on record', () => {
    const matter = township().under({ meetingBundleHandledWorkingDays: 5 }, 'CZ4-019').drafted().withSteps();
    matter.on('2025-04-14').requestsReview().advises().givesOpinion().submitsMeetingBundle();
    matter.on('2025-04-28').passesDeadline('meeting-bundle-2025-04-14', '2025-04-21');
    matter.returnsMeetingBundle().submitsMeetingBundle();
    matter.on('2025-05-20').passesDeadline('meeting-bundle-2025-04-28', '2025-05-08');
    expect(matter.state?.context).toMatchObject({
      passedDeadlines: ['meeting-bundle-2025-04-14', 'meeting-bundle-2025-04-28'],
    });
  });

  it('are over with the matter: one that came to nothing is late with nothing', () => {
    const matter = township().started().terminates().on('2025-05-01');
    notNow(matter, () => matter.passesDeadline('planned-meeting', '2025-04-30'));
  });

  it('are recorded by nobody else, nor for it from paper: the program signs none', () => {
    const matter = township().started().on('2025-05-01');
    const digest = String(paper('original')['sha256']);
    const instrument = { digest, pages: 1, signedOn: '2025-05-01', sealed: true, certifiedBy: 'clerk' };
    for (const how of [{ by: 'clerk' }, { by: 'clerk', onBehalfOf: 'timekeeper', instrument }])
      onlyUnmet(matter, 'competent', () => matter.passesDeadline('planned-meeting', '2025-04-30', how));
  });
});
