import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../src/project-root.js';

/** Runs one of the project's commands as `npm` would, in its folder. */
function runs(...words: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const { NODE_OPTIONS: _, ...environment } = process.env;
    const child = spawn(process.execPath, words, { cwd: PROJECT_ROOT, env: environment });
    const said = { out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status: status ?? -1, ...said }));
  });
}

const asksFor = (version: string): string =>
  `import { refuseOldNode } from './scripts/set-up.mjs';
   try { refuseOldNode('${version}'); } catch (error) { console.log(error.message); }`;

/** What the set-up says to a version of Node; nothing when it will do. */
const saidTo = async (version: string): Promise<string> =>
  (await runs('--input-type=module', '-e', asksFor(version))).out.trimEnd();

/** These tests ran, so the project is set up: then a command goes straight to its work. */
describe('The commands set themselves up', () => {
  it('and do and say nothing where there is nothing to do', async () => {
    await runs('scripts/set-up.mjs');
    expect(await runs('scripts/set-up.mjs')).toEqual({ status: 0, out: '', err: '' });
  });

  it('and say in one sentence which Node they need', async () => {
    for (const old of ['18.20.4', '20.18.3']) expect(await saidTo(old)).toMatch(/^[^\n]*20\.19[^\n]*$/);
    for (const fine of ['20.19.0', '22.0.0', '24.1.0']) expect(await saidTo(fine)).toBe('');
  });

  it('`npm test` ends with one line that a program can read, and the status that goes with it', async () => {
    const passed = await runs('scripts/run-tests.mjs', 'src/canonical/digest');
    expect(passed.out.trimEnd().split('\n').at(-1)).toMatch(/^[1-9]\d* passed, 0 failed$/);
    expect(passed.status).toBe(0);
    const nothing = await runs('scripts/run-tests.mjs', 'no/such/test');
    expect(nothing.out.trimEnd().split('\n').at(-1)).toMatch(/^0 passed, \d failed$/);
    expect(nothing.status).toBe(1);
  });

  it('`npm run mutate` switches a requirement to always met, and says which test noticed', async () => {
    const killed = await runs('scripts/mutate.mjs', 'departure-possible');
    expect(killed.out).toMatch(/^✓ departure-possible {2}workflows\/\S+\.spec\.ts › .+/m);
    expect(killed.out).toContain('1 killed, 0 survived');
    expect(killed.status).toBe(0);
    const nothing = await runs('scripts/mutate.mjs', 'no-such-requirement');
    expect(nothing).toMatchObject({ status: 2, out: '' });
    expect(nothing.err).toContain('no-such-requirement');
  });

  it('`chengxu` runs what was compiled, with its own exit status', async () => {
    const list = await runs('scripts/chengxu.mjs', 'workflow', 'list');
    expect(list).toMatchObject({ status: 0, err: '' });
    expect(list.out).toContain('major-decision');
    expect(await runs('scripts/chengxu.mjs', 'no-such-command')).toMatchObject({ status: 3, out: '' });
    expect(await runs('scripts/run.mjs', 'no-such-program')).toMatchObject({ status: 3, out: '' });
  });
});
