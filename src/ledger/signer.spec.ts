import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCheckpoint } from './checkpoint.js';
import { consistencyProof, type NodeLookup } from './proofs.js';
import { verifierOf } from './signed-note.js';
import { SignerUnusable } from './signer-files.js';
import { Signer, SignerRefuses } from './signer.js';
import { CompactRange, EMPTY_ROOT, leafHash } from './tree.js';

const ORIGIN = 'demo.chengxu.example/town';
const EMPTY_STATE = `{"format":"chengxu-signer-state@1","note":"","origin":"${ORIGIN}","vkey":""}`;

/** A log to be signed; with `changed`, another history from event 3 on. */
function logOf(changed = '') {
  const range = CompactRange.empty();
  const roots = [range.root()];
  const nodes = new Map<string, Buffer>();
  for (let i = 0; i < 40; i++) {
    for (const node of range.append(leafHash(Buffer.from(`event ${i}${i < 3 ? '' : changed}`)))) {
      nodes.set(`${node.level}/${node.index}`, node.hash);
    }
    roots.push(range.root());
  }
  const lookup: NodeLookup = (ids) =>
    ids.map(({ level, index }) => nodes.get(`${level}/${index}`) ?? EMPTY_ROOT);
  const head = (size: number) => ({ size, root: roots[size] ?? EMPTY_ROOT });
  const proof = async (from: number, size: number) =>
    from > size ? [] : consistencyProof(from, size, lookup);
  return {
    head,
    proof,
    offered: async (signer: Signer, size: number) =>
      signer.sign(head(size), await proof(signer.size(), size)),
  };
}

const log = logOf();
const fork = logOf(' changed');

let place: string;
let files: { keyFile: string; stateFile: string; origin: string };
const opened = (changes: Partial<Parameters<typeof Signer.open>[0]> = {}) =>
  Signer.open({ ...files, ...changes });
const unusable = async (changes: Partial<Parameters<typeof Signer.open>[0]> = {}): Promise<string> => {
  try {
    await opened(changes);
  } catch (error) {
    if (error instanceof SignerUnusable) return error.message;
    throw error;
  }
  return 'it opened';
};

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'chengxu-signer-'));
  files = { keyFile: join(place, 'signer.key'), stateFile: join(place, 'signer.state'), origin: ORIGIN };
});
afterEach(() => rm(place, { recursive: true, force: true }));

describe('a signer', () => {
  it('begins with a key of its own that only its owner can read, and an empty tree', async () => {
    const signer = await opened();
    expect([signer.size(), signer.root(), signer.latest()]).toEqual([0, EMPTY_ROOT, undefined]);
    expect(verifierOf(signer.vkey).name).toBe(ORIGIN);
    expect((await stat(files.keyFile)).mode & 0o777).toBe(0o600);
    expect((await readdir(place)).sort()).toEqual(['signer.key', 'signer.state']);
    expect((await opened()).vkey).toBe(signer.vkey);
  });

  it('signs what continues what it signed, and its signature opens', async () => {
    const signer = await opened();
    for (const size of [1, 2, 7, 8, 8, 21]) {
      const note = await log.offered(signer, size);
      expect(openCheckpoint(note, [verifierOf(signer.vkey)])).toMatchObject({
        origin: ORIGIN,
        ...log.head(size),
      });
      expect([signer.size(), signer.root(), signer.latest()]).toEqual([size, log.head(size).root, note]);
    }
  });

  it('remembers after a restart, and gives the same note for the same tree', async () => {
    const before = await opened();
    const note = await log.offered(before, 5);
    const after = await opened({ create: false });
    expect([after.vkey, after.size(), after.latest()]).toEqual([before.vkey, 5, note]);
    expect(await log.offered(after, 5)).toBe(note);
    expect(await log.offered(after, 9)).toContain('\n9\n');
  });

  it('signs an empty log when asked to, and what follows', async () => {
    const signer = await opened();
    expect(await log.offered(signer, 0)).toContain('\n0\n');
    expect(await log.offered(await opened(), 3)).toContain('\n3\n');
  });

  it('takes calls in turn, each judged by what the one before left', async () => {
    const signer = await opened();
    const answers = await Promise.allSettled([
      signer.sign(log.head(4), []),
      signer.sign(log.head(9), await log.proof(4, 9)),
      signer.sign(log.head(4), []),
      signer.sign(fork.head(9), []),
      signer.sign(log.head(9), []),
      signer.sign(log.head(12), await log.proof(9, 12)),
    ]);
    const verdicts = answers.map((answer) => (answer.status === 'fulfilled' ? 'signed' : answer.reason.code));
    expect(verdicts).toEqual(['signed', 'signed', 'log-rolled-back', 'log-forked', 'signed', 'signed']);
  });
});

describe('a signer refuses', () => {
  it.each<[string, () => { size: number; root: Buffer }, () => Promise<Buffer[]>, string]>([
    ['a shorter log', () => log.head(5), async () => [], 'log-rolled-back'],
    ['an empty log', () => log.head(0), async () => [], 'log-rolled-back'],
    ['another log of the same size', () => fork.head(8), async () => [], 'log-forked'],
    ['the same size with a proof too many', () => log.head(8), async () => [EMPTY_ROOT], 'log-forked'],
    ['a longer log without a proof', () => log.head(9), async () => [], 'log-forked'],
    ['a longer log that is another', () => fork.head(12), () => fork.proof(8, 12), 'log-forked'],
    ['a root that is not that of the proof', () => fork.head(12), () => log.proof(8, 12), 'log-forked'],
    ['a proof from another size', () => log.head(12), () => log.proof(7, 12), 'log-forked'],
  ])('%s, says what it saw, and signs on afterwards', async (_, head, proof, code) => {
    const signer = await opened();
    await log.offered(signer, 8);
    const refusal = await signer.sign(head(), await proof()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SignerRefuses);
    expect(refusal).toMatchObject({ code });
    expect((refusal as SignerRefuses).facts()).toMatchObject({ signedSize: 8, offeredSize: head().size });
    expect(await log.offered(await opened(), 10)).toContain('\n10\n');
    expect((await readdir(place)).sort()).toEqual(['signer.key', 'signer.state']);
  });

  it('whatever the order of offers, never two roots at one size', async () => {
    const offer = fc.record({ forked: fc.boolean(), size: fc.nat({ max: 39 }), restart: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(offer, { maxLength: 12 }), async (offers) => {
        await rm(place, { recursive: true, force: true });
        let signer = await opened();
        const signed = new Set<string>();
        for (const { forked, size, restart } of offers) {
          if (restart) signer = await opened({ create: false });
          const note = await (forked ? fork : log).offered(signer, size).catch((error: unknown) => {
            expect(error).toBeInstanceOf(SignerRefuses);
          });
          if (note) signed.add(note.split('\n').slice(1, 3).join(' '));
        }
        const sizes = [...signed].map((line) => line.split(' ')[0]);
        expect(new Set(sizes).size).toBe(sizes.length);
      }),
      { numRuns: 25 },
    );
  });
});

describe('two signers on the same files', () => {
  it('the one that was overtaken says so, and goes on from there', async () => {
    const [one, two] = [await opened(), await opened()];
    await log.offered(one, 6);
    await expect(log.offered(two, 4)).rejects.toMatchObject({ code: 'signer-moved' });
    expect(two.size()).toBe(6);
    await expect(fork.offered(two, 9)).rejects.toMatchObject({ code: 'log-forked' });
    expect(await log.offered(two, 9)).toContain('\n9\n');
  });

  it('of two servers on two copies of the database, one is refused', async () => {
    const [one, two] = [await opened(), await opened()];
    const offers = await Promise.allSettled([log.offered(one, 9), fork.offered(two, 9)]);
    expect(offers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const last = await opened({ create: false });
    expect(offers.find(({ status }) => status === 'fulfilled')).toMatchObject({ value: last.latest() });
  });
});

describe("a signer whose files are not as it left them doesn't start, and says what to do", () => {
  beforeEach(async () => {
    await log.offered(await opened(), 8);
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    ['no key', () => rm(files.keyFile), /key is missing.*Restore/s],
    ['no state', () => rm(files.stateFile), /state is missing.*Restore/s],
    ['an empty key', () => writeFile(files.keyFile, ''), /key is damaged.*Restore/s],
    [
      'half a key',
      async () => writeFile(files.keyFile, (await readFile(files.keyFile)).subarray(0, 60)),
      /key is damaged/,
    ],
    ['an empty state', () => writeFile(files.stateFile, ''), /state is damaged.*Restore/s],
    [
      'half a state',
      async () => writeFile(files.stateFile, (await readFile(files.stateFile)).subarray(9)),
      /damaged/,
    ],
    ['a state that is a list', () => writeFile(files.stateFile, '[]'), /state is damaged/],
  ])('%s', async (_, harm, message) => {
    await harm();
    expect(await unusable()).toMatch(message);
    expect(await unusable({ create: false })).toMatch(message);
  });

  it('a state with one character changed, whichever', async () => {
    const state = await readFile(files.stateFile, 'utf8');
    for (let at = 0; at < state.length; at += 3) {
      const other = state[at] === '7' ? '8' : '7';
      await writeFile(files.stateFile, state.slice(0, at) + other + state.slice(at + 1));
      expect(await unusable()).toContain('The signer cannot work');
    }
    await writeFile(files.stateFile, state);
    expect((await opened()).size()).toBe(8);
  });

  it('the files of another log, or the key of another signer', async () => {
    expect(await unusable({ origin: 'another.example' })).toMatch(
      /belongs to the log demo\.chengxu\.example/,
    );
    const other = { keyFile: join(place, 'other.key'), stateFile: join(place, 'other.state') };
    await opened(other);
    expect(await unusable({ keyFile: other.keyFile })).toMatch(/written with another key/);
  });

  it('a first start where there must have been one', async () => {
    await Promise.all([rm(files.keyFile), rm(files.stateFile)]);
    expect(await unusable({ create: false })).toMatch(/state is missing/);
    expect(await readdir(place)).toEqual([]);
    await writeFile(files.stateFile, EMPTY_STATE);
    expect(await unusable({ create: false })).toMatch(/key is missing/);
    expect(await readdir(place)).toEqual(['signer.state']);
  });

  it('nor does it go on when its state goes back or goes elsewhere while it runs', async () => {
    const old = await readFile(files.stateFile);
    const signer = await opened();
    await log.offered(signer, 12);
    await writeFile(files.stateFile, old);
    await expect(fork.offered(signer, 20)).rejects.toMatchObject({ code: 'signer-unusable' });
    await rm(files.stateFile);
    await expect(log.offered(signer, 20)).rejects.toMatchObject({ code: 'signer-unusable' });
  });
});

describe('a first start that died half way', () => {
  it('before it had a key, goes on', async () => {
    await writeFile(files.stateFile, EMPTY_STATE);
    expect(await log.offered(await opened(), 3)).toContain('\n3\n');
  });

  it('where its folders are missing, makes them', async () => {
    const deep = { keyFile: join(place, 'a/b/signer.key'), stateFile: join(place, 'c/signer.state') };
    expect(await log.offered(await opened(deep), 3)).toContain('\n3\n');
  });

  it('with its key, goes on with that key', async () => {
    const { vkey } = await opened();
    await writeFile(files.stateFile, EMPTY_STATE);
    expect((await opened()).vkey).toBe(vkey);
  });

  it('with half a key, says that nothing was signed with it', async () => {
    await writeFile(files.stateFile, EMPTY_STATE);
    await writeFile(files.keyFile, 'PRIVATE+KEY+demo');
    expect(await unusable()).toMatch(/never signed anything, remove both/);
  });
});

describe('when the state cannot be written', () => {
  it('nothing is signed, and nothing is forgotten', async () => {
    const signer = await opened();
    const note = await log.offered(signer, 4);
    await rm(place, { recursive: true });
    await expect(log.offered(signer, 9)).rejects.toMatchObject({ code: 'ENOENT' });
    expect([signer.size(), signer.latest()]).toEqual([4, note]);
  });

  it('because another process died while it wrote: two seconds later a start goes on, with the old state', async () => {
    const signer = await opened();
    const note = await log.offered(signer, 4);
    await writeFile(`${files.stateFile}.next`, '{"half":');
    await expect(log.offered(signer, 9)).rejects.toMatchObject({ code: 'signer-unusable' });
    expect((await opened()).latest()).toBe(note);
    expect(await log.offered(signer, 9)).toContain('\n9\n');
  });
});
