/**
 * `node scripts/run.mjs bench-exporting [-- DOCUMENTS]`: how long small requests wait while a large dossier is exported, beside how
 * long they wait when nothing else happens; and, from inside the server, the delay of its event loop.
 */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PROJECT_ROOT } from '../src/project-root.js';
import { send } from './client.js';
import { startBenchServer } from './server.js';
import { oneCase, type Office } from './twelve-acts.js';

const documents = Number(process.argv[2] ?? 200);

// Loaded into the server before its own program: the longest delay of the event loop in each half second.
const DELAYS = `
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('SIGUSR2', () => {
    process.stderr.write('event loop delay: longest ' + (delay.max / 1e6).toFixed(0) + ' ms, p99 ' + (delay.percentile(99) / 1e6).toFixed(0) + ' ms\\n');
    delay.reset();
  });
}`;

const server = await startBenchServer(join(PROJECT_ROOT, 'dist/src/main.js'), undefined, {
  NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import data:text/javascript,${encodeURIComponent(DELAYS)}`,
});
try {
  const decision = await withDocuments(server.office);
  for (const round of [1, 2]) {
    const quiet = await waitsWhile(() => pause(2000));
    server.tellsDelay();
    await pause(100);
    let bytes = 0;
    const busy = await waitsWhile(async () => {
      bytes = await exported(server.office, decision);
    });
    console.log(
      `round ${round}: ${(bytes / 2 ** 20).toFixed(1)} MB; small requests wait at most ${busy.worst.toFixed(0)} ms ` +
        `(p95 ${busy.p95.toFixed(0)}) of ${busy.n}; without the export ${quiet.worst.toFixed(0)} ms (p95 ${quiet.p95.toFixed(0)}) of ${quiet.n}`,
    );
    server.tellsDelay();
    await pause(100);
  }
} finally {
  await server.stop();
}

/** A case on which as many irregularities are on record, each with a paper of its own. */
async function withDocuments(office: Office): Promise<string> {
  const { address, token } = office;
  const { decision } = await oneCase(office);
  for (let n = 0; n < documents; n += 1) {
    const bytes = Buffer.from(`第 ${n} 份材料\n${randomBytes(8000).toString('hex')}\n`);
    await send(address, 'POST', `/api/documents?name=paper-${n}.txt`, { token, bytes, expect: 201 });
    const source = {
      kind: 'record',
      name: `材料${n}`,
      mediaType: 'text/plain',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    const payload = { rule: 'D713-026-c', happenedOn: '2025-01-06', what: `情况${n}`, who: '经办', source };
    await send(address, 'POST', `/api/decisions/${decision}/events`, {
      token,
      body: { type: 'IrregularityRecorded', payload },
      expect: 201,
    });
  }
  return decision;
}

async function exported({ address, token }: Office, decision: string): Promise<number> {
  const answer = await fetch(`${address}/api/decisions/${decision}/dossier.zip`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.arrayBuffer()).byteLength;
}

/** One small request after the other, twenty milliseconds apart, until the work is done. */
async function waitsWhile(work: () => Promise<unknown>) {
  const waits: number[] = [];
  const state = { isDone: false };
  const done = work().finally(() => (state.isDone = true));
  while (!state.isDone) {
    const began = performance.now();
    await send(server.office.address, 'GET', '/api/health/live', { expect: 200 });
    waits.push(performance.now() - began);
    await pause(20);
  }
  await done;
  const sorted = waits.toSorted((a, b) => a - b);
  return { n: waits.length, worst: sorted.at(-1) ?? 0, p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0 };
}
