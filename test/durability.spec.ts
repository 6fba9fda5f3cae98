import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'esbuild';
import { CRASH_POINTS } from '../src/ledger/crash-points.js';
import { verifyReceipt } from '../src/ledger/receipt.js';
import { verifierOf } from '../src/ledger/signed-note.js';
import { describeOnAnyDatabase, describeOnSqlite, type TestDatabase } from './databases.js';
import { Installation, ORIGIN, TestClock } from './installation.js';

interface Acknowledged {
  readonly n: number;
  readonly id: string;
  readonly leafHash: string;
  readonly receipt?: string;
}

let programs: string;

beforeAll(async () => {
  // Inside the project, so that it finds what cannot be bundled; the rest is, because it is started a hundred times.
  programs = await mkdtemp(resolve('node_modules', '.chengxu-test-'));
  await build({
    entryPoints: [resolve('test', 'writer-process.ts')],
    outfile: join(programs, 'writer.mjs'),
    bundle: true,
    external: ['better-sqlite3', 'pg-native'],
    platform: 'node',
    format: 'esm',
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
    },
    logLevel: 'error',
  });
});
afterAll(() => rm(programs, { recursive: true, force: true }));

const ACTS = 60;

interface Run {
  readonly crashAt?: string;
  /** Kill it from outside once it has acknowledged so many. */
  readonly killAfter?: number;
}

/** Runs the writing program until it ends or is killed; answers what it had acknowledged by then. */
function writes(on: TestDatabase, { crashAt = '', killAfter = Infinity }: Run = {}) {
  const args = [join(programs, 'writer.mjs'), on.url, on.directory, ORIGIN, String(ACTS), '6'];
  const env = { ...process.env, NODE_OPTIONS: '', CHENGXU_CRASH_AT: crashAt };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: Acknowledged[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    acknowledged.push(JSON.parse(line));
    if (acknowledged.length === killAfter) child.kill('SIGKILL');
  });
  return new Promise<{ acknowledged: Acknowledged[]; signal: string | null; code: number | null }>((done) => {
    child.on('close', (code, signal) => done({ acknowledged, code, signal }));
  });
}

/** Opens what the dead program left: all that was acknowledged is there, whole, and nothing is there by half. */
async function findsWhole(on: TestDatabase, acknowledged: readonly Acknowledged[]): Promise<number> {
  const installation = await Installation.start(on, new TestClock(Date.now()));
  const { events } = await installation.verifies();
  for (const { id, n, leafHash, receipt } of acknowledged) {
    const event = await installation.ledger.eventById(id);
    expect(event).toMatchObject({ leafHash, leaf: { data: { payload: { n } } } });
    if (receipt === undefined) continue;
    verifyReceipt(receipt, Buffer.from(leafHash, 'hex'), [verifierOf(installation.signer.vkey)]);
    expect(await installation.ledger.receipt(event?.seq ?? -1)).toBe(receipt);
  }
  const rows = await installation.database.read.query(
    `SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM content) AS projections,
       (SELECT count(*) FROM idempotency) AS keys, (SELECT count(*) FROM disclosure) AS disclosures`,
  );
  expect(rows).toEqual([{ events, projections: events, keys: events, disclosures: events }]);
  await installation.stop();
  return events;
}

/** Whoever heard nothing sends everything again: each act is then in the ledger once, under its first id. */
async function repeatsEverything(on: TestDatabase, before: readonly Acknowledged[]): Promise<void> {
  const { acknowledged, code } = await writes(on);
  expect(code).toBe(0);
  const after = new Map(acknowledged.map((one) => [one.n, one.id]));
  expect(after.size).toBe(ACTS);
  for (const { n, id } of before) expect(after.get(n)).toBe(id);
  expect(await findsWhole(on, acknowledged)).toBe(ACTS);
}

describeOnAnyDatabase('A program killed', (fresh) => {
  test.each(CRASH_POINTS)(
    'at %s, on its first act and later on, loses nothing that it acknowledged and leaves nothing half done',
    async (point) => {
      const on = await fresh();
      const heard: Acknowledged[] = [];
      // What was answered before is answered again first, which is no new act.
      const later = point === 'before-answer' ? 9 : 3;
      for (const crashAt of [point, `${point}:${later}`]) {
        const { acknowledged, signal } = await writes(on, { crashAt });
        expect([crashAt, signal]).toEqual([crashAt, 'SIGKILL']);
        expect(acknowledged.length).toBeLessThan(ACTS);
        heard.push(...acknowledged);
        await findsWhole(on, heard);
      }
      await repeatsEverything(on, heard);
    },
  );

  test('again and again, wherever it happens to be, loses nothing either', async () => {
    const on = await fresh();
    const heard: Acknowledged[] = [];
    for (let round = 0; round < 5; round += 1) {
      const killAfter = 1 + Math.floor(Math.random() * (ACTS - 1));
      const { acknowledged } = await writes(on, { killAfter });
      heard.push(...acknowledged);
      await findsWhole(on, heard);
    }
    await repeatsEverything(on, heard);
  });
});

const traced = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;

describeOnSqlite('An acknowledged act', (fresh) => {
  (traced ? test : test.skip)(
    'was synced to the disk before it was acknowledged (needs strace)',
    async () => {
      const on = await fresh();
      const trace = join(on.directory, 'trace');
      const program = [
        process.execPath,
        join(programs, 'writer.mjs'),
        on.url,
        on.directory,
        ORIGIN,
        '20',
        '1',
        '0',
      ];
      const run = spawnSync(
        'strace',
        ['-f', '-y', '-e', 'trace=fsync,fdatasync,write', '-o', trace, ...program],
        {
          env: { ...process.env, NODE_OPTIONS: '' },
        },
      );
      expect(run.status).toBe(0);
      const steps = (await readFile(trace, 'utf8')).split('\n').flatMap((line) => {
        if (/\b(?:fsync|fdatasync)\(\d+<[^>]*chengxu\.db-wal>/.test(line)) return ['sync'];
        return /\bwrite\(1<[^>]*>, "\{\\"n\\":/.test(line) ? ['acknowledged'] : [];
      });
      expect(steps.filter((step) => step === 'acknowledged')).toHaveLength(20);
      const unsynced = steps.filter((step, i) => step === 'acknowledged' && steps[i - 1] !== 'sync');
      expect(unsynced).toEqual([]);
      await Installation.start(on, new TestClock(Date.now()));
    },
  );
});
