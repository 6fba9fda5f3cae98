import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporary } from '../test/temporary.js';
import { OneWorker, TooSlow } from './one-worker.js';

/** A thread that does as it is told, as `answersJobs` would. */
const PROGRAM = `
  import { parentPort } from 'node:worker_threads';
  let count = 0;
  parentPort.on('message', (job) => {
    if (job === 'fails') parentPort.postMessage({ failed: 'no' });
    if (job === 'breaks') throw new Error('broken');
    if (job === 'exits') process.exit(3);
    if (job === 'sleeps') return;
    parentPort.postMessage({ answer: ++count });
    if (job === 'breaks later') setTimeout(() => { throw new Error('broken'); });
  });`;

let folder: string;
let program: URL;
const here = () => Promise.reject(new Error('not in this thread'));
const worker = (withinMs = 30_000) => new OneWorker<string, number>(program, here, { withinMs });

beforeAll(async () => {
  folder = await mkdtemp(join(temporary(), 'chengxu-worker-'));
  program = pathToFileURL(join(folder, 'worker.mjs'));
  await writeFile(program, PROGRAM);
});
afterAll(() => rm(folder, { recursive: true }));

it('does one job after the other in the same thread, and leaves no listener behind', async () => {
  const warned: Error[] = [];
  const warns = (warning: Error) => void warned.push(warning);
  process.on('warning', warns);
  const one = worker();
  const answers = await Promise.all(Array.from({ length: 20 }, () => one.does('counts')));
  await one.stop();
  process.off('warning', warns);
  expect(answers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(warned).toEqual([]);
});

it('begins a new thread where a job failed, and for no other reason', async () => {
  const one = worker(3000);
  for (const [job, error] of [
    ['fails', /^no$/],
    ['breaks', /^broken$/],
    ['exits', /stopped with 3/],
  ] as const) {
    await expect(one.does(job)).rejects.toThrow(error);
    expect(await one.does('counts')).toBe(1);
  }
  await expect(one.does('sleeps')).rejects.toThrow(TooSlow);
  expect([await one.does('counts'), await one.does('counts')]).toEqual([1, 2]);
  await one.stop();
});

it('outlives a thread that fails when nobody waits for it', async () => {
  const one = worker();
  expect(await one.does('breaks later')).toBe(1);
  await pause(200);
  expect(await one.does('counts')).toBe(1);
  await one.stop();
});

it('does the job here where the program is not compiled', async () => {
  const doubles = new OneWorker<number, number>(new URL('./none.js', program), (n) => Promise.resolve(2 * n));
  expect(await doubles.does(21)).toBe(42);
  await doubles.stop();
});
