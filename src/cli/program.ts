import type { Command } from 'commander';
import type { Text } from '../../workflows/vocabulary.js';
import { collect, command, placed, reason, type Run } from './command.js';
import type { Console } from './console.js';
import { exportBag, type ExportOptions } from './export-command.js';
import { keepingCommands } from './keeping-program.js';
import { pastCommands } from './past-program.js';
import { rebuildCommands } from './rebuild-commands.js';
import { rehearseDecisions, type RehearseOptions } from './rehearse-command.js';
import { replay, type ReplayOptions } from './replay-command.js';
import {
  recoverAdministrator,
  type RecoverOptions,
  resetSecondFactor,
  type ResetOptions,
  setupLink,
  type SetupLinkOptions,
} from './user-commands.js';
import { verify, type VerifyOptions } from './verify-command.js';
import { listWorkflows, proveWorkflows } from './workflow-commands.js';

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
      .option('--sm-key <vkey>', screen.words(SM_KEY), collect)
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
    placed(screen, command(screen, 'export', EXPORT))
      .argument('[decision]', screen.words({ zh: '决策编号', en: 'id of the decision' }))
      .option('--all', screen.words({ zh: '导出整个账本', en: 'the whole ledger' }))
      .option('--archive', screen.words(ARCHIVE))
      .requiredOption('--out <path>', screen.words(OUT))
      .option('--with-comments', screen.words(WITH_COMMENTS))
      .option('--pin <file>', screen.words(PIN), collect)
      .option('--with-refused', screen.words(WITH_REFUSED))
      .action((id: string | undefined, options: ExportOptions) =>
        run(exportBag(id, options, screen, environment)),
      ),
  );
  for (const one of pastCommands(screen, environment, run)) program.addCommand(one);
  program.addCommand(workflowCommands(screen, environment, run));
  program.addCommand(userCommands(screen, environment, run));
  for (const one of keepingCommands(screen, environment, run)) program.addCommand(one);
  for (const one of rebuildCommands(screen, environment, run)) program.addCommand(one);
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
  user.addCommand(
    placed(screen, command(screen, 'reset-second-factor', RESET_SECOND_FACTOR))
      .argument('<username>', screen.words({ zh: '登录名', en: 'the name that they sign in with' }))
      .requiredOption(
        '--reason <text>',
        screen.words({ zh: '原因，记入账本', en: 'why; it stands on record' }),
      )
      .action((username: string, options: ResetOptions) =>
        run(resetSecondFactor(username, options, screen, environment)),
      ),
  );
  user.addCommand(
    placed(screen, command(screen, 'recover', RECOVER))
      .requiredOption('--body <id>', screen.words({ zh: '机关编号', en: 'id of the body' }))
      .requiredOption('--username <name>', screen.words({ zh: '谁任管理员', en: 'who is to administer it' }))
      .requiredOption(
        '--reason <text>',
        screen.words({ zh: '理由，记入账本', en: 'why, for the record' }),
        reason,
      )
      .action((options: RecoverOptions) => run(recoverAdministrator(options, screen, environment))),
  );
  return user;
}

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
const EXPORT: Text = {
  zh: '导出一项决策或整个账本，不依赖本系统即可核验（0 已导出，1 已导出但有材料受损，2 未能完成，3 用法有误）',
  en: 'a decision or the whole ledger, to be checked without us (0 written, 1 written with a damaged paper, 2 could not finish, 3 usage)',
};
const OUT: Text = {
  zh: '写到哪里：以 .zip 结尾为 ZIP 文件，否则为目录',
  en: 'where to: a ZIP where it ends in .zip, else a folder',
};
const WITH_COMMENTS: Text = {
  zh: '一并导出公众意见的内容、姓名和联系方式（默认只列摘要）',
  en: 'with what members of the public wrote, their names and contacts (by default only digests)',
};
const PIN: Text = {
  zh: '审计人所留的检查点，可多次给出：连同证明一起装入，供核验时比对',
  en: 'a checkpoint that the auditor holds; may be repeated: it goes in with its proof, to be compared',
};
const SM_KEY: Text = {
  zh: '第二来源（SM3/SM2）的公钥，可多次给出；默认取签名状态旁的',
  en: 'public key of the second origin (SM3/SM2); may be repeated; by default the one beside its state',
};
const ARCHIVE: Text = {
  zh: '归档信息包：归档目录、元数据、按归档次序排列的材料（docs/archive.md）',
  en: 'the archival package: catalogue, metadata, papers in the order of filing (docs/archive.md)',
};
const WITH_REFUSED: Text = {
  zh: '视图中一并列出被拒绝的操作（出自访问记录）',
  en: 'with what was tried and refused in the readable views (from the access log)',
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
const RESET_SECOND_FACTOR: Text = {
  zh: '移除一人的全部第二重验证并终止其登录，记入账本',
  en: 'take all second factors of a person away and end their sessions, on record',
};
const SETUP_LINK: Text = {
  zh: '尚无账号时，发放新的一次性初始化链接',
  en: 'a new one-time set-up link, while there is no account',
};
const RECOVER: Text = {
  zh: '管理员遗失时恢复：记入账本、人人可见，原密码、第二重验证和登录作废，显示一次性的首次登录凭证',
  en: 'a body gets an administrator again: on record for everybody; password, second factors and sessions of before end, and a token for a new password is shown once',
};
