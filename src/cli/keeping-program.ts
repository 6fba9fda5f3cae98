import type { Command } from 'commander';
import type { Text } from '../../workflows/vocabulary.js';
import { backup, type BackupOptions, restore, type RestoreOptions } from './backup-commands.js';
import { collect, command, keyName, placed, reason, type Run } from './command.js';
import type { Console } from './console.js';
import { importCosignatures, requestCosignature, type RequestOptions } from './cosign-commands.js';
import {
  createSm,
  type CreateSmOptions,
  rotate,
  type RotateOptions,
  rotateSm,
  type RotateSmOptions,
  showKeys,
  showSm,
} from './key-commands.js';
import type { PlaceOptions } from './place.js';
import {
  addLog,
  initWitness,
  serve,
  type ServeOptions,
  signRequest,
  witnessStatus,
  type WitnessOptions,
} from './witness-commands.js';

/** What keeps the ledger held elsewhere, and itself kept: witnesses, keys, backups. */
export function keepingCommands(screen: Console, environment: NodeJS.ProcessEnv, run: Run): Command[] {
  return [
    witnessCommands(screen, run),
    cosignCommands(screen, environment, run),
    keyCommands(screen, environment, run),
    placed(screen, command(screen, 'backup', BACKUP))
      .requiredOption('--out <directory>', screen.words(OUT))
      .option('--with-signer-key', screen.words(WITH_KEY))
      .action((options: BackupOptions) => run(backup(options, screen, environment))),
    restoreCommand(screen, run),
  ];
}

function restoreCommand(screen: Console, run: Run): Command {
  return command(screen, 'restore', RESTORE)
    .argument('<backup>', screen.words({ zh: '备份目录', en: 'directory of the backup' }))
    .requiredOption('--data <directory>', screen.words({ zh: '新的数据目录', en: 'a new data directory' }))
    .requiredOption(
      '--reason <text>',
      screen.words({ zh: '恢复的理由，记入账本', en: 'why, for the record' }),
      reason,
    )
    .option('--database <url>', screen.words(PUT_BACK))
    .option(
      '--origin <name>',
      screen.words({ zh: '账本的新名称', en: 'name of the log from here on' }),
      keyName,
    )
    .option(
      '--key <vkey>',
      screen.words({ zh: '原账本的公钥，可多次给出', en: "the former log's public key; may be repeated" }),
      collect,
    )
    .option('--checkpoint <file>', screen.words(HELD))
    .action((from: string, options: RestoreOptions) => run(restore(from, options, screen)));
}

function keyCommands(screen: Console, environment: NodeJS.ProcessEnv, run: Run): Command {
  const key = command(screen, 'key', { zh: '账本的签名密钥', en: 'the key with which the log signs' });
  key.addCommand(
    placed(screen, command(screen, 'rotate', ROTATE))
      .requiredOption(
        '--reason <text>',
        screen.words({ zh: '轮换的理由，记入账本', en: 'why, for the record' }),
        reason,
      )
      .action((options: RotateOptions) => run(rotate(options, screen, environment))),
  );
  key.addCommand(
    placed(screen, command(screen, 'show', SHOW)).action((options: PlaceOptions) =>
      run(showKeys(options, screen, environment)),
    ),
  );
  key.addCommand(
    placed(screen, command(screen, 'sm-create', SM_CREATE))
      .option('--command <words>', screen.words(SM_COMMAND))
      .option(
        '--public-key <hex>',
        screen.words({ zh: '该程序所持的公钥', en: 'public key of that program' }),
      )
      .action((options: CreateSmOptions) => run(createSm(options, screen, environment))),
  );
  key.addCommand(
    placed(screen, command(screen, 'sm-rotate', SM_ROTATE))
      .requiredOption(
        '--reason <text>',
        screen.words({ zh: '轮换的理由，记入账本', en: 'why, for the record' }),
        reason,
      )
      .option('--command <words>', screen.words(SM_COMMAND))
      .option(
        '--public-key <hex>',
        screen.words({ zh: '该程序所持的公钥', en: 'public key of that program' }),
      )
      .action((options: RotateSmOptions) => run(rotateSm(options, screen, environment))),
  );
  key.addCommand(
    placed(screen, command(screen, 'sm-show', SM_SHOW)).action((options: PlaceOptions) =>
      run(showSm(options, screen, environment)),
    ),
  );
  return key;
}

function cosignCommands(screen: Console, environment: NodeJS.ProcessEnv, run: Run): Command {
  const cosign = command(screen, 'cosign', COSIGN);
  cosign.addCommand(
    placed(screen, command(screen, 'request', REQUEST))
      .argument('<witness>', screen.words({ zh: '策略中的见证人', en: 'a witness of the policy' }))
      .requiredOption('--out <file>', screen.words({ zh: '请求写到哪里', en: 'where to write the request' }))
      .option(
        '--old <size>',
        screen.words({ zh: '该见证人上次签到的事件数', en: 'size that it last cosigned' }),
      )
      .action((name: string, options: RequestOptions) =>
        run(requestCosignature(name, options, screen, environment)),
      ),
  );
  cosign.addCommand(
    placed(screen, command(screen, 'import', IMPORT))
      .argument('<file>', screen.words({ zh: '带见证人签名的检查点', en: 'the cosigned checkpoint' }))
      .action((file: string, options: PlaceOptions) =>
        run(importCosignatures(file, options, screen, environment)),
      ),
  );
  return cosign;
}

function witnessCommands(screen: Console, run: Run): Command {
  const own = (name: string, about: Text) =>
    command(screen, name, about).option('--directory <path>', screen.words(DIRECTORY));
  const witness = command(screen, 'witness', WITNESS);
  witness.addCommand(
    own('init', INIT)
      .argument('<name>', screen.words(NAME), keyName)
      .option('--log <vkey>', screen.words(LOG), collect)
      .action((name: string, options: WitnessOptions & { readonly log?: readonly string[] }) =>
        run(initWitness(name, options.log ?? [], options, screen)),
      ),
  );
  witness.addCommand(
    own('add-log', ADD_LOG)
      .argument('<vkey>', screen.words(LOG))
      .action((vkey: string, options: WitnessOptions) => run(addLog(vkey, options, screen))),
  );
  witness.addCommand(
    own('serve', SERVE)
      .option(
        '--host <address>',
        screen.words({ zh: '监听地址，默认 127.0.0.1', en: '127.0.0.1 by default' }),
      )
      .option('--port <number>', screen.words({ zh: '端口，默认 3001', en: '3001 by default' }))
      .action((options: ServeOptions) => run(serve(options, screen, untilTold))),
    { isDefault: true },
  );
  witness.addCommand(
    own('sign', SIGN)
      .argument('<request>', screen.words({ zh: '请求文件', en: 'file with the request' }))
      .option('--out <file>', screen.words({ zh: '签名写到哪里', en: 'where to write the cosignature' }))
      .action((request: string, options: WitnessOptions & { readonly out?: string }) =>
        run(signRequest(request, options, screen)),
      ),
  );
  witness.addCommand(
    own('status', STATUS).action((options: WitnessOptions) => run(witnessStatus(options, screen))),
  );
  return witness;
}

/** Fulfils when the program is asked to stop. */
const untilTold = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

const BACKUP: Text = {
  zh: '备份：数据库、材料、配置在同一时刻的副本，服务器可以照常运行',
  en: 'a copy of database, papers and configuration as of one instant; the server may run',
};
const OUT: Text = { zh: '备份目录，尚不存在', en: 'directory of the backup, not there yet' };
const WITH_KEY: Text = {
  zh: '连同签名密钥（默认不含）',
  en: "with the signer's key (by default it is not in it)",
};
const RESTORE: Text = {
  zh: '自备份恢复：先核验，再以新的账本名继续，首个事件记下原账本最后的检查点',
  en: 'verify a backup and go on from it under a new origin, whose first leaf names the last good checkpoint',
};
const PUT_BACK: Text = {
  zh: '已放回的 PostgreSQL 数据库；SQLite 不用给出',
  en: 'the PostgreSQL database that was put back; not for SQLite',
};
const HELD: Text = {
  zh: '在别处保存的原账本最大的检查点：据此算出遗失多少',
  en: 'the largest checkpoint of the former log held elsewhere: tells how much is lost',
};
const ROTATE: Text = {
  zh: '轮换密钥：记入账本，由旧密钥签署，此后用新密钥；中断后重新运行即可',
  en: 'a new key: recorded, signed over by the old one, then in its place; interrupted, run it again',
};
const SHOW: Text = { zh: '显示公钥，最新的在前', en: 'the public keys, the newest first' };
const SM_CREATE: Text = {
  zh: '启用第二来源：同一事件之上的 SM3 树和 SM2 签名；用 OpenSSL 生成密钥，或由指定的程序（密码机）签名',
  en: 'switch the second origin on: SM3 tree and SM2 signatures over the same events; key by OpenSSL, or a program that signs',
};
const SM_COMMAND: Text = {
  zh: '签名程序及其参数：自标准输入读原文，输出 DER 或 64 字节签名',
  en: 'a program with its arguments: the text on stdin, the signature on stdout, DER or 64 bytes',
};
const SM_ROTATE: Text = {
  zh: '轮换第二来源的密钥：记入账本，由旧密钥签署覆盖它的检查点，此后由新密钥签',
  en: 'a new key for the second origin: on record, signed over by the old key; then the new one signs',
};
const SM_SHOW: Text = { zh: '显示第二来源的公钥', en: 'the public key of the second origin' };
const COSIGN: Text = {
  zh: '与离线见证人往来：带出请求，带回签名',
  en: 'witnesses that are not on the network: requests out, cosignatures in',
};
const REQUEST: Text = { zh: '写出给离线见证人的请求', en: 'write the request for an offline witness' };
const IMPORT: Text = {
  zh: '收下带回的签名（0 已收下，1 有篡改迹象，2 无可收下，3 用法有误）',
  en: 'keep what came back (0 kept, 1 tampering, 2 nothing to keep, 3 usage)',
};
const WITNESS: Text = {
  zh: '见证人：为别人的账本作证，使其不能有两部历史',
  en: 'a witness: vouches for a log of others, so that it cannot have two histories',
};
const DIRECTORY: Text = {
  zh: '见证人自己的目录，默认 ./witness；不要放在所见证的系统里',
  en: "the witness's own directory, ./witness by default; never inside the installation it watches",
};
const INIT: Text = { zh: '设立见证人，显示其公钥', en: 'begin a witness; says its public key' };
const NAME: Text = { zh: '见证人名称，如 witness.example/audit', en: 'its name, as witness.example/audit' };
const LOG: Text = { zh: '所见证账本的公钥', en: 'public key of a log to witness' };
const ADD_LOG: Text = {
  zh: '再见证一个账本，或纳入账本轮换后的新公钥',
  en: 'witness one more log, or take in the next key of one',
};
const SERVE: Text = {
  zh: '监听并作证（C2SP tlog-witness，POST /add-checkpoint）',
  en: 'listen and cosign (C2SP tlog-witness, POST /add-checkpoint)',
};
const SIGN: Text = {
  zh: '离线作证：签一个请求文件（0 已签，1 有篡改迹象，2 未签，3 用法有误）',
  en: 'cosign a request that came as a file (0 cosigned, 1 tampering, 2 not cosigned, 3 usage)',
};
const STATUS: Text = { zh: '所见各账本的最近一次作证', en: 'what it last cosigned of each log' };
