import { CommanderError } from 'commander';
import type { Text } from '../../workflows/vocabulary.js';
import { PROBLEMS } from '../http/problem-catalogue.js';
import { Refusal } from '../refusal.js';
import { CannotTell, Console, EXIT, type Language, UsageError } from './console.js';
import { programFor } from './program.js';
import { usageProblem } from './usage.js';

/** What a command line is run with, beside its words. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly write: { out(text: string): void; err(text: string): void };
  /** Whether standard error is a terminal. */
  readonly watched: boolean;
}

/**
 * Runs one command line. Whatever cannot be done is one plain line and an exit status, never a stack.
 * @param words what stands after `chengxu`
 * @returns 0 fine, 1 evidence of tampering (or a proof that fails), 2 cannot be decided, 3 usage
 */
export async function runCommand(words: readonly string[], around: Surroundings): Promise<number> {
  const screen = new Console(languageIn(words), around.write, around.watched);
  let status: number = EXIT.fine;
  const { environment, write } = around;
  const program = programFor(screen, environment, write.out, async (work) => void (status = await work));
  try {
    if (words.length === 0) program.help();
    await program.parseAsync([...words], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.fine;
    const { text, status: failed } = plainly(error);
    screen.warns(`chengxu: ${screen.words(text)}`);
    return failed;
  }
}

function plainly(error: unknown): { readonly text: Text; readonly status: number } {
  if (error instanceof CommanderError) return { text: usageProblem(error), status: EXIT.usage };
  if (error instanceof UsageError) return { text: error.text, status: EXIT.usage };
  if (error instanceof CannotTell) return { text: error.text, status: EXIT.undecided };
  const { zh, en } = wordsOf(error);
  return { text: { zh: `未能完成：${zh}`, en: `could not finish: ${en}` }, status: EXIT.undecided };
}

/** Files that cannot be used and refusals say it in both languages; a driver or the system in its own words. */
function wordsOf(error: unknown): Text {
  if (error instanceof Error && 'what' in error && isText(error.what)) return error.what;
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  const kind = error instanceof Refusal ? PROBLEMS[error.code] : undefined;
  if (!kind || !(error instanceof Refusal)) return { zh: message, en: message };
  return { zh: `${kind.title.zh}：${kind.detail(error.facts()).zh}`, en: message };
}

function isText(what: unknown): what is Text {
  return typeof what === 'object' && what !== null && 'zh' in what && 'en' in what;
}

/** Known before the words are read, since what is said of them is said in it. */
function languageIn(words: readonly string[]): Language {
  const at = words.indexOf('--lang');
  const given = at >= 0 ? words[at + 1] : words.find((word) => word.startsWith('--lang='))?.slice(7);
  return given === 'en' ? 'en' : 'zh';
}
