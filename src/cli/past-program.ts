import type { Command } from 'commander';
import type { Text } from '../../workflows/vocabulary.js';
import { command, placed, type Run } from './command.js';
import type { Console } from './console.js';
import { diff, type DiffOptions, supposing, type WhatIfOptions } from './past-commands.js';

/** `diff` and `what-if`: what became of a decision, and what would have. */
export function pastCommands(screen: Console, environment: NodeJS.ProcessEnv, run: Run): Command[] {
  const option = (zh: string, en: string) => screen.words({ zh, en });
  const decision = option('决策编号', 'id of the decision');
  const json = option('以 JSON 输出', 'answer as JSON');
  return [
    placed(screen, command(screen, 'diff', DIFF))
      .argument('<decision>', decision)
      .requiredOption('--from <moment>', option('自何版、何日或何时', 'version, date or time'))
      .option('--to <moment>', option('至何版、何日或何时，默认至今', 'likewise; now by default'))
      .option('--json', json)
      .action((id: string, options: DiffOptions) => run(diff(id, options, screen, environment))),
    placed(screen, command(screen, 'what-if', WHAT_IF))
      .argument('<decision>', decision)
      .argument('<version>', option('哪一版的行为', 'version of the act'))
      .option('--on <date>', option('假设在这一天办理', 'had it been done on this day'))
      .option('--jurisdiction <id>', option('假设适用这个地方的规则', 'had the rules of this place bound it'))
      .option('--json', json)
      .action((id: string, version: string, options: WhatIfOptions) =>
        run(supposing(id, version, options, screen, environment)),
      ),
  ];
}

const DIFF: Text = {
  zh: '一项决策在两个时点之间有哪些变化',
  en: 'what changed in a decision between two moments',
};
const WHAT_IF: Text = {
  zh: '某项行为换一天、换一地是否合法（0 合法，1 不会被接受，2 无法判断，3 用法有误）；只作假设，不产生任何效力',
  en: 'would an act have been lawful on another day or elsewhere (0 yes, 1 no, 2 cannot be told, 3 usage); decides nothing',
};
