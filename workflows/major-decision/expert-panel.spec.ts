import { describe, expect, it } from 'vitest';
import { BODY } from '../../test/cast.js';
import { onlyUnmet, paper } from '../../test/story.js';
import { township, type Township } from '../../test/township.js';

function panel(matter: Township, size: number, ofDepartment = 0): Township {
  for (let index = 0; index < size; index += 1) {
    const expert = `expert-${index}`;
    const grants = [{ role: 'expert' as const, unit: 'academy', body: BODY }];
    matter.persons.set(expert, { person: expert, position: 0, standing: 'good', grants });
    matter.invites(expert, {}, { ofCompetentDepartment: index < ofDepartment });
    matter.declares(expert).opines(expert);
  }
  return matter;
}

const needed = (matter = township(), change = {}) => matter.drafted().finds('expert-review', true, change);

describe('the panel of experts under local rules', () => {
  it('has so many, and more where the matter is contested', () => {
    const rules = { expertsAtLeast: 3, expertsAtLeastContested: 5 };
    const three = panel(needed(township().under(rules, 'HLJ4-024')), 2);
    expect(onlyUnmet(three, 'expert-opinions-in', () => three.concludesExperts())).toMatchObject({
      rules: ['D713-019-a', 'D713-019-c', 'HLJ4-024'],
      needed: { en: 'at least 3, and one from each who serves' },
    });
    expect(panel(needed(township().under(rules)), 3).concludesExperts().met).toContain('expert-opinions-in');
    const contested = panel(needed(township().under(rules), { contested: true }), 4);
    onlyUnmet(contested, 'expert-opinions-in', () => contested.concludesExperts());
  });

  it('is drawn by lot, and whoever comes next in it takes the place of one who was invited', () => {
    const matter = needed(township().under({ expertsDrawn: true }, 'SH35-021'));
    const invites = (expert: string, ...before: string[]) =>
      matter.invites(expert, { facts: { draw: { draw: 'd-1', position: 4, count: 1, before } } });
    expect(onlyUnmet(matter, 'expert-drawn', () => matter.invites('professor'))).toMatchObject({
      rules: ['SH35-021'],
      strength: 'local-option',
      found: { zh: '本事项的抽取中没有该专家' },
    });
    expect(onlyUnmet(matter, 'expert-drawn', () => invites('engineer', 'professor'))).toMatchObject({
      found: { zh: '未抽中，排在其前、尚未受邀的：{person:professor}' },
    });
    invites('professor');
    expect(matter.met).toContain('expert-drawn');
    invites('engineer', 'professor');
    expect(matter.replayed()).toBe(matter.hash);
  });

  it('is drawn only where a rule asks for it', () => {
    const matter = needed().invites('professor');
    expect(matter.met).toContain('expert-drawn');
    expect(matter.history.at(-1)?.data.facts).not.toHaveProperty('draw');
  });

  it('is an odd number', () => {
    const matter = panel(needed(township().under({ expertsOdd: true }, 'QZ-EXP-005')), 2);
    expect(onlyUnmet(matter, 'experts-odd', () => matter.concludesExperts()).rules).toEqual(['QZ-EXP-005']);
    expect(panel(needed(township().under({ expertsOdd: true })), 3).concludesExperts().met).toContain(
      'experts-odd',
    );
  });

  it('holds at most a share from the competent department', () => {
    const rules = { expertsFromDepartmentAtMost: [1, 3] as const };
    const matter = panel(needed(township().under(rules, 'QZ-EXP-005')), 5, 2);
    onlyUnmet(matter, 'experts-from-elsewhere', () => matter.concludesExperts());
    expect(panel(needed(township().under(rules)), 3, 1).concludesExperts().met).toContain(
      'experts-from-elsewhere',
    );
  });

  it('is followed in its majority, or told why not', () => {
    const matter = panel(needed(township().under({ expertMajorityAnswered: true }, 'HLJ4-027')), 1);
    const against = (reasonsAgainstExperts?: string) =>
      matter.concludesExperts({ followsMajority: false, reasonsAgainstExperts });
    onlyUnmet(matter, 'expert-majority-answered', () => against());
    against('经费不足，分期实施');
    expect(matter.met).toContain('expert-majority-answered');
  });

  it('is given no leading hints', () => {
    const matter = needed(township().under({ expertsUnprompted: true }, 'SH35-021'))
      .invites()
      .declares();
    onlyUnmet(matter, 'expert-opinion-unprompted', () => matter.opines());
    matter.opines('professor', { unprompted: true });
    expect(matter.met).toContain('expert-opinion-unprompted');
  });
});

describe('one record for two steps', () => {
  const sheet = paper('minutes', 'one and the same meeting');

  it('R21: what the public said is not what experts argued', () => {
    const matter = needed().holdsRoundTable({ signedSheet: sheet }).invites().declares();
    expect(
      onlyUnmet(matter, 'record-serves-one-step', () => matter.opines('professor', { opinion: sheet })),
    ).toMatchObject({ rules: ['GUARD-05'], strength: 'house' });
    matter.opines();
    onlyUnmet(matter, 'record-serves-one-step', () => matter.concludesExperts({ report: sheet }));
    matter.concludesExperts();
  });

  it('nor the other way round', () => {
    const matter = needed().invites().declares().opines('professor', { opinion: sheet });
    onlyUnmet(matter, 'record-serves-one-step', () => matter.holdsRoundTable({ signedSheet: sheet }));
    matter.announcesHearing('2025-04-10').on('2025-04-10');
    onlyUnmet(matter, 'record-serves-one-step', () => matter.holdsHearing({ record: sheet }));
  });

  it('a body may turn this rule of ours into a warning', () => {
    const matter = township();
    matter.ruleSet = { ...matter.ruleSet, warnings: ['record-serves-one-step'] };
    needed(matter).holdsRoundTable({ signedSheet: sheet }).invites().declares();
    matter.opines('professor', { opinion: sheet });
    expect(matter.remarks).toMatchObject([{ is: 'warning', requirement: 'record-serves-one-step' }]);
  });
});
