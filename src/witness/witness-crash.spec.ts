import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'esbuild';
import { sampleLog } from '../../test/sample-log.js';
import { WitnessFiles } from './witness-files.js';
import { Witness } from './witness.js';

const PROGRAM = `
import { Witness } from './src/witness/witness.js';
const [directory, request] = process.argv.slice(2);
const witness = await Witness.open(directory, () => new Date());
console.log((await witness.addCheckpoint(Buffer.from(request, 'base64').toString())).status);
`;

let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'chengxu-witness-crash-'));
  const stdin = { contents: PROGRAM, resolveDir: resolve('.'), loader: 'ts' as const };
  await build({ stdin, outfile: join(place, 'cosign.mjs'), bundle: true, platform: 'node', format: 'esm' });
});
afterAll(() => rm(place, { recursive: true, force: true }));

function cosigns(
  directory: string,
  request: string,
  crashAt = '',
): Promise<{ said: string; killed: boolean }> {
  const program = [join(place, 'cosign.mjs'), directory, Buffer.from(request).toString('base64')];
  const env = { ...process.env, NODE_OPTIONS: '', CHENGXU_CRASH_AT: crashAt };
  return new Promise((answer) => {
    execFile(process.execPath, program, { env }, (error, said) =>
      answer({ said: said.trimEnd(), killed: error?.signal === 'SIGKILL' }),
    );
  });
}

describe('A witness killed between its state and its answer', () => {
  it('has cosigned that history, and no other in its place; asked again it answers', async () => {
    const directory = join(place, 'w1');
    const files = new WitnessFiles(directory);
    await files.create('witness.example/w1');
    const [log, fork] = [sampleLog(), sampleLog('log.example', ' changed')];
    await files.takeIn(log.vkey);
    const request = await log.asks(0, 7);
    expect(await cosigns(directory, request, 'after-witness-state')).toEqual({ said: '', killed: true });
    expect(await cosigns(directory, await fork.asks(0, 7))).toEqual({ said: '409', killed: false });
    expect(await cosigns(directory, await log.asks(7, 7))).toEqual({ said: '200', killed: false });
    const witness = await Witness.open(directory, () => new Date());
    expect(await witness.logs()).toMatchObject([{ origin: 'log.example', ...log.head(7) }]);
  });
});
