import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { ORIGIN, TestClock } from '../../test/installation.js';
import { AtWork } from '../../test/road/at-work.js';
import { Matter } from '../../test/road/matter.js';
import { goesOn, matterAt } from '../../test/road/stages.js';
import { BODY, Town, UNITS, type Part } from '../../test/road/town.js';
import { insisted } from '../../test/road/wire.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';
import { loadWorkflow, loadWorkflows, newestOf } from '../decisions/workflows.js';
import { PROJECT_ROOT } from '../project-root.js';
import type { Rehearsal } from '../rehearsal/rehearsal.js';
import { startServer } from '../server/start.js';
import { runCommand } from './run.js';

const BUILT = join(PROJECT_ROOT, 'workflows/major-decision/built');
const VERSION_1 = join(BUILT, '1.mjs');

async function rehearses(on: TestDatabase, ...more: readonly string[]) {
  const said = { out: '', err: '' };
  const write = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
  };
  const words = ['workflow', 'rehearse', '--data', on.directory, '--database', on.url, ...more];
  return { status: await runCommand(words, { environment: {}, write, watched: false }), ...said };
}

async function rehearsal(on: TestDatabase, ...more: readonly string[]) {
  const { status, out, err } = await rehearses(on, '--json', ...more);
  expect(err).toBe('');
  return { status, ...(JSON.parse(out) as Rehearsal) };
}

/** A matter on the newest version, as far as public input. */
async function heard(fresh: () => Promise<TestDatabase>) {
  const work = await AtWork.begins(fresh);
  const matter = await matterAt(work.town, 'heard');
  return { on: work.on, work, matter };
}

/** A matter whose procedure began while version 1 was the newest, as far as legality review. */
async function onVersion1(on: TestDatabase) {
  const configuration = {
    host: '127.0.0.1',
    port: 0,
    data: on.directory,
    databaseUrl: on.url,
    origin: ORIGIN,
    trustedProxies: [],
  };
  const clock = new TestClock();
  const server = await startServer(configuration, clock, [await loadWorkflow(VERSION_1)]);
  try {
    const town = await Town.settles(server.address, server.setupLink, clock.legal);
    const payload = {
      title: '2026年垟庄村杜鹃花节',
      body: 'hengxi',
      proposedBy: 'department',
      problem: '乡村旅游旺季短',
      reasonsAndBasis: '全域旅游高质量发展实施意见',
      outline: '四月举办，为期十天',
      holdsStateSecret: false,
    };
    const proposed = await (await town.person('proposer')).posts('/api/decisions', { payload });
    const matter = Matter.in(town, insisted(201, proposed));
    for (const [part, type, act] of await version1Acts(town)) await matter.does(part, type, act(matter));
    return matter;
  } finally {
    await server.stop();
  }
}

/** As the forms of version 1 were, which never change. */
async function version1Acts(town: Town): Promise<[Part, string, (matter: Matter) => JsonObject][]> {
  const { kind: _, ...draftPaper } = await town.paper('draft');
  const papers = Object.fromEntries(
    await Promise.all(
      ['signed-sheet', 'public-input-report', 'risk-report'].map(async (kind) => [
        kind,
        await town.paper(kind),
      ]),
    ),
  ) as Record<string, JsonObject>;
  const drafters = [await town.idOf('colleague')];
  const touches = { specificGroups: false, marketPlayers: false, units: [], hearingRequiredBy: null };
  const bundle = [{ role: 'draft', ...draftPaper }];
  const applicableLaw = ['国务院令第713号'];
  const heardThen = { mode: 'round-table', heldOn: town.today, groupsHeard: true, summary: '村民赞成' };
  const participants = [{ kind: 'residents', count: 12 }];
  const counts = { received: 3, adopted: 2, partly: 1, notAdopted: 0 };
  const risk = {
    level: 'low',
    riskPoints: 3,
    preventiveMeasures: 3,
    responsePlan: true,
    departmentsHeard: [UNITS.lead],
  };
  const finding = { reason: '经研究认定', legalBasis: '条例相应条款' };
  return [
    ['clerk', 'MatterScreened', () => ({ result: 'major', kind: 'other-major', reason: '列入目录' })],
    ['proposer', 'ProposalStudied', () => ({ necessity: '确有必要', feasibility: '切实可行' })],
    ['head', 'ProcedureStarted', () => ({ leadUnit: UNITS.lead, units: [UNITS.lead, UNITS.helping] })],
    ['proposer', 'DraftSubmitted', () => ({ edition: 1, bundle, drafters, applicableLaw, touches })],
    [
      'proposer',
      'PublicInputHeld',
      () => ({ ...heardThen, participants, signedSheet: papers['signed-sheet'] ?? {} }),
    ],
    ['proposer', 'PublicInputReported', () => ({ ...counts, report: papers['public-input-report'] ?? {} })],
    ['proposer', 'StepFindingRecorded', () => ({ step: 'expert-review', required: false, ...finding })],
    [
      'proposer',
      'StepFindingRecorded',
      () => ({ step: 'risk-assessment', required: true, reason: '涉及面广' }),
    ],
    [
      'assessor',
      'RiskAssessed',
      (matter) => ({ ...risk, bundleDigest: matter.bundle, report: papers['risk-report'] ?? {} }),
    ],
  ];
}

/** A draft of the procedure: the newest version with something changed in its definition, and the proof left out. */
async function draft(on: TestDatabase, name: string, change: string): Promise<string> {
  const { version } = newestOf(await loadWorkflows(), 'major-decision').procedure;
  const released = pathToFileURL(join(BUILT, `${version}.mjs`)).href;
  const file = join(on.directory, `${name}.mjs`);
  await writeFile(
    file,
    `import { workflow } from '${released}?${name}';
const { definition } = workflow.procedure;
workflow.prove = () => ({ holds: true, stepsBefore: {} });
${change}
export { workflow };
`,
  );
  return file;
}

const STRICTER = `definition.requirements['one-lead-unit'] = {
  ...definition.requirements['one-lead-unit'],
  rules: ['D713-011-a', 'DRAFT-NEW-1'],
  test: (context, act) => ({
    is: 'unmet',
    found: { zh: '由{person:' + act.actor + '}启动', en: 'started by {person:' + act.actor + '}' },
    needed: { zh: '两个牵头单位', en: 'two lead units' },
    remedy: { zh: '再定一个。', en: 'Name another.' },
  }),
};`;

const WITHOUT_STUDY = "delete definition.events['ProposalStudied'];";

const LOCAL_RULES = (parameters: string) => `id: hengxi-draft
title: { zh: 横溪镇（草案）, en: Hengxi (draft) }
source: { zh: 草案, en: a draft }
extends: national
inForceFrom: 2099-01-01
parameters:
  ${parameters}
rules:
  - { id: HX-DRAFT-01, article: 横溪镇规定（草案）第1条, articleEn: 'Hengxi rules (draft), article 1', zh: 明确完成时限, en: A date is fixed }
`;

describeOnSqlite('chengxu workflow rehearse', (fresh) => {
  it('tells of nothing where the newest version would have let everything pass, and changes nothing', async () => {
    const { on, work, matter } = await heard(fresh);
    // Who may do it now is not what is asked.
    const ended = { role: 'proposer', unit: UNITS.lead, body: BODY, reason: '调任' };
    const path = `/api/admin/people/${await work.town.idOf('proposer')}/events`;
    insisted(201, await work.town.administrator.posts(path, { type: 'RoleEnded', payload: ended }));
    const before = sha256Hex(await readFile(join(on.directory, 'chengxu.db')));
    const ran = await rehearses(on);
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(ran.out).toContain(`✓ 全部照样通过`);
    expect(ran.out).toContain(`(${matter.id})`);
    expect(ran.out).not.toMatch(/[✗?]/);
    expect(ran.out).toContain(`共演练 1 项决策、${matter.version + 1} 项行为：0 项会被拒绝`);
    expect(sha256Hex(await readFile(join(on.directory, 'chengxu.db')))).toBe(before);
  });

  it('lists what a draft of the procedure would have refused, and goes on behind it', async () => {
    const { on, matter } = await heard(fresh);
    const file = await draft(on, 'stricter', STRICTER);
    const ran = await rehearses(on, '--workflow', file);
    expect(ran.status).toBe(1);
    const [, , , started] = matter.answers;
    expect(ran.out).toContain('启动决策程序');
    expect(ran.out).toMatch(/✗ .*第11条.*DRAFT-NEW-1/);
    expect(ran.out).toContain('由姓名head启动');
    expect(ran.out).toContain('应当：两个牵头单位');
    const { decisions, summary } = await rehearsal(on, '--workflow', file);
    const told = decisions.flatMap((one) => one.told);
    expect(told).toEqual([
      expect.objectContaining({
        version: started?.body['version'],
        type: 'ProcedureStarted',
        noSuchStep: false,
      }),
    ]);
    expect(told[0]?.refusedFor.map(({ requirement }) => requirement)).toEqual(['one-lead-unit']);
    expect(summary).toMatchObject({
      decisions: 1,
      acts: matter.version + 1,
      actsRefused: 1,
      actsWithoutStep: 0,
      actsUntold: 0,
      refused: [{ requirement: 'one-lead-unit', acts: 1, decisions: 1 }],
    });
  });

  it('says where there would have been no such step', async () => {
    const { on, matter } = await heard(fresh);
    const file = await draft(on, 'without-study', WITHOUT_STUDY);
    const ran = await rehearses(on, '--workflow', file, '--lang', 'en');
    expect(ran.status).toBe(1);
    expect(ran.out.match(/no such step there/g)).toHaveLength(matter.version - 1);
    expect(ran.out).toContain(
      `0 would have been refused, ${matter.version - 1} would have found no such step`,
    );
    expect(ran.out.replaceAll('2026年垟庄村杜鹃花节', '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('takes draft rules of a place as if they had been in force', async () => {
    const { on } = await heard(fresh);
    const file = join(on.directory, 'hengxi-draft.yaml');
    await writeFile(file, LOCAL_RULES('completionDateAtStart: { value: true, rule: HX-DRAFT-01 }'));
    const ran = await rehearses(on, '--jurisdiction', file);
    expect(ran.status).toBe(1);
    expect(ran.out).toContain('横溪镇规定（草案）第1条');
    expect(ran.out).toContain('规则草案适用于其中 1 项决策');
    expect(ran.out).toContain('共演练 1 项决策、7 项行为：1 项会被拒绝');
    await writeFile(file, LOCAL_RULES('openCallDays: { value: 10, rule: HX-DRAFT-01 }'));
    const lax = await rehearses(on, '--jurisdiction', file);
    expect(lax).toMatchObject({ status: 3, out: '' });
    expect(lax.err).toMatch(/^chengxu: [^\n]*hengxi-draft[^\n]*\n$/);
  });

  it('never counts as refused what an older form had no place for', async () => {
    const on = await fresh();
    const matter = await onVersion1(on);
    const file = join(on.directory, 'hengxi-draft.yaml');
    await writeFile(file, LOCAL_RULES('catalogueMandatory: { value: true, rule: HX-DRAFT-01 }'));
    const ran = await rehearses(on, '--jurisdiction', file);
    expect(ran).toMatchObject({ status: 2, err: '' });
    expect(ran.out).toContain('原按第 1 版办理');
    expect(ran.out).toMatch(/\? 无法判断：.*第10条.*当时没有记录：.*必要性/);
    expect(ran.out).toMatch(/\? 无法判断：.*横溪镇规定（草案）第1条.*当时没有记录：年度决策事项目录/);
    expect(ran.out).toContain('? 表单要求填写防范措施');
    expect(ran.out).not.toContain('✗');
    expect(ran.out).toContain(
      `${matter.version + 1} 项行为：0 项会被拒绝、0 项当时没有这一步、3 项有无法判断之处`,
    );
  });

  it('rehearses only the decisions that are named', async () => {
    const { on, work, matter } = await heard(fresh);
    const other = await goesOn(await Matter.proposed(work.town, '另一件事'), 'proposed', 'screened');
    expect((await rehearsal(on)).decisions.map(({ decision }) => decision)).toEqual([matter.id, other.id]);
    const one = await rehearsal(on, '--decision', other.id);
    expect(one.decisions.map(({ decision, acts }) => [decision, acts])).toEqual([[other.id, 2]]);
    expect(await rehearses(on, '--decision', 'no-such')).toMatchObject({ status: 3, out: '' });
  });

  it('rehearses nothing under what is no draft', async () => {
    const { on } = await heard(fresh);
    const nonsense = join(on.directory, 'nonsense.mjs');
    await writeFile(nonsense, 'export const nothing = 1;');
    const bypassed = await draft(
      on,
      'bypassed',
      'workflow.prove = () => { throw new Error("a way round it"); };',
    );
    const files = [VERSION_1, nonsense, bypassed, '/no/such/file.mjs'].map((file) => ['--workflow', file]);
    for (const more of [...files, ['--jurisdiction', '/no/such/file.yaml']]) {
      const ran = await rehearses(on, ...more);
      expect({ more, ...ran }).toMatchObject({ more, status: 3, out: '' });
      expect(ran.err).toMatch(/^chengxu: [^\n]+\n$/);
    }
    expect((await rehearses(on, '--workflow', VERSION_1)).err).toContain('不带演练功能');
  });
});

describe('A rehearsal', () => {
  it('is offered in both languages', async () => {
    for (const language of ['zh', 'en']) {
      const said: string[] = [];
      const write = { out: (text: string) => void said.push(text), err: () => undefined };
      const words = ['workflow', 'rehearse', '--help', '--lang', language];
      expect(await runCommand(words, { environment: {}, write, watched: false })).toBe(0);
      for (const option of ['--workflow', '--jurisdiction', '--decision', '--json'])
        expect(said.join('')).toContain(option);
    }
  });
});
