import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run as runHere } from './node/cli.js';
import { sealed, zipOf } from './test/made-up-bag.js';
import { POLICY } from './test/made-up-ledger.js';
import { forged } from './test/forging.js';
import { IN_REPLAY } from './test/forgeries-replay.js';
import { DEFINITION, sampleLedger } from './test/sample.js';

const PROGRAM = join(import.meta.dirname, 'chengxu-verifier.mjs');
let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chengxu-verifier-cli-'));
  // Alone in a folder, as an auditor has it.
  writeFileSync(at('chengxu-verifier.mjs'), readFileSync(PROGRAM));
  const ledger = sampleLedger();
  writeFileSync(at('bag.zip'), zipOf(sealed(ledger.payload('decision'))));
  writeFileSync(at('policy'), POLICY);
  writeFileSync(at('pin'), ledger.note(9));
  writeFileSync(
    at('forged.zip'),
    zipOf(forged(IN_REPLAY.find(({ code }) => code === 'E_STATE') ?? IN_REPLAY[1] ?? { what: '', code: '' })),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) =>
    execFile(process.execPath, [at('chengxu-verifier.mjs'), ...args], { cwd: folder }, (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err }),
    ),
  );
}

/** The same without a process of its own; names of files are in the folder. */
async function inProcess(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const isFile = /^(?:bag|nothing)\.zip$|^(?:policy|pin)$|^none\//;
  const named = args.map((arg) => (isFile.test(arg) ? at(arg) : arg));
  const screen = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    isSeen: true,
  };
  const status = await runHere(named, screen);
  // What a progress bar draws it wipes itself.
  return { status, out: out.join(''), err: err.filter((text) => !text.startsWith('\r')).join('') };
}

const TRUST = ['--policy', 'policy', '--pin', 'pin', '--definition', DEFINITION];

const NOW = ['--as-of', '2026-03-03T00:00:00Z'];

describe('node chengxu-verifier.mjs', () => {
  it('stands alone: one file, a bag, and what the auditor has', async () => {
    const { status, out, err } = await run('bag.zip', ...TRUST, '--report', 'report.html');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('核验通过 · OK');
    const page = readFileSync(at('report.html'), 'utf8');
    expect(page).toContain('Verified');
    expect(page).toContain('核验通过');
    expect(page).not.toMatch(/<script|http/);
  });

  it('answers in one line of JSON', async () => {
    const { status, out } = await run(
      'forged.zip',
      ...TRUST.slice(0, 2),
      ...TRUST.slice(4),
      ...NOW,
      '--json',
    );
    expect(status).toBe(1);
    expect(out.split('\n')).toHaveLength(2);
    expect(JSON.parse(out)).toMatchObject({
      code: 'E_STATE',
      exit: 1,
      findings: [
        { code: 'E_STATE', seq: 8, subject: 'decision/1', zh: expect.any(String), en: expect.any(String) },
      ],
    });
  });

  it('says in English what it cannot decide, and writes a report as text', async () => {
    const { status, out } = await run(
      'bag.zip',
      '--policy',
      'policy',
      '--pin',
      'pin',
      '--lang',
      'en',
      '--report',
      'report.txt',
    );
    expect(status).toBe(2);
    expect(out).toContain(`--definition ${DEFINITION}`);
    expect(readFileSync(at('report.txt'), 'utf8')).toBe(out);
  });

  it.each([
    ['no bag', []],
    ['two bags', ['bag.zip', 'bag.zip']],
    ['a bag that is not there', ['nothing.zip', ...TRUST]],
    ['a policy that is none', ['bag.zip', '--policy', 'pin']],
    ['a pin that is none', ['bag.zip', '--pin', 'policy']],
    ['a certificate that is none', ['bag.zip', '--tsa', 'policy']],
    ['a digest that is none', ['bag.zip', '--definition', 'abc']],
    ['a time that is none', ['bag.zip', '--as-of', 'yesterday']],
    ['a language that it has not', ['bag.zip', '--lang', 'fr']],
    ['an option that it has not', ['bag.zip', '--force']],
    ['a report that cannot be written', ['bag.zip', ...TRUST, '--report', 'none/report.txt']],
  ])('given %s ends with status 3 and one line', async (_, args) => {
    const { status, out, err } = await inProcess(...args);
    const lines = err.trimEnd().split('\n').length;
    expect({ status, out, lines }).toEqual({ status: 3, out: '', lines: 1 });
    const json = await inProcess(...args, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ code: 'USAGE', exit: 3 });
  });

  it('writes nothing but what it was told to write', () => {
    expect(existsSync(at('data'))).toBe(false);
  });
});
