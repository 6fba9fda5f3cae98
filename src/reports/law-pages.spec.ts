import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OTHERWISE_ENFORCED } from '../../workflows/major-decision/enforcement.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import type { Requirement } from '../../workflows/vocabulary.js';
import { nodesOf } from '../engine/machine-law.js';
import { cite, RULES } from '../law/citations.js';
import { PROJECT_ROOT } from '../project-root.js';
import { lawPages, lawSources } from './law-pages.js';
import { statusOf } from './law-page.js';
import { machineRows, requirementsOfEveryAct } from './machine-rows.js';
import { stateDiagrams } from './state-diagram.js';

const requirements: readonly Requirement<never>[] = [
  ...Object.values(majorDecision.requirements),
  ...requirementsOfEveryAct,
];
const rows = machineRows(majorDecision);
const pages = lawPages();

describe('the pages about the law', () => {
  it.each(Object.keys(pages))('%s is what its sources give: run `npm run generate`', (path) => {
    expect(readFileSync(join(PROJECT_ROOT, path), 'utf8')).toBe(pages[path]);
  });

  it('draw every state', () => {
    const drawn = stateDiagrams(majorDecision)
      .map(({ text }) => text)
      .join('\n');
    for (const node of nodesOf(majorDecision.machine)) {
      if (!node.parent || node.type === 'history' || node.parent.type === 'parallel') continue;
      expect(drawn).toContain(` as ${node.path.join('_')}`);
    }
  });

  it('leave no rule of the decree out', () => {
    const page = pages['docs/law.md'] ?? '';
    const decree = [...RULES.keys()].filter((id) => id.startsWith('D713-'));
    expect(decree.filter((id) => !page.includes(`\`${id}\` |`))).toEqual([]);
  });
});

describe('what the workflow cites', () => {
  it('stands in the law: every rule of every transition, requirement and step', () => {
    const cited = [
      ...rows.flatMap(({ rules }) => rules),
      ...requirements.flatMap(({ rules }) => rules),
      ...majorDecision.mandatorySteps.flatMap(({ rules }) => rules),
      ...Object.keys(OTHERWISE_ENFORCED),
    ];
    expect(cited.filter((id) => !RULES.has(id))).toEqual([]);
  });

  it('is no article where the control is our own', () => {
    const house = requirements.filter(({ strength }) => strength === 'house');
    const articles = house.flatMap(({ id, rules }) =>
      cite(rules)
        .filter(({ article }) => !article.startsWith('推导'))
        .map(({ rule }) => `${id} cites ${rule}`),
    );
    expect(articles).toEqual([]);
  });

  it('is something, where the control is not our own', () => {
    const groundless = requirements.filter(
      ({ strength, rules }) => strength !== 'house' && rules.length === 0,
    );
    expect(groundless.map(({ id }) => id)).toEqual([]);
  });

  it('was read, and not only gathered from a summary, where it binds', () => {
    const binding = requirements.filter(({ strength }) => strength === 'binding');
    const doubtful = binding.flatMap(({ id, rules }) =>
      rules
        .filter((rule) => RULES.get(rule)?.confidence === 'medium')
        .map((rule) => `${id} rests on ${rule}`),
    );
    expect(doubtful).toEqual([]);
  });
});

describe('what the decree demands of the five steps', () => {
  const ofTheSteps = [...RULES.values()].filter(({ id, kind }) => {
    const article = Number(/^D713-0(\d\d)-/.exec(id)?.[1] ?? 0);
    return article >= 14 && article <= 31 && ['gate', 'deadline', 'role-separation'].includes(kind);
  });

  it('is known to this test', () => {
    expect(ofTheSteps.length).toBeGreaterThan(20);
  });

  it.each(ofTheSteps.map(({ id, zh }) => [id, zh]))('%s is enforced: %s', (id) => {
    expect(['enforced', 'structure', 'form']).toContain(statusOf(lawSources(), id));
  });

  it('every requirement is tried in some spec', () => {
    const { specs } = lawSources();
    const untried = [...specs].filter(([, names]) => names.length === 0).map(([id]) => id);
    expect(untried).toEqual([]);
  });

  it('every requirement stands on some transition', () => {
    const asked = new Set(rows.flatMap(({ requires }) => requires));
    expect(Object.keys(majorDecision.requirements).filter((id) => !asked.has(id))).toEqual([]);
  });

  it('nothing is called not yet enforced that a requirement enforces', () => {
    const bound = new Set(requirements.flatMap(({ rules }) => rules));
    const denied = Object.entries(OTHERWISE_ENFORCED)
      .filter(([id, { how }]) => how === 'not-yet' && bound.has(id))
      .map(([id]) => id);
    expect(denied).toEqual([]);
  });

  it('nothing is called enforced by the structure that no transition rests on', () => {
    const rested = new Set(rows.flatMap(({ rules }) => rules));
    const claimed = Object.entries(OTHERWISE_ENFORCED).filter(([, { how }]) => how === 'structure');
    expect(claimed.filter(([id]) => !rested.has(id)).map(([id]) => id)).toEqual([]);
  });
});
