/**
 * `npm run bench:million [-- EVENTS …]`: makes a ledger of a million events and verifies it with one worker and with
 * two, in the same run. With several sizes, the same ledger is grown from each to the next and verified at each. Kept
 * with `--keep FOLDER`, and used again from there as it is.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../src/project-root.js';
import { type BenchServer, startBenchServer } from './server.js';
import { Stamping } from './stamping.js';
import { oneCase } from './twelve-acts.js';

/** Decisions that are under way at the same time. */
const AT_ONCE = 250;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, workers: { type: 'string', default: '1,2' } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [1_000_000];
const data = values.keep ?? mkdtempSync(join(tmpdir(), 'chengxu-million-'));

try {
  console.log(`${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores`);
  if (existsSync(join(data, 'chengxu.db'))) await verifiedByAll();
  else await grown();
} finally {
  if (values.keep === undefined) rmSync(data, { recursive: true, force: true });
}

/** One server makes all of it: it signs what is stamped beside it. */
async function grown(): Promise<void> {
  const server = await startBenchServer(join(PROJECT_ROOT, 'dist/src/main.js'), data);
  try {
    for (const wanted of sizes) {
      await growTo(wanted, server);
      await verifiedByAll();
    }
  } finally {
    await server.stops();
  }
}

async function growTo(wanted: number, { office }: BenchServer): Promise<void> {
  const began = performance.now();
  const stamping = new Stamping(join(data, 'chengxu.db'));
  try {
    for (let events = 0; events < wanted;) {
      const { decision } = await oneCase(office);
      events = stamping.stamp(decision, AT_ONCE, () => randomUUID());
      progress(events, began);
    }
  } finally {
    stamping.close();
  }
  const seconds = (performance.now() - began) / 1000;
  const megabytes = statSync(join(data, 'chengxu.db')).size / 2 ** 20;
  console.log(`made in ${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`);
}

async function verifiedByAll(): Promise<void> {
  for (const workers of values.workers.split(',').map(Number)) await verified(workers);
}

function progress(events: number, began: number): void {
  if (!process.stderr.isTTY) return;
  const each = (events * 1000) / (performance.now() - began);
  process.stderr.write(`\r${events.toLocaleString('en')} events made, ${each.toFixed(0)}/s \u001b[K`);
}

/** `chengxu verify` as anybody runs it, a process of its own whose memory the system counts. */
async function verified(workers: number): Promise<void> {
  const began = performance.now();
  const program = join(PROJECT_ROOT, 'dist/src/cli/main.js');
  const args = [program, 'verify', '--data', data, '--workers', String(workers), '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  let peak = Number.NaN;
  const watch = setInterval(() => (peak = peakMemoryMb(child.pid) ?? peak), 500);
  await new Promise((ended) => child.once('close', ended));
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  const report = JSON.parse(printed) as { verdict: string; events: number };
  const each = Math.round(report.events / seconds);
  console.log(
    `${workers} worker${workers === 1 ? ' ' : 's'}  ${report.verdict}  ${report.events} events in ${seconds.toFixed(0)} s  ` +
      `${each.toLocaleString('en')}/s  peak ${peak} MB`,
  );
  if (report.verdict !== 'verified') process.exitCode = 1;
}

/** From /proc, where there is one. */
function peakMemoryMb(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
  } catch {
    return undefined;
  }
}
