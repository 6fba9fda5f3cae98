/** `npm run bench`: what one act costs over HTTP, beside what this machine can do without us, in the same run. */
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/project-root.js';
import { bareFigures } from './bare.js';
import { startBenchServer } from './server.js';
import { oneCase, type Office } from './twelve-acts.js';
import { verificationFigures } from './verification.js';

const CLIENTS = 32;
const ROUNDS = 3;
const CASES = 320;

const bare = bareFigures();
console.log(`bare SQLite append, fsync, alone       ${perSecond(bare.appendsAlone)}`);
console.log(`bare SQLite append, fsync, sixteen     ${perSecond(bare.appendsBySixteen)}`);
console.log(`bare XState step                       ${perSecond(bare.machineSteps)}`);

const server = await startBenchServer(join(PROJECT_ROOT, 'dist/src/main.js'));
try {
  await load(server.office, 64, CLIENTS);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const cpu = server.cpuSeconds();
    const { rate, took, acts } = await load(server.office, CASES, CLIENTS);
    rates.push(rate);
    const perAct = ((server.cpuSeconds() - cpu) * 1000) / acts;
    console.log(
      `acts over HTTP, ${CLIENTS} clients             ${perSecond(rate)}  p50 ${quantile(took, 0.5)} ms  p99 ${quantile(took, 0.99)} ms  ${perAct.toFixed(2)} ms CPU an act`,
    );
  }
  const alone = await load(server.office, 20, 1);
  console.log(
    `acts over HTTP, one client             ${perSecond(alone.rate)}  p50 ${quantile(alone.took, 0.5)} ms`,
  );
  const median = rates.toSorted((a, b) => a - b)[1] ?? 0;
  console.log(`ratio to the bare append, alone        ${(median / bare.appendsAlone).toFixed(2)}`);
  console.log(`server's peak memory                   ${server.peakMemoryMb()} MB`);
  await verificationFigures(`sqlite:${join(server.data, 'chengxu.db')}`, server.origin, server.vkey);
} finally {
  await server.stop();
}

async function load(office: Office, cases: number, clients: number) {
  const took: number[] = [];
  let left = cases;
  const began = performance.now();
  const client = async () => {
    while (left > 0) {
      left -= 1;
      took.push(...(await oneCase(office)).took);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { rate: Math.round((took.length * 1000) / (performance.now() - began)), took, acts: took.length };
}

function quantile(values: readonly number[], at: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) * at)] ?? 0).toFixed(1);
}

function perSecond(rate: number): string {
  return `${rate.toLocaleString('en')}/s`.padStart(10);
}
