import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chengxu, refuses } from '../../test/command-line.js';
import { sampleLog } from '../../test/sample-log.js';
import { temporary } from '../../test/temporary.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { cosignatureVerifierOf } from '../ledger/cosignature.js';
import { verifierOf } from '../ledger/signed-note.js';
import { Console } from './console.js';
import { serve } from './witness-commands.js';

const log = sampleLog();
const other = sampleLog('other.example', '', 9);
const fork = sampleLog('log.example', ' changed');

let folder = '';
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(temporary(), 'chengxu-witness-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A path at which nothing is yet. */
const path = (name: string): string => join(folder, `${(made += 1)}-${name}`);

/** A file with this in it. */
async function file(text: string): Promise<string> {
  const at = path('file');
  await writeFile(at, text);
  return at;
}

/** A witness that was begun, and its key. */
async function begun(...logs: readonly string[]): Promise<{ at: string; of: string[]; vkey: string }> {
  const at = path('witness');
  const ran = await chengxu(
    'witness',
    'init',
    'w.example/audit',
    '--directory',
    at,
    ...logs.flatMap((one) => ['--log', one]),
  );
  expect(ran).toMatchObject({ status: 0, err: '' });
  return { at, of: ['--directory', at], vkey: ran.out.trimEnd() };
}

describe('chengxu witness', () => {
  it('is begun with a key of its own, takes logs in, and says what it cosigned of each', async () => {
    const { of, vkey } = await begun(log.vkey);
    expect(vkey).toMatch(/^w\.example\/audit\+[0-9a-f]{8}\+\S+$/);
    expect(await chengxu('witness', 'add-log', other.vkey, ...of, '--lang', 'en')).toEqual({
      status: 0,
      out: 'witnessing other.example (1 key(s))\n',
      err: '',
    });
    const rotated = sampleLog('log.example', '', 8).vkey;
    const again = await chengxu('witness', 'add-log', rotated, ...of);
    expect(again).toEqual({ status: 0, out: '已纳入账本 log.example（公钥 2 个）\n', err: '' });
    const status = await chengxu('witness', 'status', ...of);
    expect(status).toMatchObject({ status: 0, err: '' });
    const [first, ...logs] = status.out.trimEnd().split('\n');
    expect(first).toBe(vkey);
    expect(logs.toSorted()).toEqual([
      expect.stringMatching(/^log\.example 0 \S{44}$/),
      expect.stringMatching(/^other\.example 0 \S{44}$/),
    ]);
  });

  it('cosigns a request that came as a file, to the screen or into a file that a verifier takes', async () => {
    const { of, vkey } = await begun(log.vkey);
    const line = await chengxu('witness', 'sign', await file(await log.asks(0, 7)), ...of);
    expect(line).toMatchObject({ status: 0, err: '' });
    const known = [verifierOf(log.vkey), cosignatureVerifierOf(vkey)];
    expect(openCheckpoint(log.note(7) + line.out, known).note.verified).toHaveLength(2);
    const out = path('signed');
    const request = await file(await log.asks(7, 40));
    expect(await chengxu('witness', 'sign', request, '--out', out, ...of)).toEqual({
      status: 0,
      out: '',
      err: '',
    });
    expect(openCheckpoint(await readFile(out, 'utf8'), known)).toMatchObject({ size: 40 });
    expect((await chengxu('witness', 'status', ...of)).out).toMatch(/\nlog\.example 40 \S+ \d{4}-\S+Z\n$/);
  });

  it('refuses with exit status 1 what is evidence of another history, with 2 what is not cosigned otherwise', async () => {
    const { of } = await begun(log.vkey);
    expect((await chengxu('witness', 'sign', await file(await log.asks(0, 7)), ...of)).status).toBe(0);
    const signed = async (text: string) => ['witness', 'sign', await file(text), ...of];
    await refuses(1, await signed(await fork.asks(7, 7)), /keep the request as evidence/);
    await refuses(1, await signed(await fork.asks(7, 40)), /does not continue/);
    await refuses(2, await signed(await log.asks(0, 40)), /cosigned up to 7 events already/);
    await refuses(2, await signed(await other.asks(0, 7)), /not cosigned \(404\): unknown log/);
    await refuses(2, await signed('no request'), /not cosigned \(400\)/);
    expect((await chengxu('witness', 'status', ...of)).out).toContain('log.example 7 ');
  });

  it('answers over HTTP until it is told to stop', async () => {
    const { of, at, vkey } = await begun(log.vkey);
    const said: string[] = [];
    const write = { out: (text: string) => void said.push(text.trimEnd()), err: () => undefined };
    const told = new AbortController();
    const until = () =>
      new Promise<void>((resolve) => told.signal.addEventListener('abort', () => resolve(), { once: true }));
    const serving = serve({ directory: at, port: '0' }, new Console('zh', write, false), until);
    for (let tries = 0; said.length < 2 && tries < 200; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(said).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/add-checkpoint$/), vkey]);
    const answer = await fetch(said[0] ?? '', { method: 'POST', body: await log.asks(0, 7) });
    expect(answer.status).toBe(200);
    told.abort();
    expect(await serving).toBe(0);
    await expect(fetch(said[0] ?? '', { method: 'POST', body: '' })).rejects.toThrow();
    expect((await chengxu('witness', 'status', ...of)).out).toContain('log.example 7 ');
  });

  it('is not begun twice, nor half, and does nothing without its files', async () => {
    const { of, at } = await begun();
    const key = await readFile(join(at, 'witness.key'), 'utf8');
    await refuses(2, ['witness', 'init', 'w.example', ...of], /a witness here already/);
    expect(await readFile(join(at, 'witness.key'), 'utf8')).toBe(key);
    const to = path('half');
    const half = ['witness', 'init', 'w.example', '--directory', to];
    await refuses(3, [...half, '--log', log.vkey, '--log', 'no-key'], /no public key of a log/);
    await refuses(3, ['witness', 'init', 'not a name', '--directory', to], /can be no name/);
    for (const words of [['status'], ['add-log', log.vkey], ['sign', await file('')], ['serve']])
      await refuses(2, ['witness', ...words, '--directory', to], /run chengxu witness init first/);
    expect(await readdir(folder)).not.toContain(to.slice(folder.length + 1));
    await writeFile(join(at, 'witness.key'), 'damaged');
    await refuses(2, ['witness', 'status', ...of], /the key is damaged/);
  });

  it('is not told what to do by half a command line, nor where nobody can listen', async () => {
    const { of } = await begun(log.vkey);
    await refuses(3, ['witness', 'init', ...of], /name is missing/);
    await refuses(3, ['witness', 'add-log', ...of], /vkey is missing/);
    await refuses(3, ['witness', 'add-log', 'no-key', ...of], /no public key of a log/);
    await refuses(3, ['witness', 'sign', ...of], /request is missing/);
    await refuses(3, ['witness', 'sign', path('nowhere'), ...of], /there is no file/);
    for (const port of ['65536', '-1', 'x', ''])
      await refuses(3, ['witness', 'serve', `--port=${port}`, ...of], /is no port/);
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    await refuses(2, ['witness', 'serve', '--port', `${port}`, ...of], /cannot listen/);
    await new Promise((resolve) => taken.close(resolve));
  });
});
