import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'esbuild';
import { attack, recompute, rewrite } from '../../test/attacker.js';
import { describeOnAnyDatabase, describeOnSqlite, type TestDatabase } from '../../test/databases.js';
import { ORIGIN, TestClock } from '../../test/installation.js';
import { TestServer } from '../../test/server.js';
import { loadWorkflows } from '../decisions/workflows.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import type { CrashPoint } from '../ledger/crash-points.js';
import { rotationTo } from '../ledger/key-rotations.js';
import { verifierOf } from '../ledger/signed-note.js';
import { verifyInstallation } from '../verification/verify-installation.js';
import { openReading } from '../database/open-reading.js';
import { rotateKey } from './key-rotation.js';

async function verdictOn(on: TestDatabase, vkeys: readonly string[]) {
  const reading = await openReading({ url: on.url });
  try {
    return await verifyInstallation(reading.rows, { origin: ORIGIN, vkeys }, await loadWorkflows());
  } finally {
    await reading.close();
  }
}

const grant = (server: TestServer) => ({
  role: 'office',
  unit: server.body,
  body: server.body,
  reason: '工作需要',
});

/** A server that has signed, rotated, and signed again. */
async function rotated(on: TestDatabase) {
  const { server, administrator } = await TestServer.setUp(on);
  const { parts } = server.running;
  const { id } = await administrator.registers('before');
  await parts.ledger.checkpoint();
  const before = parts.signer.vkey;
  const after = await rotateKey(parts, '每年一换');
  await administrator.posts(`/api/admin/people/${id}/grants`, grant(server));
  const note = (await parts.ledger.checkpoint()) ?? '';
  return { server, parts, before, after, note };
}

describeOnAnyDatabase('A rotation of the key', (fresh) => {
  test('is on record, signed over by the old key; then the new one signs, and it alone', async () => {
    const on = await fresh();
    const { server, parts, before, after, note } = await rotated(on);
    expect([parts.signer.vkey, parts.signer.earlier]).toEqual([after, [before]]);
    expect(openCheckpoint(note, [verifierOf(after)]).size).toBe((await parts.ledger.head()).size);
    expect(() => openCheckpoint(note, [verifierOf(before)])).toThrow(/no-known-signature/);
    expect((await server.sends('GET', '/api/ledger/vkey')).status).toBe(200);
    const seq = (await rotationTo(parts.database.read, after)) ?? -1;
    const kept = await parts.database.read.query<{ size: number; note: string }>(
      'SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1',
      [seq],
    );
    expect(openCheckpoint(kept[0]?.note ?? '', [verifierOf(before)]).size).toBe(seq + 1);
    await server.stops();
    server.damaged = true;
    expect(await verdictOn(on, [before])).toMatchObject({ verdict: 'verified', finding: undefined });
    expect(await verdictOn(on, [before, after])).toMatchObject({ verdict: 'verified' });
    // Whoever holds only the new key cannot tell who signed before.
    expect((await verdictOn(on, [after])).finding?.code).toBe('E_SIG');
  });

  test('goes on after a restart, and can be done again', async () => {
    const on = await fresh();
    const { server, before, after } = await rotated(on);
    await server.stops();
    const again = await TestServer.starts(on);
    const { parts } = again.running;
    expect(parts.signer.vkey).toBe(after);
    const third = await rotateKey(parts, '疑似泄露');
    expect([parts.signer.vkey, parts.signer.earlier]).toEqual([third, [before, after]]);
    expect(new Set([before, after, third]).size).toBe(3);
  });

  test('of a key that the old one never signed over is found', async () => {
    const on = await fresh();
    const { server, before, after } = await rotated(on);
    await server.stops();
    server.damaged = true;
    const seq = await seqOf(on, after);
    await attack(on, async (rows) => {
      await rows.query('DELETE FROM checkpoint WHERE size = ?', [seq + 1]);
    });
    expect((await verdictOn(on, [before])).finding).toMatchObject({ code: 'E_KEY', seq });
  });

  test('to a key of somebody else’s making is found where it stands', async () => {
    const on = await fresh();
    const { server, before, after } = await rotated(on);
    await server.stops();
    server.damaged = true;
    const seq = await seqOf(on, after);
    await attack(on, async (rows) => {
      await rewrite(rows, seq, (leaf) => ({
        ...leaf,
        data: { ...leaf.data, payload: { vkey: 'elsewhere' } },
      }));
      await recompute(rows);
    });
    expect((await verdictOn(on, [before])).finding?.seq).toBe(seq);
  });
});

async function seqOf(on: TestDatabase, vkey: string): Promise<number> {
  const reading = await openReading({ url: on.url });
  const seq = await rotationTo(reading.rows, vkey);
  await reading.close();
  if (seq === undefined) throw new Error('no rotation');
  return seq;
}

describeOnSqlite('A rotation that dies', (fresh) => {
  let programs: string;
  beforeAll(async () => {
    programs = await mkdtemp(resolve('node_modules', '.chengxu-test-'));
    await build({
      entryPoints: [resolve('src', 'cli', 'main.ts')],
      outfile: join(programs, 'cli.mjs'),
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    });
  });
  afterAll(() => rm(programs, { recursive: true, force: true }));

  function rotates(on: TestDatabase, crashAt: CrashPoint | ''): Promise<string | number | null> {
    const words = ['key', 'rotate', '--reason', '例行', '--data', on.directory, '--database', on.url];
    const env = { ...process.env, NODE_OPTIONS: '', CHENGXU_CRASH_AT: crashAt };
    const child = spawn(process.execPath, [join(programs, 'cli.mjs'), ...words], { env, stdio: 'ignore' });
    return new Promise((done) => child.on('close', (code, signal) => done(signal ?? code)));
  }

  const points: readonly CrashPoint[] = [
    'after-next-key',
    'after-rotation-event',
    'after-rotation-checkpoint',
    'after-rotation-state',
  ];

  test.each(points)('%s is gone on with: one new key, one event, and everything verifies', async (point) => {
    const on = await fresh();
    const first = await TestServer.setUp(on);
    const before = first.server.running.parts.signer.vkey;
    await first.server.stops();
    await writeFile(join(on.directory, 'origin'), `${ORIGIN}\n`);
    expect(await rotates(on, point)).toBe('SIGKILL');
    // Either way of going on: the server's next start, or the command again.
    const restarted = await TestServer.starts(on, new TestClock(Date.now()));
    const started = restarted.running.parts.signer.vkey;
    await restarted.stops();
    expect(started === before).toBe(point === 'after-next-key');
    if (started === before) expect(await rotates(on, '')).toBe(0);
    const last = await TestServer.starts(on, new TestClock(Date.now()));
    const { signer, ledger } = last.running.parts;
    expect([signer.earlier, signer.vkey === before]).toEqual([[before], false]);
    const events = await ledger.eventsOf('installation');
    expect(events.filter(({ type }) => type === 'KeyRotated')).toHaveLength(1);
    await last.stops();
    expect(await verdictOn(on, [before])).toMatchObject({ verdict: 'verified' });
  });
});

describeOnSqlite('A rotation beside a server that runs', (fresh) => {
  test('is followed by that server, which goes on signing', async () => {
    const on = await fresh();
    const { server, administrator } = await TestServer.setUp(on);
    const beside = await TestServer.starts(on);
    const after = await rotateKey(beside.running.parts, '每年一换');
    await beside.stops();
    await administrator.registers('later');
    const note = (await server.running.parts.ledger.checkpoint()) ?? '';
    expect(openCheckpoint(note, [verifierOf(after)]).origin).toBe(ORIGIN);
    expect(server.running.parts.signer.vkey).toBe(after);
  });
});
