/**
 * `node scripts/run.mjs bench-searching [PAPERS]`: how long a search takes among as many papers (10,000), each of some two
 * thousand Chinese characters and annexed to a draft; and how long it takes until the last of them can be found.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PROJECT_ROOT } from '../src/project-root.js';
import { send } from './client.js';
import { startBenchServer } from './server.js';
import { oneCase, type Annex, type Office } from './twelve-acts.js';

/** As many as a draft may bring, its own text left out. */
const PER_DRAFT = 50;
const CHARACTERS = 2000;
const ROUNDS = 20;

const papers = Number(process.argv[2] ?? 10_000);
if (!Number.isInteger(papers) || papers < PER_DRAFT) {
  console.error(`至少 ${PER_DRAFT} 的整数 · A whole number of ${PER_DRAFT} or more is wanted.`);
  process.exit(3);
}

/** Words of the papers: two of a thousand characters each, so that most words stand in a few papers and some in all. */
const syllables = Array.from({ length: 1000 }, (_, n) => String.fromCodePoint(0x4e00 + n * 7));
let seed = 20_261_126;
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const word = (): string => `${syllables[random(1000)]}${syllables[random(1000)]}`;

const server = await startBenchServer(join(PROJECT_ROOT, 'dist/src/main.js'));
try {
  const began = performance.now();
  for (let n = 0; n < papers; n += PER_DRAFT) await oneCase(server.office, await annexes(server.office, n));
  console.log(`${papers} papers brought in ${seconds(began)} s`);
  const indexing = performance.now();
  while ((await found(server.office, lastOf(papers))).length === 0) await pause(500);
  console.log(
    `all of them found ${seconds(indexing)} s later; the server used ${server.cpuSeconds().toFixed(0)} s of processor time`,
  );
  const queries: Record<string, () => string> = {
    'one paper 一份': () => lastOf((1 + random(papers / PER_DRAFT)) * PER_DRAFT),
    'a few papers 几份': word,
    'two words 两个词': () => `${word()} ${word()}`,
    'every paper 每一份': () => '停车收费',
    'none 没有': () => '龘龘龘',
  };
  for (const [name, query] of Object.entries(queries)) {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const q = query();
      const start = performance.now();
      await found(server.office, q);
      took.push(performance.now() - start);
    }
    took.sort((a, b) => a - b);
    console.log(`${name}: median ${ms(took[ROUNDS / 2])}, longest ${ms(took.at(-1))}`);
  }
} finally {
  await server.stop();
}

/** The one word that a paper has alone: the last of each draft's. */
function lastOf(end: number): string {
  return `标记${String(end).padStart(7, '0')}号`;
}

async function annexes({ address, token }: Office, from: number): Promise<Annex[]> {
  const made: Annex[] = [];
  for (let n = from; n < from + PER_DRAFT; n += 1) {
    const words = Array.from({ length: CHARACTERS / 2 }, word).join('');
    const mark = n === from + PER_DRAFT - 1 ? lastOf(n + 1) : '';
    const bytes = Buffer.from(`停车收费办法附件\n${words}\n${mark}\n`);
    await send(address, 'POST', `/api/documents?name=annex-${n}.txt`, { token, bytes, expect: 201 });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    made.push({ role: 'annex', name: `附件${n}`, mediaType: 'text/plain', size: bytes.length, sha256 });
  }
  return made;
}

async function found({ address, token }: Office, q: string): Promise<unknown[]> {
  const path = `/api/search?q=${encodeURIComponent(q)}`;
  const { body } = await send(address, 'GET', path, { token, expect: 200 });
  return (body as { hits: unknown[] }).hits;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

function ms(time = Number.NaN): string {
  return `${time.toFixed(0)} ms`;
}
