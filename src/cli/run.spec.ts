import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOTP } from 'otpauth';
import { attack } from '../../test/attacker.js';
import { describeOnAnyDatabase, describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { subjectIdIn, TestServer } from '../../test/server.js';
import { documentPath } from '../documents/documents.js';
import { Signer } from '../ledger/signer.js';
import { PROJECT_ROOT } from '../project-root.js';
import { runCommand } from './run.js';

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function chengxu(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  watched = false,
): Promise<Ran> {
  const said = { out: '', err: '' };
  const write = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
  };
  const status = await runCommand(words, { environment, write, watched });
  return { status, ...said };
}

/** What an installation leaves when it stops: a decision of three versions and one paper. */
async function leaves(on: TestDatabase) {
  const { server, administrator } = await TestServer.setUp(on);
  const clerk = await administrator.registers('clerk', { role: 'office' }, { role: 'head' });
  const sha256 = await clerk.uploads('立项依据');
  const payload = {
    title: '横溪镇垃圾分类实施方案',
    body: server.body,
    proposedBy: 'department',
    problem: '分类不到位',
    necessity: '必要',
    feasibility: '可行',
    reasonsAndBasis: '条例要求',
    outline: '分三步实施',
    holdsStateSecret: false,
  };
  const decision = subjectIdIn(await clerk.posts('/api/decisions', { payload }));
  const screened = { result: 'major', kind: 'planning', reason: '涉及面广' };
  expect((await clerk.adds(`decisions/${decision}`, 'MatterScreened', screened, 0)).status).toBe(201);
  const report = { kind: 'study-report', name: '报告.txt', mediaType: 'text/plain', size: 12, sha256 };
  const studied = { necessity: '必要', feasibility: '可行', report };
  expect((await clerk.adds(`decisions/${decision}`, 'ProposalStudied', studied, 1)).status).toBe(201);
  const { vkey } = server.running.parts.signer;
  const events = await server.events();
  await server.stops();
  const place = ['--data', on.directory, '--database', on.url];
  return { decision, vkey, place, sha256, events };
}

describeOnAnyDatabase('chengxu verify', (fresh, dialect) => {
  it('verifies what a server left, in the reader’s language, in one line at the end', async () => {
    const { place, events } = await leaves(await fresh());
    const chinese = await chengxu(['verify', ...place]);
    expect(chinese).toMatchObject({ status: 0, err: '' });
    expect(chinese.out.trimEnd().split('\n').at(-1)).toBe(
      `核验通过：${events} 个事件全部重新计算并重放，无一不符。`,
    );
    const english = await chengxu(['verify', ...place, '--lang', 'en']);
    expect(english.out).toContain(`Verified: ${events} events`);
    const told = JSON.parse((await chengxu(['verify', ...place, '--json'])).out) as object;
    expect(told).toMatchObject({ verdict: 'verified', origin: ORIGIN, events, covered: events, papers: 1 });
  });

  it('draws a bar only where somebody watches', async () => {
    const { place } = await leaves(await fresh());
    const watched = await chengxu(['verify', ...place], {}, true);
    expect(watched.err).toContain('100%');
    expect(watched.err.endsWith('\r\u001b[K')).toBe(true);
  });

  it('names the first altered event, with exit status 1', async () => {
    const on = await fresh();
    const { place, decision } = await leaves(on);
    await attack(on, async (rows) => {
      await rows.query(
        dialect === 'sqlite'
          ? "UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'planning', 'planninG') AS BLOB)"
          : "UPDATE event SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'planning', 'planninG'), 'UTF8')",
      );
    });
    const ran = await chengxu(['verify', ...place, '--lang', 'en']);
    expect(ran.status).toBe(1);
    expect(ran.out.trimEnd().split('\n').at(-1)).toContain(`Tampering: E_ROOT (decision/${decision})`);
    const json = JSON.parse((await chengxu(['verify', ...place, '--json'])).out) as object;
    expect(json).toMatchObject({ verdict: 'tampered', finding: { code: 'E_ROOT' } });
  });
});

describeOnSqlite('chengxu, what it trusts and what it reads', (fresh) => {
  it('finds a paper whose bytes were changed, and one that is gone', async () => {
    const on = await fresh();
    const { place, sha256 } = await leaves(on);
    const path = documentPath(join(on.directory, 'documents'), sha256);
    await writeFile(path, '另一份依据');
    const changed = await chengxu(['verify', ...place, '--lang', 'en']);
    expect(changed).toMatchObject({ status: 1 });
    expect(changed.out).toContain('E_BLOB');
    await rm(path);
    expect((await chengxu(['verify', ...place])).status).toBe(1);
    await rm(join(on.directory, 'documents'), { recursive: true });
    expect((await chengxu(['verify', ...place])).status).toBe(2);
  });

  it('takes an auditor’s key and checkpoint, and no other', async () => {
    const on = await fresh();
    const { vkey, place } = await leaves(on);
    const note = join(on.directory, 'held-elsewhere');
    const state = JSON.parse(await readFile(join(on.directory, 'signer.state'), 'utf8')) as { note: string };
    await writeFile(note, state.note);
    expect((await chengxu(['verify', ...place, '--key', vkey, '--checkpoint', note])).status).toBe(0);
    await writeFile(note, state.note.replace(/\n\d+\n/, '\n999\n'));
    const edited = await chengxu(['verify', ...place, '--checkpoint', note]);
    expect(edited).toMatchObject({ status: 3, out: '' });

    const folder = await mkdtemp(join(on.directory, 'other-'));
    const files = { keyFile: join(folder, 'signer.key'), stateFile: join(folder, 'signer.state') };
    const other = await Signer.open({ ...files, origin: ORIGIN });
    const wrong = await chengxu(['verify', ...place, '--key', other.vkey, '--lang', 'en']);
    expect(wrong.status).toBe(1);
    expect(wrong.out).toContain('E_SIG');
  });

  it('sees that an older database was put back, by what the signer remembers', async () => {
    const on = await fresh();
    const { place, events } = await leaves(on);
    await attack(on, async (rows) => {
      await rows.query('DELETE FROM idempotency');
      await rows.query('DELETE FROM disclosure WHERE seq = ?', [events - 1]);
      await rows.query('DELETE FROM event WHERE seq = ?', [events - 1]);
      await rows.query('DELETE FROM checkpoint WHERE size = ?', [events]);
    });
    const ran = await chengxu(['verify', ...place]);
    expect(ran.status).toBe(1);
    expect(ran.out).toContain('E_TRUNCATED');
  });

  it('leaves the database as it was', async () => {
    const on = await fresh();
    const { place } = await leaves(on);
    const file = on.url.slice('sqlite:'.length);
    const before = await readFile(file);
    await chengxu(['verify', ...place]);
    expect(await readFile(file)).toEqual(before);
  });

  it('cannot tell where the signer’s state is damaged, or the file is no database', async () => {
    const on = await fresh();
    const { place } = await leaves(on);
    await writeFile(join(on.directory, 'signer.state'), 'x');
    const damaged = await chengxu(['verify', ...place]);
    expect(damaged).toMatchObject({ status: 2, out: '' });
    expect(damaged.err).toMatch(/^chengxu: [^\n]+\n$/);
    await rm(join(on.directory, 'signer.state'));
    expect((await chengxu(['verify', ...place])).status).toBe(3);

    const text = join(on.directory, 'text.db');
    await writeFile(text, 'this is no database, and longer than a hundred bytes. '.repeat(20));
    const key = (await Signer.open(newSignerIn(on.directory))).vkey;
    const unreadable = await chengxu(['verify', '--database', `sqlite:${text}`, '--key', key]);
    expect(unreadable).toMatchObject({ status: 2, out: '' });
    expect(unreadable.err).not.toContain('    at ');
  });

  it('tells a decision in words, as it stood after any version and at any time', async () => {
    const on = await fresh();
    const { place, decision } = await leaves(on);
    const now = await chengxu(['replay', decision, ...place]);
    expect(now).toMatchObject({ status: 0, err: '' });
    expect(now.out).toContain('横溪镇垃圾分类实施方案');
    expect(now.out).toContain('MatterScreened');
    const first = await chengxu(['replay', decision, ...place, '--version', '0', '--lang', 'en']);
    expect(first.out).toContain('Decision proposed');
    expect(first.out).not.toContain('MatterScreened');
    const day = await chengxu(['replay', decision, ...place, '--at', '2026-03-02']);
    expect(day.out).toBe(now.out);
  });

  it('replays nothing for a time or a version that is none', async () => {
    const { place, decision } = await leaves(await fresh());
    const both = ['--version', '0', '--at', '2026-03-02'];
    const times = ['yesterday', '2026-02-30T00:00', '2020-01-01'].map((time) => ['--at', time]);
    for (const more of [both, ['--version', 'x'], ...times]) {
      const ran = await chengxu(['replay', decision, ...place, ...more]);
      expect({ more, ...ran }).toMatchObject({ more, status: 3, out: '' });
      expect(ran.err).toMatch(/^chengxu: [^\n]+\n$/);
    }
  });

  it('does not replay a history that was altered', async () => {
    const on = await fresh();
    const { place, decision } = await leaves(on);
    await attack(on, (rows) =>
      rows
        .query("UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'planning', 'planninG') AS BLOB)")
        .then(() => undefined),
    );
    const ran = await chengxu(['replay', decision, ...place]);
    expect(ran.status).toBe(1);
    expect(ran.out).toContain('chengxu verify');
    expect((await chengxu(['replay', 'no-such-decision', ...place])).status).toBe(3);
  });

  it('issues a set-up link while there is no account, and none afterwards', async () => {
    const on = await fresh();
    const begun = await TestServer.starts(on);
    const place = ['--data', on.directory, '--database', on.url];
    const ran = await chengxu(['user', 'setup-link', ...place, '--address', begun.running.address]);
    expect(ran.status).toBe(0);
    const token = new URL(ran.out.trim()).searchParams.get('token') ?? '';
    const answer = await begun.sends('POST', '/api/setup', {
      body: {
        token,
        body: { id: 'hengxi', name: '横溪镇人民政府', level: 'township' },
        administrator: { username: 'admin', password: 'correct horse battery', name: '管理员' },
      },
    });
    expect(answer.status).toBe(201);
    expect(await chengxu(['user', 'setup-link', ...place])).toMatchObject({ status: 3, out: '' });
  });

  it('takes a lost second factor away beside the running server, on record', async () => {
    const on = await fresh();
    const { server, administrator } = await TestServer.setUp(on);
    const place = ['--data', on.directory, '--database', on.url];
    await writeFile(join(on.directory, 'origin'), `${ORIGIN}\n`);
    const begun = await administrator.posts('/api/me/totp', {});
    const code = new TOTP({ secret: String(begun.body['secret']) }).generate({
      timestamp: server.clock.machine().getTime(),
    });
    const confirmed = await administrator.posts('/api/me/totp/confirm', {
      ticket: String(begun.body['ticket']),
      code,
    });
    const owner = { authorization: `Bearer ${String(confirmed.body['token'])}` };
    const credentials = { username: 'admin', password: 'correct horse battery' };
    const signsIn = () => server.sends('POST', '/api/sessions', { body: credentials });
    expect([confirmed.status, (await signsIn()).status]).toEqual([201, 401]);

    const events = await server.events();
    const reset = ['user', 'reset-second-factor'];
    const reason = ['--reason', '唯一的管理员遗失手机，已核对身份'];
    expect((await chengxu([...reset, 'nobody', ...reason, ...place])).status).toBe(3);
    expect((await chengxu([...reset, 'admin', '--reason', '', ...place])).status).toBe(3);
    expect((await chengxu([...reset, 'admin', ...place])).status).toBe(3);
    expect(await server.events()).toBe(events);
    const done = await chengxu([...reset, 'admin', ...reason, ...place]);
    expect([done.status, done.out]).toEqual([0, expect.stringContaining(`第 ${events} 号事件`)]);
    const last = (await server.running.parts.ledger.eventsOf(`person/${administrator.id}`)).at(-1);
    expect([last?.type, last?.leaf.actor]).toEqual(['SecondFactorReset', 'installation']);
    expect((await server.sends('GET', '/api/me', { headers: owner })).status).toBe(401);
    expect((await signsIn()).status).toBe(201);
  });
});

describe('chengxu workflow', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chengxu-broken-'));
    await mkdir(join(folder, 'major-decision/built'), { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('lists the released procedures', async () => {
    const { status, out } = await chengxu(['workflow', 'list']);
    expect(status).toBe(0);
    expect(out).toMatch(/^major-decision \d+ {2}重大行政决策程序\n {2}sha256 [0-9a-f]{64}\n/);
  });

  it('proves them, theorem by theorem, with its figures', async () => {
    const { status, out } = await chengxu(['workflow', 'prove', 'major-decision', '--lang', 'en']);
    expect(status).toBe(0);
    expect(out).toMatch(/\d+ configurations, \d+ steps, \d+ ms/);
    expect(out).not.toContain('✗');
    expect(out.match(/✓/g)?.length).toBeGreaterThanOrEqual(8);
    expect((await chengxu(['workflow', 'prove', 'no-such'])).status).toBe(3);
  });

  it('shows the path that goes round a step, with exit status 1', async () => {
    const built = await readFile(join(PROJECT_ROOT, 'workflows/major-decision/built/1.mjs'), 'utf8');
    const lame = built.replace(/completed: \[stateOf\(REGIONS\[id\d*\], "completed"\)\]/, 'completed: []');
    expect(lame).not.toBe(built);
    await writeFile(join(folder, 'major-decision/built/1.mjs'), lame);
    const { status, out } = await chengxu(['workflow', 'prove', '--folder', folder, '--lang', 'en']);
    expect(status).toBe(1);
    expect(out).toContain('✗');
    expect(out).toContain(' → ');
  });
});

describe('A command line that cannot be meant', () => {
  it.each([
    [['verify', '--no-such-option']],
    [['no-such-command']],
    [['verify', 'too', 'many']],
    [['replay']],
    [['verify', '--data']],
    [['workflow']],
    [['workflow', 'no-such']],
    [['verify', '--database', 'mysql://x']],
    [['verify', '--database', 'sqlite:/no/such/file.db']],
    [['verify', '--data', '/no/such/directory']],
  ])('%j is one plain line and exit status 3', async (words) => {
    const ran = await chengxu(words);
    expect(ran).toMatchObject({ status: 3, out: '' });
    expect(ran.err).toMatch(/^chengxu: [^\n]+\n$/);
    expect(ran.err).toMatch(/\p{Script=Han}/u);
    const english = await chengxu([...words, '--lang=en']);
    expect(english.status).toBe(3);
    expect(english.err).not.toMatch(/\p{Script=Han}/u);
  });

  it('speaks Chinese and English', async () => {
    const french = await chengxu(['verify', '--lang', 'fr']);
    expect(french).toMatchObject({ status: 3, out: '' });
    expect(french.err).toContain('--lang');
  });

  it('shows how it is used in both languages', async () => {
    const chinese = await chengxu(['--help']);
    expect(chinese).toMatchObject({ status: 0, err: '' });
    expect(chinese.out).toContain('用法：');
    const english = await chengxu(['verify', '--help', '--lang', 'en']);
    expect(english.out).toContain('Usage:');
    expect(english.out).not.toMatch(/\p{Script=Han}/u);
    expect((await chengxu([])).out).toContain('verify');
  });
});

const newSignerIn = (folder: string) => ({
  keyFile: join(folder, 'new.key'),
  stateFile: join(folder, 'new.state'),
  origin: ORIGIN,
});
