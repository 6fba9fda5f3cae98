import { describe, expect, it } from 'vitest';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { articleInEnglish } from '../law/article-in-english.js';
import { cite, RULES } from '../law/citations.js';
import { TABLE } from '../law/rules.js';
import { PROJECT_ROOT } from '../project-root.js';
import { ruleSetFor } from './rule-sets.js';
import { SHIPPED } from './shipped.js';

const overlays = [...SHIPPED.places.values(), ...SHIPPED.matters.values()];
const LOCAL = /^(FJ251|SM|SH35|HLJ4|CZ4|GD303|ZJ337|QZ-EXP|HEB12|SPEC)-/;

describe('The shipped rules', () => {
  it('are all the files that lie there, each under its own name', () => {
    const named = ['jurisdictions', 'matters'].flatMap((folder) =>
      readdirSync(join(PROJECT_ROOT, 'workflows', folder)).filter((name) => name.endsWith('.yaml')),
    );
    expect(overlays.map(({ file }) => file).toSorted()).toEqual(named.toSorted());
    for (const { id, file } of overlays) expect(file).toBe(`${id}.yaml`);
  });

  it.each([...TABLE.keys()].filter((id) => LOCAL.test(id)))('name %s', (id) => {
    const naming = overlays.filter(({ parameters, assessments, recorded }) =>
      [...Object.values(parameters), ...assessments, ...recorded].some(({ rule }) => rule === id),
    );
    expect(naming).toHaveLength(1);
  });

  it('are known in all their families', () => {
    expect([...TABLE.keys()].filter((id) => LOCAL.test(id))).toHaveLength(74);
  });

  it('cite nothing without an article, in both languages', () => {
    for (const { parameters, assessments, recorded } of overlays)
      for (const { rule } of [...Object.values(parameters), ...assessments, ...recorded])
        for (const { article, articleEn } of rule === undefined ? [] : cite([rule])) {
          expect(article).not.toBe('');
          expect(articleEn).toMatch(/^[^\p{Script=Han}（）、《》〔〕]{7,}$/u);
        }
  });

  it('bring rules along that can be cited, and hide none of the table', () => {
    expect(RULES.size).toBe(TABLE.size + SHIPPED.ownRules.length);
    expect(cite(['SC2025-016'])).toMatchObject([{ articleEn: expect.stringContaining('article 16') }]);
    expect(() => articleInEnglish('川府发〔2025〕4号')).toThrow();
  });

  it('use every rule that they bring along', () => {
    const used = new Set(
      overlays.flatMap(({ parameters, assessments, recorded }) =>
        [...Object.values(parameters), ...assessments, ...recorded].map(({ rule }) => rule),
      ),
    );
    expect(SHIPPED.ownRules.filter(({ id }) => !used.has(id))).toEqual([]);
  });

  it('say of what is invented that it is', () => {
    const invented = overlays.filter(({ illustrative }) => illustrative);
    expect(invented.map(({ id }) => id)).toEqual(['hengxi', 'hubei-example']);
    for (const { title, source } of invented) {
      expect(title.zh).toContain('示例');
      expect(source.zh).toContain('示例');
    }
  });
});

describe('Two provinces that nobody planned for took a file each', () => {
  const on = '2025-06-01';
  const national = ruleSetFor('county', on);

  it('Sichuan asks for one assessment more, as an option, from 1 March 2025', () => {
    const set = ruleSetFor('county', on, { jurisdiction: 'sichuan-2025-4' });
    expect(set.parameters).toEqual(national.parameters);
    expect(set.assessments.filter(({ kind }) => kind !== 'fair-competition')).toMatchObject([
      { kind: 'macro-policy', neededFor: 'TabledAtMeeting', strength: 'local-option', rule: 'SC2025-U-a' },
    ]);
    const before = ruleSetFor('county', '2025-02-28', { jurisdiction: 'sichuan-2025-4' });
    expect(before.assessments).toEqual(national.assessments);
  });

  it('Hubei, as an example, asks for more days, more experts and an assessment', () => {
    const set = ruleSetFor('county', on, { jurisdiction: 'hubei-example' });
    expect(set.parameters).toEqual({
      ...national.parameters,
      openCallDays: 40,
      expertsAtLeast: 3,
      expertsOdd: true,
      legalityReviewWorkingDays: 10,
      rollOver: true,
    });
    expect(set.sources.rollOver?.strength).toBe('local-option');
    expect(set.assessments.at(-1)).toMatchObject({
      kind: 'fiscal-capacity',
      when: 'money',
      dueWorkingDays: 10,
    });
  });
});
