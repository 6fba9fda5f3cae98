import { Command, Option } from 'commander';
import type { Text } from '../../workflows/vocabulary.js';
import { isKeyName } from '../ledger/signed-note.js';
import { type Console, UsageError } from './console.js';

/** Takes the exit status of the command that was chosen. */
export type Run = (work: Promise<number>) => Promise<void>;

/** A command with its language option, described in the reader's language. */
export function command(screen: Console, name: string, about: Text): Command {
  const language = new Option(
    '--lang <language>',
    screen.words({ zh: '语言：zh 或 en', en: 'language: zh or en' }),
  );
  return new Command(name)
    .description(screen.words(about))
    .helpOption('-h, --help', screen.words({ zh: '显示用法', en: 'show how it is used' }))
    .helpCommand(false)
    .configureHelp({ styleTitle: (title) => screen.words(TITLES[title] ?? title) })
    .addOption(language.choices(['zh', 'en']));
}

/** The options that say which installation a command is about. */
export function placed(screen: Console, one: Command): Command {
  return one
    .option('--data <directory>', screen.words(DATA))
    .option('--database <url>', screen.words(DATABASE));
}

/** A reason that goes on record: one to a thousand characters. @throws UsageError before anything is done */
export function reason(value: string): string {
  const text = value.trim();
  if (text !== '' && text.length <= 1000) return text;
  throw new UsageError({
    zh: '--reason 须写明理由，至多 1000 字',
    en: '--reason has to say why, in at most 1000 characters',
  });
}

/** The name of a log or a witness, which is that of its key. @throws UsageError before anything is done */
export function keyName(value: string): string {
  if (isKeyName(value)) return value;
  throw new UsageError({
    zh: `“${value}” 不能作名称：不可为空，不可有空白或加号`,
    en: `'${value}' can be no name: neither empty nor with spaces or plus signs`,
  });
}

/** For an option that may be given more than once. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

const TITLES: Readonly<Record<string, Text>> = {
  'Usage:': { zh: '用法：', en: 'Usage:' },
  'Options:': { zh: '选项：', en: 'Options:' },
  'Commands:': { zh: '命令：', en: 'Commands:' },
  'Arguments:': { zh: '参数：', en: 'Arguments:' },
};
const DATA: Text = { zh: '数据目录，默认 ./data', en: 'data directory, ./data by default' };
const DATABASE: Text = {
  zh: '数据库：sqlite:/路径/文件.db 或 postgres://…',
  en: 'the database: sqlite:/path/to/file.db or postgres://…',
};
