import { Command, Option } from 'commander';
import type { Text } from '../../workflows/vocabulary.js';
import type { Console } from './console.js';
import { diff, type DiffOptions, supposing, type WhatIfOptions } from './past-commands.js';
import { rehearseDecisions, type RehearseOptions } from './rehearse-command.js';
import { replay, type ReplayOptions } from './replay-command.js';
import { setupLink, type SetupLinkOptions } from './user-commands.js';
import { verify, type VerifyOptions } from './verify-command.js';
import { listWorkflows, proveWorkflows } from './workflow-commands.js';

/** Takes the exit status of the command that was chosen. */
type Run = (work: Promise<number>) => Promise<void>;

/** The commands, their options and what is said of them. */
export function programFor(
  screen: Console,
  environment: NodeJS.ProcessEnv,
  writeOut: (text: string) => void,
  run: Run,
): Command {
  const program = command(screen, 'chengxu', {
    zh: '程序：核验账本，重放决策，证明程序不可绕过',
    en: 'Chengxu: verify the ledger, replay decisions, prove that the procedure cannot be bypassed',
  });
  // Here for what is inherited: a subcommand takes the writers and the way out of its parent.
  program.exitOverride().configureOutput({ writeOut, writeErr: () => undefined });
  program.addCommand(
    placed(screen, command(screen, 'verify', VERIFY))
      .option('--key <vkey>', screen.words(KEY), collect)
      .option('--checkpoint <file>', screen.words(CHECKPOINT), collect)
      .option('--workers <number>', screen.words(WORKERS))
      .option('--resume <file>', screen.words(RESUME))
      .option('--json', screen.words({ zh: '以 JSON 输出', en: 'answer as JSON' }))
      .action((options: VerifyOptions) => run(verify(options, screen, environment))),
  );
  program.addCommand(
    placed(screen, command(screen, 'replay', REPLAY))
      .argument('<decision>', screen.words({ zh: '决策编号', en: 'id of the decision' }))
      .option('--version <number>', screen.words({ zh: '到第几版为止', en: 'up to this version' }))
      .option('--at <time>', screen.words({ zh: '到何时为止', en: 'up to this time (RFC 3339, or a date)' }))
      .action((id: string, options: ReplayOptions) => run(replay(id, options, screen, environment))),
  );
  program.addCommand(
    placed(screen, command(screen, 'diff', DIFF))
      .argument('<decision>', screen.words({ zh: '决策编号', en: 'id of the decision' }))
      .requiredOption(
        '--from <moment>',
        screen.words({ zh: '自何版、何日或何时', en: 'version, date or time' }),
      )
      .option(
        '--to <moment>',
        screen.words({ zh: '至何版、何日或何时，默认至今', en: 'likewise; now by default' }),
      )
      .option('--json', screen.words({ zh: '以 JSON 输出', en: 'answer as JSON' }))
      .action((id: string, options: DiffOptions) => run(diff(id, options, screen, environment))),
  );
  program.addCommand(
    placed(screen, command(screen, 'what-if', WHAT_IF))
      .argument('<decision>', screen.words({ zh: '决策编号', en: 'id of the decision' }))
      .argument('<version>', screen.words({ zh: '哪一版的行为', en: 'version of the act' }))
      .option('--on <date>', screen.words({ zh: '假设在这一天办理', en: 'had it been done on this day' }))
      .option(
        '--jurisdiction <id>',
        screen.words({ zh: '假设适用这个地方的规则', en: 'had the rules of this place bound it' }),
      )
      .option('--json', screen.words({ zh: '以 JSON 输出', en: 'answer as JSON' }))
      .action((id: string, version: string, options: WhatIfOptions) =>
        run(supposing(id, version, options, screen, environment)),
      ),
  );
  program.addCommand(workflowCommands(screen, environment, run));
  program.addCommand(userCommands(screen, environment, run));
  for (const one of program.commands) one.copyInheritedSettings(program);
  for (const one of program.commands.flatMap(({ commands }) => commands)) one.copyInheritedSettings(program);
  return program;
}

function workflowCommands(screen: Console, environment: NodeJS.ProcessEnv, run: Run): Command {
  const workflow = command(screen, 'workflow', { zh: '程序定义', en: 'procedures' });
  workflow.addCommand(
    command(screen, 'list', { zh: '列出已发布的程序', en: 'the released procedures' }).action(() =>
      run(listWorkflows(screen)),
    ),
  );
  workflow.addCommand(
    command(screen, 'prove', PROVE)
      .argument('[id]', screen.words({ zh: '只证明这一个程序', en: 'this procedure only' }))
      .option('--folder <directory>', screen.words(FOLDER))
      .action((id: string | undefined, options: { folder?: string }) =>
        run(proveWorkflows(id, options, screen)),
      ),
  );
  workflow.addCommand(
    placed(screen, command(screen, 'rehearse', REHEARSE))
      .option('--workflow <file>', screen.words(DRAFT_WORKFLOW))
      .option('--jurisdiction <file>', screen.words(DRAFT_RULES))
      .option(
        '--decision <id>',
        screen.words({ zh: '只演练这项决策，可多次给出', en: 'this decision only; may be repeated' }),
        collect,
      )
      .option('--json', screen.words({ zh: '以 JSON 输出', en: 'answer as JSON' }))
      .action((options: RehearseOptions) => run(rehearseDecisions(options, screen, environment))),
  );
  return workflow;
}

function userCommands(screen: Console, environment: NodeJS.ProcessEnv, run: Run): Command {
  const user = command(screen, 'user', { zh: '人员', en: 'people' });
  user.addCommand(
    placed(screen, command(screen, 'setup-link', SETUP_LINK))
      .option('--address <url>', screen.words({ zh: '服务器地址', en: 'where the server is reached' }))
      .action((options: SetupLinkOptions) => run(setupLink(options, screen, environment))),
  );
  return user;
}

function command(screen: Console, name: string, about: Text): Command {
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

function placed(screen: Console, one: Command): Command {
  return one
    .option('--data <directory>', screen.words(DATA))
    .option('--database <url>', screen.words(DATABASE));
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

const TITLES: Readonly<Record<string, Text>> = {
  'Usage:': { zh: '用法：', en: 'Usage:' },
  'Options:': { zh: '选项：', en: 'Options:' },
  'Commands:': { zh: '命令：', en: 'Commands:' },
  'Arguments:': { zh: '参数：', en: 'Arguments:' },
};
const VERIFY: Text = {
  zh: '从数据库的每一行重新计算并重放，指出第一处不符（0 通过，1 有篡改迹象，2 无法判定，3 用法有误）',
  en: 'compute and replay everything from the rows; name the first thing wrong (0 verified, 1 tampering, 2 undecided, 3 usage)',
};
const KEY: Text = {
  zh: '您所信任的账本公钥，可多次给出',
  en: 'public key of the ledger that you trust; may be repeated',
};
const CHECKPOINT: Text = {
  zh: '在别处保存的检查点文件，可多次给出',
  en: 'file with a checkpoint that was kept elsewhere; may be repeated',
};
const WORKERS: Text = {
  zh: '裁判所用的线程数，默认每核一个',
  en: 'how many threads judge; one per core by default',
};
const RESUME: Text = {
  zh: '记录核验进度的文件：中断后接着做，之后只裁判新的事件；须由核验人自己保管',
  en: 'file that keeps how far it came: an interrupted run goes on, a later one judges what is new; the auditor keeps it',
};
const REPLAY: Text = {
  zh: '把一项决策重放到某一版或某一时刻',
  en: 'a decision as it stood at any version or time',
};
const DIFF: Text = {
  zh: '一项决策在两个时点之间有哪些变化',
  en: 'what changed in a decision between two moments',
};
const WHAT_IF: Text = {
  zh: '某项行为换一天、换一地是否合法（0 合法，1 不会被接受，2 无法判断，3 用法有误）；只作假设，不产生任何效力',
  en: 'would an act have been lawful on another day or elsewhere (0 yes, 1 no, 2 cannot be told, 3 usage); decides nothing',
};
const PROVE: Text = {
  zh: '证明任何一条路都绕不过必经步骤',
  en: 'prove that no path goes round a mandatory step',
};
const REHEARSE: Text = {
  zh: '按规则草案演练以往的决策，列出会被拒绝的行为（0 全部通过，1 有会被拒绝的，2 无法判断，3 用法有误）',
  en: 'play past decisions again under a draft and list what would have been refused (0 nothing, 1 something, 2 cannot be told, 3 usage)',
};
const DRAFT_WORKFLOW: Text = {
  zh: '合成的程序文件（.mjs），默认用最新发布的版本',
  en: 'a built procedure (.mjs); the newest released one by default',
};
const DRAFT_RULES: Text = {
  zh: '某地或某类事项的规则草案（.yaml）',
  en: 'draft rules of a place or a matter (.yaml)',
};
const FOLDER: Text = {
  zh: '程序所在目录（其下为 <id>/built/<version>.mjs）',
  en: 'where the procedures lie, as <id>/built/<version>.mjs',
};
const SETUP_LINK: Text = {
  zh: '尚无账号时，发放新的一次性初始化链接',
  en: 'a new one-time set-up link, while there is no account',
};
const DATA: Text = { zh: '数据目录，默认 ./data', en: 'data directory, ./data by default' };
const DATABASE: Text = {
  zh: '数据库：sqlite:/路径/文件.db 或 postgres://…',
  en: 'the database: sqlite:/path/to/file.db or postgres://…',
};
