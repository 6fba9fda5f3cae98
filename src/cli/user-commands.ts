import { systemClock } from '../clock.js';
import { openDatabase } from '../database/open.js';
import { issueSetupToken } from '../installation/setup-token.js';
import { secondFactorsReset } from '../people/second-factor/reset.js';
import { secondFactorReset } from '../people/person.js';
import { findAccount } from '../people/sign-in/accounts.js';
import type { Recorded } from '../road/http-answers.js';
import { withParts } from './key-commands.js';
import { type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions } from './place.js';

export interface ResetOptions extends PlaceOptions {
  readonly reason: string;
}

/**
 * `chengxu user reset-second-factor`: for whoever has lost what they sign in with where nobody is left to reset it. An act
 * of the installation, on record, beside a server that runs or without one. @returns exit status
 */
export async function resetSecondFactor(
  username: string,
  { reason, ...place }: ResetOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const said = secondFactorReset.safeParse({ reason });
  if (!said.success)
    throw new UsageError({
      zh: '--reason 须为 1 至 1000 字的说明',
      en: '--reason takes 1 to 1000 characters',
    });
  return withParts(place, environment, async ({ database, road, ledger }) => {
    const account = await findAccount(database.read, username);
    if (!account) throw new UsageError({ zh: `没有账号 ${username}`, en: `there is no account ${username}` });
    const asked = secondFactorsReset(account.person, 'installation', said.data);
    const { body } = await road.record(asked);
    await ledger.checkpoint();
    const { event } = body as Recorded;
    screen.says({
      zh: `已移除 ${username} 的全部第二重验证，其登录和令牌已终止；已记入账本，第 ${event.seq} 号事件，人人可见。`,
      en: `All second factors of ${username} are gone, and so are their sessions and tokens; it is on record as event ${event.seq}, for everyone to see.`,
    });
    return EXIT.fine;
  });
}

export interface SetupLinkOptions extends PlaceOptions {
  /** Where the server is reached; 127.0.0.1 and PORT unless told. */
  readonly address?: string;
}

/**
 * `chengxu user setup-link`: a new one-time link for whoever sets the installation up; earlier ones end. Only while there
 * is no account: afterwards people are registered by administrators, as acts on record. @returns exit status
 */
export async function setupLink(
  options: SetupLinkOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { databaseUrl } = placeFrom(options, environment);
  const address = options.address ?? `http://127.0.0.1:${environment['PORT'] || '3000'}`;
  const database = await openDatabase({ url: databaseUrl });
  try {
    const token = await issueSetupToken(database, systemClock.machine());
    if (token === undefined) {
      throw new UsageError({
        zh: '已有账号，不再发放初始化链接；人员由管理员登记',
        en: 'there are accounts already, so no link is issued; administrators register people',
      });
    }
    screen.says(`${address.replace(/\/$/, '')}/api/setup?token=${token}`);
    return EXIT.fine;
  } finally {
    await database.close();
  }
}
