import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnitState } from '../people/unit.js';
import { unitRoom } from '../people/unit-room.js';
import { PROJECT_ROOT } from '../project-root.js';
import { draftRules } from './draft-rules.js';

const body = (ruleSet: string, level: UnitState['level'] = 'county') => ({
  version: 0,
  state: { kind: 'body', level, parent: null, body: 'b', ruleSet } satisfies UnitState,
  loaded: unitRoom.procedureFor(undefined),
});
const ON = '2025-03-28';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chengxu-drafts-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function drafted(id: string, more: string) {
  const file = join(folder, `${id}.yaml`);
  await writeFile(
    file,
    `id: ${id}
title: { zh: 草案, en: a draft }
source: { zh: 草案, en: a draft }
inForceFrom: 2099-01-01
rules:
  - { id: DRAFT-01, article: 草案第1条, articleEn: 'Draft, article 1', zh: 草案, en: a draft }
${more}
`,
  );
  return draftRules(file);
}

const SIXTY_DAYS = 'parameters: { openCallDays: { value: 60, rule: DRAFT-01 } }';

describe('Draft rules', () => {
  it('of a new place bind the bodies that follow the place which they extend, and no others', async () => {
    const { ruleSet } = await drafted('new-place', `extends: zhejiang-337\n${SIXTY_DAYS}`);
    const bound = ruleSet(body('zhejiang-337'), ON, []);
    expect(bound?.parameters.openCallDays).toBe(60);
    expect(bound?.overlays.map(({ id }) => id)).toEqual(['national', 'zhejiang-337', 'new-place']);
    expect(ruleSet(body('national'), ON, [])?.parameters.openCallDays).toBe(30);
    expect(ruleSet(body('nowhere'), ON, [])).toBeUndefined();
    expect(ruleSet({ ...body('national'), state: undefined }, ON, [])).toBeUndefined();
  });

  it('take the place of those with their id, below which others stay', async () => {
    const { ruleSet } = await drafted('zhejiang-337', `extends: national\n${SIXTY_DAYS}`);
    const before = await readFile(join(PROJECT_ROOT, 'workflows/jurisdictions/zhejiang-337.yaml'), 'utf8');
    expect(before).toContain('unitDiscussion');
    const bound = ruleSet(body('hengxi', 'township'), ON, []);
    expect(bound?.overlays.map(({ id }) => id)).toEqual(['national', 'zhejiang-337', 'hengxi']);
    expect(bound?.parameters).toMatchObject({ openCallDays: 60, unitDiscussion: false });
    expect(ruleSet(body('national'), ON, [])?.parameters.openCallDays).toBe(30);
  });

  it('of a matter bind the decisions about such a matter', async () => {
    const { ruleSet } = await drafted('spatial-plan', SIXTY_DAYS);
    expect(ruleSet(body('national'), ON, ['spatial-plan'])?.parameters.openCallDays).toBe(60);
    expect(ruleSet(body('national'), ON, [])?.parameters.openCallDays).toBe(30);
    expect(ruleSet(body('national'), ON, ['no-such-matter'])).toBeUndefined();
  });

  it('of the nation are the ground of all others', async () => {
    const shipped = await readFile(join(PROJECT_ROOT, 'workflows/jurisdictions/national.yaml'), 'utf8');
    const file = join(folder, 'national.yaml');
    await writeFile(file, shipped.replace(/^inForceFrom: .*$/m, 'inForceFrom: 2099-01-01'));
    const bound = draftRules(file).ruleSet(body('hengxi', 'township'), ON, []);
    expect(bound?.overlays.map(({ id }) => id)).toEqual(['national', 'zhejiang-337', 'hengxi']);
  });

  it('are cited by their own articles', async () => {
    const { among, id, title } = await drafted('new-place', `extends: national\n${SIXTY_DAYS}`);
    expect([id, title.zh]).toEqual(['new-place', '草案']);
    expect(among.ruleOf('DRAFT-01').source).toBe('草案第1条');
  });

  it('are refused where they lose what the law above them demands', async () => {
    const lax = 'parameters: { openCallDays: { value: 10, rule: DRAFT-01 } }';
    await expect(drafted('new-place', `extends: national\n${lax}`)).rejects.toThrow(/new-place\.yaml/);
    await expect(drafted('new-place', 'parameters: 7')).rejects.toThrow(/new-place\.yaml/);
  });
});
