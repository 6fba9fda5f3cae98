import { expect } from 'vitest';
import { runCommand } from '../src/cli/run.js';

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `chengxu` with these words in this process, where nobody watches and the environment says nothing. */
export async function chengxu(...words: readonly string[]): Promise<Ran> {
  const said = { out: '', err: '' };
  const out = (text: string) => void (said.out += text);
  const err = (text: string) => void (said.err += text);
  const status = await runCommand(words, { environment: {}, write: { out, err }, watched: false });
  return { status, ...said };
}

/** In either language one plain line, nothing said as an answer, and that exit status. */
export async function refuses(status: number, words: readonly string[], saying: RegExp): Promise<void> {
  const chinese = await chengxu(...words);
  expect({ words, ...chinese }).toMatchObject({ words, status, out: '' });
  expect(chinese.err).toMatch(/^[^\n]*\p{Script=Han}[^\n]*\n$/u);
  const english = await chengxu(...words, '--lang', 'en');
  expect({ words, ...english }).toMatchObject({ words, status, out: '' });
  expect(english.err).toMatch(/^[^\n\p{Script=Han}]+\n$/u);
  expect(english.err).toMatch(saying);
  expect(english.err).not.toMatch(/ {4}at |\.ts:\d/);
}
