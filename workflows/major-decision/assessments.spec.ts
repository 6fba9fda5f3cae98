import { describe, expect, it } from 'vitest';
import { onlyUnmet, paper } from '../../test/story.js';
import { county, township, type Township } from '../../test/township.js';
import type { Assessment } from '../vocabulary.js';

const asked = (change: Partial<Assessment>): Assessment => ({
  kind: 'health-impact',
  title: { zh: '健康影响评估', en: 'health impact assessment' },
  rule: 'SM-HIA-010',
  strength: 'binding',
  by: { zh: '卫生健康部门', en: 'the health department' },
  when: 'always',
  gates: true,
  neededFor: 'LegalityReviewRequested',
  ...change,
});

function asking(matter: Township, ...assessments: Assessment[]): Township {
  matter.ruleSet = { ...matter.ruleSet, assessments };
  return matter;
}

describe('assessments beside the five steps', () => {
  it('apply where the draft touches what they are about', () => {
    for (const [when, touches] of [
      ['market-players', 'marketPlayers'],
      ['money', 'money'],
      ['land', 'land'],
    ] as const) {
      const fairness = asked({ when });
      asking(county(), fairness).drafted().withSteps().requestsReview();
      const matter = asking(county(), fairness)
        .drafted({ [touches]: true })
        .withSteps();
      expect(onlyUnmet(matter, 'assessments-in', () => matter.requestsReview()).rules).toEqual([
        'D713-043-a',
        'SM-HIA-010',
      ]);
    }
  });

  it('apply to plans where they are about plans', () => {
    const matter = asking(township(), asked({ when: 'planning' }))
      .proposes()
      .screens({ kind: 'planning' });
    matter.studies().starts().drafts().withSteps();
    onlyUnmet(matter, 'assessments-in', () => matter.requestsReview());
    asking(township(), asked({ when: 'planning' }))
      .drafted()
      .withSteps()
      .requestsReview();
  });

  it('that do not gate need only a result', () => {
    const matter = asking(township(), asked({ gates: false }))
      .drafted()
      .withSteps();
    onlyUnmet(matter, 'assessments-in', () => matter.requestsReview());
    matter.recordsAssessment('health-impact', { passed: false }).requestsReview();
    expect(matter.met).toContain('assessments-in');
  });

  it('last as long as the law says, from a day that is recorded or evidenced', () => {
    const matter = asking(
      township(),
      asked({ kind: 'land-pre-announcement', lastsWorkingDays: 10 }),
    ).drafted();
    const records = () => matter.recordsAssessment('land-pre-announcement');
    expect(onlyUnmet(matter, 'assessment-took-its-time', records).earliestOn).toBeUndefined();
    matter.beginsAssessment('land-pre-announcement').on('2025-04-14');
    expect(onlyUnmet(matter, 'assessment-took-its-time', records)).toMatchObject({
      earliestOn: '2025-04-15',
      rules: ['D713-043-a', 'SM-HIA-010'],
    });
    matter.on('2025-04-15');
    expect(records().met).toContain('assessment-took-its-time');
  });

  it('are made again once the reviewer finds that the text differs in substance', () => {
    const matter = asking(township(), asked({})).drafted().withSteps().recordsAssessment('health-impact');
    matter.on('2025-04-14').requestsReview().advises().givesOpinion().drafts().denies();
    expect(onlyUnmet(matter, 'assessments-in', () => matter.requestsReview()).rules).toContain('SM-HIA-010');
    matter.recordsAssessment('health-impact').requestsReview();
    const edited = asking(township(), asked({})).drafted().withSteps().recordsAssessment('health-impact');
    edited.on('2025-04-14').requestsReview().advises().givesOpinion().drafts().confirms();
    expect(edited.memory.assessments['health-impact']?.result).toBe('passed');
  });

  it('travel to the meeting with their results', () => {
    const matter = asking(township(), asked({ neededFor: 'TabledAtMeeting' })).cleared();
    expect(
      onlyUnmet(matter, 'assessment-results-included', () => matter.submitsMeetingBundle()).found.en,
    ).toBe('missing: result of health impact assessment');
    matter.submitsMeetingBundle({}, {}, ['health-impact-result']);
    expect(matter.met).toContain('assessment-results-included');
  });
});

describe('the risk assessment under local rules and special laws', () => {
  it('cannot fall away where a law demands it', () => {
    const matter = township().under({ riskAssessmentRequired: true }, 'SPEC-LAND-026', 'binding').drafted();
    expect(
      onlyUnmet(matter, 'risk-assessment-required-here', () => matter.finds('risk-assessment', false)),
    ).toMatchObject({ rules: ['SPEC-LAND-026'], strength: 'binding' });
    matter.finds('risk-assessment', true);
  });

  it('is written and reviewed by different people', () => {
    const matter = township().under({ riskReportReviewed: true }, 'HLJ4-030-a').drafted();
    matter.finds('risk-assessment', true);
    const by = (writtenBy: string[], reviewedBy: string[]) => matter.assessesRisk({ writtenBy, reviewedBy });
    onlyUnmet(matter, 'risk-report-reviewed', () => matter.assessesRisk());
    onlyUnmet(matter, 'risk-report-reviewed', () => by(['assessor'], []));
    expect(onlyUnmet(matter, 'risk-report-reviewed', () => by(['a', 'b'], ['b', 'c'])).found.en).toBe(
      'wrote and reviewed: {person:b}',
    );
    by(['a'], ['b']);
    expect(matter.met).toContain('risk-report-reviewed');
  });

  it('has the villagers concerned take part', () => {
    const matter = township().under({ riskVillagersTookPart: true }, 'SPEC-LAND-026', 'binding').drafted();
    matter.finds('risk-assessment', true);
    onlyUnmet(matter, 'risk-villagers-took-part', () => matter.assessesRisk());
    matter.assessesRisk({ villagersTookPart: true });
    expect(matter.state?.context).toMatchObject({ risk: { measures: [{ by: '2025-06-30' }] } });
  });

  it('names an owner and a day for each measure', () => {
    const matter = township().drafted().finds('risk-assessment', true);
    expect(() => matter.assessesRisk({ measures: [{ measure: '巡查' }] })).toThrow();
    expect(() => matter.assessesRisk({ report: paper('risk-report'), level: undefined })).toThrow();
  });
});
