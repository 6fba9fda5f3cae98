import { describe, expect, it } from 'vitest';
import { notNow, onlyUnmet, unmetWhen } from '../../test/story.js';
import { township } from '../../test/township.js';

describe('public input', () => {
  it('is the public’s: departments do not count as the public', () => {
    const matter = township().drafted();
    const departments = { participants: [{ kind: 'departments', count: 9 }] };
    expect(
      onlyUnmet(matter, 'public-is-not-departments', () => matter.holdsRoundTable(departments)).rules,
    ).toEqual(['D713-014-a']);
    matter.holdsRoundTable({ participants: [...departments.participants, { kind: 'businesses', count: 2 }] });
    expect(matter.met).toContain('public-is-not-departments');
  });

  it('is not done by consulting the units', () => {
    const matter = township().drafted().consultsUnits();
    notNow(matter, () => matter.reportsInput());
    expect(matter.steps).toMatchObject({ 'public-input': 'open' });
  });

  it('only what was held is recorded', () => {
    const matter = township().on('2025-04-01').drafted();
    expect(
      onlyUnmet(matter, 'held-already', () => matter.holdsRoundTable({ heldOn: '2025-04-02' })),
    ).toMatchObject({ rules: ['ARCH-DATE'], strength: 'house', earliestOn: '2025-04-02' });
    matter.holdsRoundTable({ heldOn: '2025-03-30' });
    expect(matter.met).toContain('held-already');
  });

  it('hears the group whose interests are touched', () => {
    const matter = township().drafted({ specificGroups: true }).holdsRoundTable();
    expect(onlyUnmet(matter, 'groups-heard', () => matter.reportsInput()).rules).toEqual(['D713-014-c']);
    matter.holdsRoundTable({ groupsHeard: true }).reportsInput();
    expect(matter.met).toContain('groups-heard');
  });

  it('a draft that touches a group only later is not found lawful before the group was heard', () => {
    const matter = township().drafted().holdsRoundTable().reportsInput();
    matter.finds('expert-review', false).finds('risk-assessment', false);
    matter.touching({ specificGroups: true }).on('2025-04-14').requestsReview().advises();
    const exemptionsReviewed = ['expert-review', 'risk-assessment'];
    onlyUnmet(matter, 'groups-heard', () => matter.givesOpinion('lawful', { exemptionsReviewed }));
    matter.givesOpinion('step-missing', { missingStep: 'public-input', exemptionsReviewed });
    matter.holdsRoundTable({ groupsHeard: true }).reportsInput().requestsReview().advises();
    expect(matter.givesOpinion('lawful', { exemptionsReviewed }).met).toContain('groups-heard');
  });

  it('falls away only where the law bars disclosure, and the deciding body says so', () => {
    const matter = township().drafted();
    const exempts = (by: string, legalBasis?: string) =>
      matter.finds('public-input', false, { legalBasis }, { by });
    expect(
      onlyUnmet(matter, 'non-disclosure-determined', () => exempts('proposer', '保守国家秘密法')),
    ).toMatchObject({ rules: ['D713-014-a', 'D713-014-b'], whoCanSupply: ['head', 'office'] });
    expect(onlyUnmet(matter, 'exemption-grounded', () => exempts('clerk')).rules).toEqual([
      'D713-014-b',
      'D713-019-a',
      'D713-022-a',
    ]);
    exempts('head', '政府信息公开条例第十四条');
    expect(matter.met).toEqual(expect.arrayContaining(['non-disclosure-determined', 'exemption-grounded']));
    expect(matter.steps).toMatchObject({ 'public-input': 'exempted' });
  });

  it('an exemption of one step exempts no other', () => {
    const matter = township().drafted().finds('public-input', false, {}, { by: 'head' });
    expect(matter.steps).toMatchObject({
      'public-input': 'exempted',
      'expert-review': 'open',
      'risk-assessment': 'open',
    });
    matter.finds('risk-assessment', false);
    expect(matter.steps).toMatchObject({ 'expert-review': 'open', 'risk-assessment': 'exempted' });
    expect(unmetWhen(matter, () => matter.finds('public-input', false, {}, { by: 'head' }))).toEqual([]);
  });
});
