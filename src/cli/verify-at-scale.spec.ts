import { spawnSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { attack, rewrite, withPayload } from '../../test/attacker.js';
import { describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { compiled } from '../../test/road/program.js';
import { TestServer } from '../../test/server.js';
import { digestOf } from '../canonical/digest.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { runCommand } from './run.js';

/** What a township leaves that registered two people, and how `verify` is asked about it. */
async function leaves(on: TestDatabase) {
  const { server, administrator } = await TestServer.setUp(on);
  await administrator.registers('clerk', { role: 'office' });
  await administrator.registers('proposer', { role: 'proposer' });
  const events = await server.events();
  await server.stops();
  const place = ['--data', on.directory, '--database', on.url];
  return { place, events, file: join(on.directory, 'progress.json') };
}

async function verify(...words: string[]) {
  const said = { out: '', err: '' };
  const write = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
  };
  const around = { environment: {}, write, watched: false };
  const status = await runCommand(['verify', '--json', '--lang', 'en', ...words], around);
  return { status, ...said, told: (said.out === '' ? {} : JSON.parse(said.out)) as JsonObject };
}

describeOnSqlite('chengxu verify at scale', (fresh) => {
  beforeAll(compiled);

  it('says the same with judging threads as without, of a sound ledger and of a forged one', async () => {
    const on = await fresh();
    const { place, events, file } = await leaves(on);
    const inThreads = (threads: number, ...more: string[]) => {
      const words = ['verify', '--json', '--lang', 'en', '--workers', String(threads), ...place, ...more];
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [resolve('dist/src/cli/main.js'), ...words],
        {
          env: { ...process.env, NODE_OPTIONS: '' },
          encoding: 'utf8',
        },
      );
      return { status, told: JSON.parse(stdout || '{}') as JsonObject, stderr };
    };
    const sound = inThreads(2, '--resume', file);
    expect(sound).toMatchObject({ status: 0, told: { verdict: 'verified', events } });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ position: events });
    const here = async (...more: string[]) => {
      const { status, told, err: stderr } = await verify('--workers', '0', ...place, ...more);
      return { status, told, stderr };
    };
    expect(await here()).toEqual(sound);
    await attack(on, async (rows) => void (await rewrite(rows, 3, withPayload({ name: '别人' }))));
    const forged = inThreads(3);
    expect(forged).toMatchObject({ status: 1, told: { finding: { seq: 3 } } });
    expect(await here()).toEqual(forged);
    // What cannot be read is told in one line, wherever it was found.
    const none = join(on.directory, 'none.db');
    await writeFile(none, 'this is no database');
    const unread = inThreads(2, '--database', `sqlite:${none}`);
    expect(unread).toMatchObject({
      status: 2,
      told: {},
      stderr: expect.stringMatching(/^[^\n]+read: [^\n]+\n$/),
    });
    expect(await here('--database', `sqlite:${none}`)).toEqual(unread);
  });

  it('keeps how far it came, and takes up from there', async () => {
    const { place, events, file } = await leaves(await fresh());
    const first = await verify(...place, '--resume', file);
    expect(first).toMatchObject({ status: 0, err: '' });
    expect(first.told).not.toHaveProperty('judgedBefore');
    const kept = JSON.parse(await readFile(file, 'utf8')) as JsonObject;
    expect(kept).toMatchObject({ format: 'chengxu-verification@1', position: events });
    const second = await verify(...place, '--resume', file);
    expect(second.told).toEqual({ ...first.told, judgedBefore: events });
  });

  it('finds what was changed since, though it was judged before', async () => {
    const on = await fresh();
    const { place, file } = await leaves(on);
    await verify(...place, '--resume', file);
    await attack(on, async (rows) => void (await rewrite(rows, 3, withPayload({ name: '别人' }))));
    const { judgedBefore, finding } = (await verify(...place, '--resume', file)).told;
    expect([judgedBefore, (finding as JsonObject)['seq']]).toEqual([undefined, 3]);
  });

  it('starts anew on the word of another program, and takes no other file for its own', async () => {
    const { place, file } = await leaves(await fresh());
    await verify(...place, '--resume', file);
    const kept = JSON.parse(await readFile(file, 'utf8')) as JsonObject;
    const { sha256: _, ...content }: JsonObject = { ...kept, program: 'ab'.repeat(32) };
    await writeFile(file, JSON.stringify({ ...content, sha256: digestOf(content) }));
    const other = await verify(...place, '--resume', file);
    expect(other).toMatchObject({ status: 0, err: expect.stringContaining('another version') });
    expect(other.told).not.toHaveProperty('judgedBefore');

    await chmod(file, 0o666);
    expect(await verify(...place, '--resume', file)).toMatchObject({ status: 3, out: '' });
    await chmod(file, 0o600);
    const damaged = JSON.stringify({ ...kept, position: 1 });
    for (const text of ['not ours', damaged]) {
      await writeFile(file, text);
      expect(await verify(...place, '--resume', file)).toMatchObject({ status: 3, out: '' });
      expect(await readFile(file, 'utf8')).toBe(text);
    }
    for (const workers of ['-1', 'many', '1000'])
      expect(await verify(...place, '--workers', workers)).toMatchObject({ status: 3 });
  });
});
