import type { Command } from 'commander';
import type { Text } from '../../workflows/vocabulary.js';
import { collect, command, type Run } from './command.js';
import type { Console } from './console.js';
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
export function keepingCommands(screen: Console, _environment: NodeJS.ProcessEnv, run: Run): Command[] {
  return [witnessCommands(screen, run)];
}

function witnessCommands(screen: Console, run: Run): Command {
  const own = (name: string, about: Text) =>
    command(screen, name, about).option('--directory <path>', screen.words(DIRECTORY));
  const witness = command(screen, 'witness', WITNESS);
  witness.addCommand(
    own('init', INIT)
      .argument('<name>', screen.words(NAME))
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
      .action((options: ServeOptions) => run(serve(options, screen, untilTold()))),
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
