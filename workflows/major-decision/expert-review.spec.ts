import { describe, expect, it } from 'vitest';
import { onlyUnmet, paper, unmetWhen } from '../../test/story.js';
import { township } from '../../test/township.js';

const needed = () => township().drafted().finds('expert-review', true);

describe('expert review', () => {
  it('takes a finding either way: required, or not, with its ground', () => {
    const matter = township().drafted();
    expect(
      onlyUnmet(matter, 'exemption-grounded', () =>
        matter.finds('expert-review', false, { legalBasis: undefined }),
      ).rules,
    ).toContain('D713-019-a');
    matter.finds('expert-review', false);
    expect(matter.met).toContain('exemption-grounded');
    expect(matter.steps).toMatchObject({ 'expert-review': 'exempted', 'risk-assessment': 'open' });
  });

  it('chooses no expert with a direct interest: computed from persons and units', () => {
    const matter = needed();
    for (const expert of ['inside-expert', 'colleague', 'barred-expert', 'citizen', 'nobody'])
      expect(onlyUnmet(matter, 'expert-without-interest', () => matter.invites(expert)).rules).toEqual([
        'D713-020-a',
        'D713-019-d',
      ]);
    matter.invites('professor');
    expect(matter.met).toContain('expert-without-interest');
  });

  it('takes opinions from invited experts only', () => {
    const matter = needed().invites('professor');
    expect(onlyUnmet(matter, 'expert-invited', () => matter.declares('engineer')).rules).toEqual([
      'D713-019-d',
    ]);
    matter.declares('professor');
    expect(matter.met).toContain('expert-invited');
    onlyUnmet(matter, 'expert-declared-free-of-interest', () => matter.opines('engineer'));
  });

  it('an expert declares before giving an opinion', () => {
    const matter = needed().invites();
    expect(onlyUnmet(matter, 'expert-declared-free-of-interest', () => matter.opines())).toMatchObject({
      rules: ['D713-020-a', 'D713-019-d'],
      found: { en: 'not declared yet' },
    });
    matter.declares().opines();
    expect(matter.met).toContain('expert-declared-free-of-interest');
  });

  it('an interest once declared stays, and does not go away by another invitation', () => {
    const matter = needed().invites().declares('professor', true);
    onlyUnmet(matter, 'expert-declared-free-of-interest', () => matter.opines());
    expect(onlyUnmet(matter, 'interest-stays-declared', () => matter.declares()).rules).toEqual([
      'D713-020-a',
    ]);
    onlyUnmet(matter, 'expert-without-interest', () => matter.invites());
    matter.invites('engineer').declares('engineer');
    expect(matter.met).toContain('interest-stays-declared');
    matter.opines('engineer').concludesExperts();
    expect(matter.steps).toMatchObject({ 'expert-review': 'completed' });
  });

  it('an expert who joins the drafting is an expert no longer', () => {
    const matter = needed()
      .invites()
      .declares()
      .drafts({ drafters: ['professor'] });
    onlyUnmet(matter, 'expert-declared-free-of-interest', () => matter.opines());
    const late = needed()
      .invites()
      .declares()
      .opines()
      .drafts({ drafters: ['professor'] });
    onlyUnmet(late, 'expert-opinions-in', () => late.concludesExperts());
  });

  it('an opinion covers necessity, feasibility and soundness, and is signed', () => {
    const matter = needed().invites().declares();
    for (const left of ['necessity', 'feasibility', 'soundness', 'signed'])
      expect(
        onlyUnmet(matter, 'expert-opinion-complete', () => matter.opines('professor', { [left]: false }))
          .rules,
      ).toEqual(['D713-019-b', 'D713-019-c']);
    matter.opines();
    expect(matter.met).toContain('expert-opinion-complete');
  });

  it('an opinion is on the present draft, and an improvement afterwards does not void it', () => {
    const matter = needed();
    const first = matter.bundle;
    matter.drafts().invites().declares();
    expect(
      onlyUnmet(matter, 'expert-opinion-on-current-draft', () =>
        matter.opines('professor', { bundleDigest: first }),
      ).strength,
    ).toBe('house');
    matter.opines();
    expect(matter.met).toContain('expert-opinion-on-current-draft');
    matter.drafts().concludesExperts();
    expect(matter.steps).toMatchObject({ 'expert-review': 'completed' });
  });

  it('ends when whoever agreed to serve has given an opinion; an unanswered invitation holds nothing up', () => {
    const matter = needed();
    expect(onlyUnmet(matter, 'expert-opinions-in', () => matter.concludesExperts())).toMatchObject({
      rules: ['D713-019-a', 'D713-019-c'],
      found: { en: 'serving: 0 experts; given: 0 opinions' },
    });
    matter.invites('professor').invites('engineer').declares('professor').opines('professor');
    matter.declares('engineer');
    onlyUnmet(matter, 'expert-opinions-in', () => matter.concludesExperts());
    matter.opines('engineer', { verdict: 'oppose' }).concludesExperts();
    expect(matter.met).toContain('expert-opinions-in');

    const silent = needed().invites('professor').invites('engineer').declares().opines();
    expect(silent.concludesExperts().steps).toMatchObject({ 'expert-review': 'completed' });
  });

  it('asks for as many experts as the place demands', () => {
    const matter = township();
    const { parameters } = matter.ruleSet;
    matter.ruleSet = { ...matter.ruleSet, parameters: { ...parameters, expertsAtLeast: 2 } };
    matter.drafted().finds('expert-review', true).invites().declares().opines();
    onlyUnmet(matter, 'expert-opinions-in', () => matter.concludesExperts());
    matter.invites('engineer').declares('engineer').opines('engineer').concludesExperts();
  });

  it('an expert without an account: the office enters the signed opinion, and nobody enters it without one', () => {
    const matter = needed().invites();
    const instrument = {
      digest: String(paper('original')['sha256']),
      pages: 2,
      signedOn: '2025-03-28',
      sealed: true,
      certifiedBy: 'clerk',
    };
    const onBehalf = { by: 'clerk', role: 'office' as const, onBehalfOf: 'professor' };
    onlyUnmet(matter, 'paper-original', () => matter.declares('professor', false, onBehalf));
    matter.declares('professor', false, { ...onBehalf, instrument });
    expect(
      unmetWhen(matter, () =>
        matter.opines('professor', {}, { by: 'reviewer', onBehalfOf: 'professor', instrument }),
      ).map(({ requirement }) => requirement),
    ).toEqual(['paper-original']);
    matter.opines('professor', {}, { ...onBehalf, instrument }).concludesExperts();
  });
});
