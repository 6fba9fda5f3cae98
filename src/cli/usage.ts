import type { CommanderError } from 'commander';
import type { Text } from '../../workflows/vocabulary.js';

const SEE = { zh: '；用法见 chengxu --help', en: '; see chengxu --help' };

const PROBLEMS: Readonly<Record<string, (what: string) => Text>> = {
  'commander.unknownOption': (what) => ({ zh: `没有选项 ${what}`, en: `there is no option ${what}` }),
  'commander.unknownCommand': (what) => ({ zh: `没有命令 ${what}`, en: `there is no command ${what}` }),
  'commander.missingArgument': (what) => ({ zh: `缺少 ${what}`, en: `${what} is missing` }),
  'commander.missingMandatoryOptionValue': (what) => ({ zh: `缺少 ${what}`, en: `${what} is missing` }),
  'commander.optionMissingArgument': (what) => ({ zh: `${what} 缺少值`, en: `${what} needs a value` }),
  'commander.excessArguments': () => ({ zh: '参数过多', en: 'too many arguments' }),
  'commander.invalidArgument': (what) => ({
    zh: `${what} 的值不能接受`,
    en: `the value of ${what} is not one of those`,
  }),
};

/** What is wrong with a command line, in one line. */
export function usageProblem({ code, message }: CommanderError): Text {
  const what = /'([^']*)'/.exec(message)?.[1] ?? '';
  const text = PROBLEMS[code]?.(what) ?? { zh: '请给出命令', en: 'a command is needed' };
  return { zh: `${text.zh}${SEE.zh}`, en: `${text.en}${SEE.en}` };
}
