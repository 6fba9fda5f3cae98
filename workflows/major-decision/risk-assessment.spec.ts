import { describe, expect, it } from 'vitest';
import { UNITS } from '../../test/cast.js';
import { onlyUnmet, paper } from '../../test/story.js';
import { MEMBERS, township } from '../../test/township.js';
import type { Assessment } from '../vocabulary.js';

const needed = () => township().drafted().finds('risk-assessment', true);

describe('risk assessment', () => {
  it('the report states risk points, measures and a response plan', () => {
    const matter = needed();
    for (const gap of [{ riskPoints: 0 }, { measures: [] }, { responsePlan: false }])
      expect(onlyUnmet(matter, 'risk-report-complete', () => matter.assessesRisk(gap)).rules).toEqual([
        'D713-023-a',
      ]);
    matter.assessesRisk();
    expect(matter.met).toContain('risk-report-complete');
  });

  it('hears the departments concerned', () => {
    const matter = needed();
    expect(
      onlyUnmet(matter, 'risk-departments-heard', () => matter.assessesRisk({ departmentsHeard: [] })).rules,
    ).toEqual(['D713-023-b']);
    matter.assessesRisk({ departmentsHeard: [UNITS.police] });
    expect(matter.met).toContain('risk-departments-heard');
  });

  it('is of the present draft', () => {
    const matter = needed();
    const first = matter.bundle;
    matter.drafts();
    expect(
      onlyUnmet(matter, 'risk-of-current-draft', () => matter.assessesRisk({ bundleDigest: first })).strength,
    ).toBe('house');
    matter.assessesRisk();
    expect(matter.met).toContain('risk-of-current-draft');
  });

  it('does not apply only by a finding with its ground', () => {
    const matter = township().drafted();
    onlyUnmet(matter, 'exemption-grounded', () =>
      matter.finds('risk-assessment', false, { legalBasis: undefined }),
    );
    matter.finds('risk-assessment', false);
    expect(matter.steps).toMatchObject({ 'risk-assessment': 'exempted' });
  });

  it('the deciding body judges controllability at its meeting, before it adopts', () => {
    const matter = township().inMeeting();
    for (const member of MEMBERS) matter.speaks(member);
    matter.headSpeaks();
    expect(onlyUnmet(matter, 'risk-judged-controllable', () => matter.decides())).toMatchObject({
      rules: ['D713-024-a', 'D713-024-b'],
    });
    matter.judgesRisk(true).decides();
    expect(matter.met).toContain('risk-judged-controllable');
  });

  it('a matter without risks to assess needs no judgement', () => {
    const matter = township().drafted().withFindings().on('2025-04-14').requestsReview().advises();
    matter.on('2025-04-18');
    matter.givesOpinion('lawful', { exemptionsReviewed: ['expert-review', 'risk-assessment'] });
    matter.on('2025-04-21').submitsMeetingBundle().convenes('2025-04-24').tables().on('2025-04-24').opens();
    for (const member of MEMBERS) matter.speaks(member);
    expect(matter.headSpeaks().decides().met).toContain('risk-judged-controllable');
  });

  it('not controllable bars the decision until draft or measures change and it is assessed again', () => {
    const matter = township().inMeeting();
    const reported = paper('risk-report');
    matter.speaks('deputy').judgesRisk(false);
    expect(matter.steps).toEqual({
      'public-input': 'completed',
      'expert-review': 'completed',
      'risk-assessment': 'open',
      'legality-review': 'not-open',
      'collective-decision': 'not-open',
    });
    expect(
      onlyUnmet(matter, 'uncontrollable-risk-answered', () => matter.assessesRisk({ report: reported }))
        .rules,
    ).toEqual(['D713-024-a']);
    matter.assessesRisk({ report: paper('risk-report', '增设停车场和疏散通道') });
    expect(matter.met).toContain('uncontrollable-risk-answered');

    matter.requestsReview().advises().on('2025-04-28').givesOpinion().submitsMeetingBundle();
    matter.convenes('2025-05-09').tables().on('2025-05-09').opens();
    for (const member of MEMBERS) matter.speaks(member);
    matter.headSpeaks();
    onlyUnmet(matter, 'risk-judged-controllable', () => matter.decides());
    matter.judgesRisk(true).decides();
    expect(matter.steps['collective-decision']).toBe('completed');
  });

  it('another draft also answers it', () => {
    const matter = township().inMeeting().judgesRisk(false);
    matter.drafts().assessesRisk({ report: paper('risk-report') });
    expect(matter.steps).toMatchObject({ 'risk-assessment': 'completed', 'legality-review': 'open' });
  });

  it('risks that nobody had assessed are assessed once the body finds them uncontrollable', () => {
    const matter = township().drafted().withFindings().on('2025-04-14').requestsReview().advises();
    const both = { exemptionsReviewed: ['expert-review', 'risk-assessment'] };
    matter.on('2025-04-18').givesOpinion('lawful', both).submitsMeetingBundle();
    matter.convenes('2025-04-24').tables().on('2025-04-24').opens().judgesRisk(false).assessesRisk();
    matter.requestsReview().advises();
    matter.givesOpinion('lawful', { exemptionsReviewed: ['expert-review'] });
    expect(matter.steps).toMatchObject({ 'risk-assessment': 'completed', 'legality-review': 'completed' });
  });

  it('only the head of the meeting records the judgement', () => {
    const matter = township().inMeeting();
    matter.persons.set('mayor', {
      person: 'mayor',
      position: 0,
      standing: 'good',
      grants: [{ role: 'head', unit: UNITS.office, body: 'hengxi' }],
    });
    onlyUnmet(matter, 'decided-by-the-head', () => matter.judgesRisk(true, { by: 'mayor' }));
  });

  it('assessments that local rules ask for are in by the act that needs them', () => {
    const asked = {
      strength: 'local-option',
      by: { zh: '主管部门', en: 'the competent department' },
      when: 'always',
      gates: true,
    } as const;
    const fairness: Assessment = {
      ...asked,
      kind: 'fair-competition',
      title: { zh: '公平竞争审查', en: 'fair competition review' },
      rule: 'FCR-018',
      neededFor: 'LegalityReviewRequested',
    };
    const policy: Assessment = {
      ...asked,
      kind: 'macro-policy',
      title: { zh: '宏观政策取向一致性评估', en: 'macro-policy assessment' },
      rule: 'FJ251-U-b',
      neededFor: 'LegalityOpinionIssued',
    };
    const health: Assessment = {
      ...asked,
      kind: 'health-impact',
      title: { zh: '健康影响评估', en: 'health impact assessment' },
      rule: 'SM-HIA-010',
      neededFor: 'TabledAtMeeting',
    };
    const matter = township();
    matter.ruleSet = { ...matter.ruleSet, assessments: [fairness, policy, health] };
    matter.drafted().withSteps().on('2025-04-14');
    expect(onlyUnmet(matter, 'assessments-in', () => matter.requestsReview())).toMatchObject({
      rules: ['D713-043-a', 'FCR-018'],
      strength: 'local-option',
      found: { en: 'missing: fair competition review' },
    });
    matter.recordsAssessment('fair-competition', { passed: false });
    onlyUnmet(matter, 'assessments-in', () => matter.requestsReview());
    matter.recordsAssessment('fair-competition').requestsReview();
    expect(matter.met).toContain('assessments-in');
    matter.advises();
    onlyUnmet(matter, 'assessments-in', () => matter.givesOpinion());
    matter.recordsAssessment('macro-policy').recordsAssessment('health-impact').givesOpinion();
    const results = ['macro-policy-result', 'health-impact-result'];
    matter.submitsMeetingBundle({}, {}, results).convenes('2025-04-24').tables();
    expect(matter.met).toContain('assessments-in');
  });
});
