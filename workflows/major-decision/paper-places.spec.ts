import { describe, expect, it } from 'vitest';
import { onlyUnmet, paper } from '../../test/story.js';
import { township } from '../../test/township.js';

const risk = paper('risk-report', 'what the assessor wrote');

describe('a paper in its place', () => {
  it('a risk report is no report of another step, and no other report is one', () => {
    const matter = township().drafted().holdsRoundTable();
    expect(
      onlyUnmet(matter, 'paper-in-its-place', () => matter.reportsInput({ report: risk })),
    ).toMatchObject({
      rules: ['GUARD-06'],
      strength: 'house',
      found: { en: 'attached: “the risk report”' },
    });
    matter.reportsInput().finds('risk-assessment', true).finds('expert-review', true);
    matter.invites().declares().opines();
    onlyUnmet(matter, 'paper-in-its-place', () => matter.concludesExperts({ report: risk }));
    onlyUnmet(matter, 'paper-in-its-place', () =>
      matter.assessesRisk({ report: paper('evaluation-report') }),
    );
    matter.concludesExperts().assessesRisk({ report: risk });
    expect(matter.met).toContain('paper-in-its-place');
  });

  it('nor is it the legality opinion', () => {
    const matter = township().underReview();
    onlyUnmet(matter, 'paper-in-its-place', () => matter.givesOpinion('lawful', { opinion: risk }));
  });

  it('a paper of another kind is for people to judge', () => {
    const matter = township().drafted().holdsRoundTable();
    expect(matter.reportsInput({ report: paper('minutes') }).met).toContain('paper-in-its-place');
  });
});
