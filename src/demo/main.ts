import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../http/language.js';
import { PROJECT_ROOT } from '../project-root.js';
import { demonstrate, PHRASES } from './demo.js';
import { startFresh } from './running.js';
import { tellHowToLookAround } from './serving.js';
import { newPassword } from './settling-in.js';
import { PEOPLE } from './township.js';

function write(line: string): void {
  console.log(line);
}

/** `npm run demo -- [--once] [--lang en]`, on PORT (3000). Exit status 0: everything was as the story has it. */
const asked = readArguments();
if (asked === undefined) {
  console.error(`${PHRASES.zh.usage}\n${PHRASES.en.usage}`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(asked).catch((error: unknown) => tellFailure(error, asked.language));
}

interface Arguments {
  readonly once: boolean;
  readonly language: Language;
}

function readArguments(): Arguments | undefined {
  try {
    const { values } = parseArgs({ options: { once: { type: 'boolean' }, lang: { type: 'string' } } });
    const { once = false, lang = 'zh' } = values;
    return lang === 'zh' || lang === 'en' ? { once, language: lang } : undefined;
  } catch {
    return undefined;
  }
}

async function run({ once, language }: Arguments): Promise<number> {
  const folder = once ? mkdtempSync(join(tmpdir(), 'chengxu-demo-')) : join(PROJECT_ROOT, 'data', 'demo');
  const port = process.env['PORT'] || (once ? '0' : '3000');
  const password = newPassword();
  const server = await startFresh(folder, port);
  try {
    const stage = await demonstrate({ server, language, password, write });
    write('');
    write(PHRASES[language].done);
    if (once) return 0;
    keepSignIn(folder, password);
    tellHowToLookAround(stage, password);
    await interrupted();
    return 0;
  } finally {
    await server.stop();
    if (once) rmSync(folder, { recursive: true, force: true });
  }
}

/** For the README's lines: the office clerk's sign-in, beside the demo's own data and as short-lived. */
function keepSignIn(folder: string, password: string): void {
  const credentials = JSON.stringify({ username: PEOPLE.office.username, password });
  writeFileSync(join(folder, 'sign-in.json'), credentials, { mode: 0o600 });
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** In a sentence: whoever runs a demo is not shown a stack. */
function tellFailure(error: unknown, language: Language): number {
  const say = PHRASES[language];
  const { code, message } = error as { code?: string; message: string };
  console.error(`\n✗ ${code === 'EADDRINUSE' ? say.portTaken : say.wrong(message)}`);
  return 1;
}
