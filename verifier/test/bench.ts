import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFINITION } from './sample.js';
import { writeSyntheticLedger } from './synthetic-ledger.js';

// One process a measurement, as an auditor runs it; its own CPU time counts, whatever else the machine does.
const PROGRAM = 'verifier/chengxu-verifier.mjs';
const MEASURED = `
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write(JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, mib: Math.round(maxRSS / 1024) }) + '\\n');
});`;

function measured(bag: string, options: readonly string[]): { cpu: number; mib: number; code: string } {
  const preload = `data:text/javascript,${encodeURIComponent(MEASURED)}`;
  const args = ['--import', preload, PROGRAM, bag, '--json', '--policy', `${bag}.policy`, ...options];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8 });
  const { cpu, mib } = JSON.parse(stderr) as { cpu: number; mib: number };
  const { code } = JSON.parse(stdout) as { code: string };
  return { cpu, mib, code };
}

const events = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'chengxu-bench-'));
try {
  const bag = join(folder, 'bag');
  await writeSyntheticLedger(bag, events);
  const asOf = ['--as-of', new Date(Date.UTC(2026, 2, 2) + events * 1000).toISOString()];
  for (const [what, options] of [
    ['结构 structure', []],
    ['并重放 with replay', ['--definition', DEFINITION]],
  ] as const) {
    const { cpu, mib, code } = measured(bag, [...asOf, ...options]);
    console.log(
      `${events} 个事件 events, ${what}: ${code}, ${cpu.toFixed(1)} s CPU, ${Math.round(events / cpu)} 事件/秒 events/s, ${mib} MiB`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
