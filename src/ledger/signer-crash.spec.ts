import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { Signer } from './signer.js';
import { leafHash, rootOf } from './tree.js';

/** Another process: signs the first tree of one history, and prints the note or what refused it. */
const PROGRAM = `
import { Signer } from './src/ledger/signer.js';
import { leafHash, rootOf } from './src/ledger/tree.js';
const [keyFile, stateFile, size, history] = process.argv.slice(2);
const leaves = Array.from({ length: Number(size) }, (_, i) => leafHash(Buffer.from(history + i)));
try {
  const signer = await Signer.open({ keyFile, stateFile, origin: 'a.example' });
  console.log(await signer.sign({ size: Number(size), root: rootOf(leaves) }, []));
} catch (error) {
  console.log(error.code);
}
`;

const headOf = (size: number, history: string) => {
  const leaves = Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`${history}${i}`)));
  return { size, root: rootOf(leaves) };
};

let programs: string;
let place: string;

beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'chengxu-signer-program-'));
  await build({
    stdin: { contents: PROGRAM, resolveDir: resolve('.'), loader: 'ts' },
    outfile: join(programs, 'sign.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(() => rm(programs, { recursive: true, force: true }));
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'chengxu-signer-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

const files = () => ({ keyFile: join(place, 'key'), stateFile: join(place, 'state'), origin: 'a.example' });

/** Runs it, and answers what it printed and what ended it. */
function signs(size: number, history: string, crashAt = ''): Promise<{ printed: string; killed: boolean }> {
  const { keyFile, stateFile } = files();
  const program = [join(programs, 'sign.mjs'), keyFile, stateFile, String(size), history];
  const env = { ...process.env, NODE_OPTIONS: '', CHENGXU_CRASH_AT: crashAt };
  return new Promise((answer) => {
    execFile(process.execPath, program, { env }, (error, printed) => {
      answer({ printed: printed.trimEnd(), killed: error?.signal === 'SIGKILL' });
    });
  });
}

describe('a signer killed between its state and its answer', () => {
  it('counts the tree as signed: the same again, and no other in its place', async () => {
    expect(await signs(5, 'one', 'after-sign-state')).toEqual({ printed: '', killed: true });
    const signer = await Signer.open({ ...files(), create: false });
    expect([signer.size(), signer.root()]).toEqual([5, headOf(5, 'one').root]);
    await expect(signer.sign(headOf(5, 'other'), [])).rejects.toMatchObject({ code: 'log-forked' });
    expect(await signer.sign(headOf(5, 'one'), [])).toBe(signer.latest());
    expect((await signs(5, 'other')).printed).toBe('log-forked');
    expect((await readdir(place)).sort()).toEqual(['key', 'state']);
  });
});

describe('processes that start and sign at once on the same files', () => {
  it('agree on one key and one history', async () => {
    const histories = ['one', 'other', 'one', 'other', 'one', 'other'];
    const answers = await Promise.all(histories.map((history) => signs(7, history)));
    const notes = new Set(answers.map(({ printed }) => printed).filter((printed) => printed.includes('—')));
    expect(notes.size).toBe(1);
    expect([...notes].map((note) => `${note}\n`)).toEqual([(await Signer.open(files())).latest()]);
    const refusals = answers.map(({ printed }) => printed).filter((printed) => !printed.includes('—'));
    for (const refusal of refusals) expect(['log-forked', 'signer-moved']).toContain(refusal);
  });
});
