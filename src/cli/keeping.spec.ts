import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attack, rewrite } from '../../test/attacker.js';
import { chengxu, refuses } from '../../test/command-line.js';
import { ORIGIN } from '../../test/installation.js';
import { TestServer } from '../../test/server.js';
import { temporary } from '../../test/temporary.js';
import { filesIn } from '../backup/manifest.js';
import { openDatabase } from '../database/open.js';

const cleaning: (() => unknown)[] = [];
let folder = '';
let made = 0;
/** A server's data directory after it stopped, the backup that it took while it ran, and what it signed since. */
let left = { data: '', vkey: '', backup: '', backedUp: { status: -1, out: '', err: '' }, later: '' };

beforeAll(async () => {
  folder = await mkdtemp(join(temporary(), 'chengxu-keeping-'));
  const data = join(folder, 'data');
  await mkdir(data);
  await writeFile(join(data, 'origin'), `${ORIGIN}\n`);
  const url = `sqlite:${join(data, 'chengxu.db')}`;
  const { server, administrator } = await TestServer.setUp({
    dialect: 'sqlite',
    url,
    directory: data,
    open: () => openDatabase({ url }),
    afterwards: (check) => void cleaning.push(check),
  });
  const { ledger, signer } = server.running.parts;
  await administrator.uploads('立项依据');
  await ledger.checkpoint();
  const backup = join(folder, 'backups', 'monday');
  const backedUp = await chengxu('backup', '--data', data, '--out', backup);
  await administrator.registers('since');
  await ledger.checkpoint();
  const later = join(folder, 'held-elsewhere.note');
  await writeFile(later, signer.latest() ?? '');
  await server.stops();
  left = { data, vkey: signer.vkey, backup, backedUp, later };
});

afterAll(async () => {
  for (const check of cleaning.reverse()) await check();
  await rm(folder, { recursive: true, force: true });
});

/** A path at which nothing is yet. */
const path = (name: string): string => join(folder, `${(made += 1)}-${name}`);

/** The data directory as the server left it, to be worked on. */
async function dataCopied(): Promise<string> {
  const to = path('data');
  await cp(left.data, to, { recursive: true });
  return to;
}

/** Writes the digests of a backup's files anew, as whoever changed them would. */
async function makesSumsFit(backup: string): Promise<void> {
  const lines: string[] = [];
  for (const name of (await filesIn(backup)).filter((one) => one !== 'SHA256SUMS')) {
    const digest = createHash('sha256')
      .update(await readFile(join(backup, name)))
      .digest('hex');
    lines.push(`${digest}  ${name}\n`);
  }
  await writeFile(join(backup, 'SHA256SUMS'), lines.join(''));
}

describe('chengxu backup', () => {
  it('copies an installation while its server runs, and says how much', async () => {
    expect(left.backedUp).toEqual({
      status: 0,
      out: `已备份 ${ORIGIN} 的 5 个事件到 ${left.backup}\n`,
      err: '',
    });
    expect(await readdir(left.backup)).toEqual(
      expect.arrayContaining(['SHA256SUMS', 'backup.json', 'chengxu.db', 'documents', 'origin']),
    );
    expect(await readdir(left.backup)).not.toContain('signer.key');
  });

  it('takes the signing key along only when it is told to, and warns of it', async () => {
    const out = path('with-key');
    const ran = await chengxu(
      'backup',
      '--data',
      left.data,
      '--out',
      out,
      '--with-signer-key',
      '--lang',
      'en',
    );
    expect(ran).toMatchObject({
      status: 0,
      err: expect.stringMatching(/^the signer's key is in it[^\n]+\n$/),
    });
    expect(ran.out).toBe(`backed up 6 events of ${ORIGIN} to ${out}\n`);
    expect(await readFile(join(out, 'signer.key'), 'utf8')).toBe(
      await readFile(join(left.data, 'signer.key'), 'utf8'),
    );
  });

  it('says that a paper is gone, and copies the rest', async () => {
    const from = await dataCopied();
    await rm(join(from, 'documents'), { recursive: true });
    const ran = await chengxu('backup', '--data', from, '--out', path('gone'), '--lang', 'en');
    expect(ran).toMatchObject({ status: 0, err: '1 paper(s) are not in the document store\n' });
  });

  it('writes over nothing, and writes nothing where it cannot write the whole', async () => {
    await refuses(2, ['backup', '--data', left.data, '--out', left.backup], /is there already/);
    const unsigned = await dataCopied();
    await rm(join(unsigned, 'signer.state'));
    const out = path('unsigned');
    await refuses(2, ['backup', '--data', unsigned, '--out', out], /there is no signer in/);
    const file = path('file');
    await writeFile(file, '');
    await refuses(2, ['backup', '--data', left.data, '--out', join(file, 'below')], /could not finish/);
    const damaged = await dataCopied();
    await writeFile(join(damaged, 'chengxu.db'), 'no database '.repeat(100));
    await refuses(
      2,
      ['backup', '--data', damaged, '--out', path('damaged')],
      /could not finish|cannot be read/,
    );
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('is not told what to do by half a command line', async () => {
    await refuses(3, ['backup', '--data', left.data], /--out/);
    await refuses(3, ['backup', '--data', path('nowhere'), '--out', path('out')], /no database file/);
    await refuses(3, ['backup', 'too', 'many', '--out', path('out')], /too many/);
  });
});

const asked = (backup: string, to: string, ...more: readonly string[]): string[] =>
  ['restore', backup, '--data', to, '--reason', '磁盘损坏'].concat(more);

describe('chengxu restore', () => {
  it('goes on under a new origin with a new key; the commands know both, and what was lost', async () => {
    const to = path('restored');
    const held = ['--key', left.vkey, '--checkpoint', left.later];
    const ran = await chengxu(...asked(left.backup, to, ...held, '--lang', 'en'));
    expect(ran).toMatchObject({ status: 0, err: '1 event(s) are known to be lost\n' });
    const [said, vkey = '', ...checkpoint] = ran.out.split('\n');
    expect(said).toMatch(
      new RegExp(
        `^restored: 5 events of ${ORIGIN}; from here on it is ${ORIGIN}/restored-[0-9]{8}-[0-9a-f]{6}$`,
      ),
    );
    expect(checkpoint.slice(0, 2)).toEqual([expect.stringContaining('/restored-'), '6']);
    const shown = await chengxu('key', 'show', '--data', to);
    expect(shown).toEqual({ status: 0, out: `${vkey}\n${left.vkey}\n`, err: '' });
    const verified = await chengxu('verify', '--data', to, '--key', vkey, '--key', left.vkey);
    expect(verified).toMatchObject({ status: 0, err: '' });
    expect((await chengxu('verify', '--data', to, '--key', vkey)).status).toBe(2);
  });

  it('takes the name that it is given', async () => {
    const to = path('named');
    const ran = await chengxu(...asked(left.backup, to, '--origin', 'demo.test.example/second'));
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(await readFile(join(to, 'origin'), 'utf8')).toBe('demo.test.example/second\n');
  });

  it('takes nothing that is not as it was written, and leaves nothing behind', async () => {
    const damaged = path('backup');
    await cp(left.backup, damaged, { recursive: true });
    const database = await readFile(join(damaged, 'chengxu.db'));
    database.writeUInt8(database.readUInt8(database.length - 1) ^ 1, database.length - 1);
    await writeFile(join(damaged, 'chengxu.db'), database);
    const to = path('to');
    await refuses(2, asked(damaged, to), /chengxu\.db is not as it was written/);
    await refuses(2, asked(path('nowhere'), to), /is no backup/);
    await refuses(2, asked(left.backup, left.data), /is there already/);
    await rm(join(damaged, 'SHA256SUMS'));
    await refuses(2, asked(damaged, to), /is no backup, or an unfinished one/);
    expect((await readdir(folder)).filter((name) => /-to(\.partial)?$/.test(name))).toEqual([]);
  });

  it('tells an altered ledger from a damaged file, though the sums were made to fit', async () => {
    const altered = path('altered');
    await cp(left.backup, altered, { recursive: true });
    const url = `sqlite:${join(altered, 'chengxu.db')}`;
    const open = () => openDatabase({ url });
    await attack({ dialect: 'sqlite', url, directory: altered, open, afterwards: () => undefined }, (rows) =>
      rewrite(rows, 1, (leaf) => ({ ...leaf, time: leaf.time.replace(/\.\d{3}Z$/, '.999Z') })),
    );
    await makesSumsFit(altered);
    const to = path('to');
    await refuses(1, asked(altered, to), /its ledger does not verify: /);
    await writeFile(join(altered, 'backup.json'), '{');
    await makesSumsFit(altered);
    await refuses(2, asked(altered, to), /of a format that is not known/);
    expect((await readdir(folder)).filter((name) => /-to(\.partial)?$/.test(name))).toEqual([]);
  });

  it('is not told what to do by half a command line, nor by keys and checkpoints of another log', async () => {
    const to = path('to');
    await refuses(3, ['restore', left.backup, '--data', to], /--reason/);
    await refuses(3, ['restore', left.backup, '--reason', 'x'], /--data/);
    await refuses(3, ['restore', '--data', to, '--reason', 'x'], /backup is missing/);
    await refuses(3, ['restore', left.backup, '--data', to, '--reason', ' '], /--reason/);
    await refuses(3, asked(left.backup, to, '--key', 'no-key'), /not of this log/);
    await refuses(3, asked(left.backup, to, '--checkpoint', path('nowhere')), /there is no file/);
    await refuses(3, asked(left.backup, to, '--checkpoint', join(left.data, 'origin')), /not of this log/);
    await refuses(3, asked(left.backup, to, '--origin', 'not a name'), /can be no name/);
    expect((await readdir(folder)).filter((name) => /-to(\.partial)?$/.test(name))).toEqual([]);
  });
});

describe('chengxu key', () => {
  it('shows the key, changes it, and shows both; the oldest one verifies everything', async () => {
    const of = ['--data', await dataCopied()];
    expect(await chengxu('key', 'show', ...of)).toEqual({ status: 0, out: `${left.vkey}\n`, err: '' });
    const rotated = await chengxu('key', 'rotate', '--reason', '每年一换', ...of, '--lang', 'en');
    expect(rotated).toMatchObject({ status: 0, err: '' });
    const [old, fresh = ''] = rotated.out.split('\n');
    expect(old).toBe(`old key  ${left.vkey}`);
    expect(fresh).toMatch(new RegExp(`^new key  ${ORIGIN}\\+[0-9a-f]{8}\\+`));
    const vkey = fresh.slice('new key  '.length);
    expect(vkey).not.toBe(left.vkey);
    expect((await chengxu('key', 'show', ...of)).out).toBe(`${vkey}\n${left.vkey}\n`);
    expect((await chengxu('verify', ...of, '--key', left.vkey)).status).toBe(0);
  });

  it('is refused where there is no installation, or not the whole of one; nothing is made there', async () => {
    for (const words of [['show'], ['rotate', '--reason', 'x']]) {
      const nowhere = path('nowhere');
      await refuses(3, ['key', ...words, '--data', nowhere], /no database file/);
      expect(await readdir(folder)).not.toContain(basename(nowhere));
      const unnamed = await dataCopied();
      await rm(join(unnamed, 'origin'));
      await refuses(3, ['key', ...words, '--data', unnamed], /no file 'origin'/);
      const misnamed = await dataCopied();
      await writeFile(join(misnamed, 'origin'), 'demo.other.example/log\n');
      await refuses(2, ['key', ...words, '--data', misnamed], /belongs to the log/);
      const keyless = await dataCopied();
      await rm(join(keyless, 'signer.key'));
      await refuses(2, ['key', ...words, '--data', keyless], /key is missing/);
      expect(await readdir(keyless)).not.toContain('signer.key');
      const older = await dataCopied();
      await cp(join(left.backup, 'chengxu.db'), join(older, 'chengxu.db'));
      for (const more of ['-wal', '-shm']) await rm(join(older, `chengxu.db${more}`), { force: true });
      await refuses(2, ['key', ...words, '--data', older], /older copy|shorter than|rolled back/i);
    }
  });

  it('is not told what to do by half a command line', async () => {
    await refuses(3, ['key'], /a command is needed/);
    await refuses(3, ['key', 'burn'], /no command burn|too many/);
    await refuses(3, ['key', 'rotate', '--data', left.data], /--reason/);
    await refuses(3, ['key', 'rotate', '--data', left.data, '--reason', ''], /--reason/);
    expect((await chengxu('key', 'show', '--data', left.data)).out).toBe(`${left.vkey}\n`);
  });
});
