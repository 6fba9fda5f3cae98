import { systemClock } from '../clock.js';
import { openDatabase } from '../database/open.js';
import { issueSetupToken } from '../installation/setup-token.js';
import { secondFactorsReset } from '../people/second-factor/reset.js';
import { secondFactorReset } from '../people/person.js';
import type { Recorded } from '../road/http-answers.js';
import { AdministratorRecovery } from '../people/recovery/administrator-recovery.js';
import { findAccount, username } from '../people/sign-in/accounts.js';
import { Passwords } from '../people/sign-in/passwords.js';
import { readUnits } from '../people/unit-room.js';
import { type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions } from './place.js';
import { withParts } from './with-parts.js';

export interface ResetOptions extends PlaceOptions {
  readonly reason: string;
}

/**
 * `chengxu user reset-second-factor`: for whoever has lost what they sign in with where nobody is left to reset it. An act
 * of the installation, on record, beside a server that runs or without one. @returns exit status
 */
export async function resetSecondFactor(
  name: string,
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
    const account = await findAccount(database.read, name);
    if (!account) throw new UsageError({ zh: `没有账号 ${name}`, en: `there is no account ${name}` });
    const asked = secondFactorsReset(account.person, 'installation', said.data);
    const { body } = await road.record(asked);
    await ledger.checkpoint();
    const { event } = body as Recorded;
    screen.says({
      zh: `已移除 ${name} 的全部第二重验证，其登录和令牌已终止；已记入账本，第 ${event.seq} 号事件，人人可见。`,
      en: `All second factors of ${name} are gone, and so are their sessions and tokens; it is on record as event ${event.seq}, for everyone to see.`,
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
    screen.says(`${address.replace(/\/$/, '')}/setup?token=${token}`);
    return EXIT.fine;
  } finally {
    await database.close();
  }
}

export interface RecoverOptions extends PlaceOptions {
  readonly body: string;
  readonly username: string;
  readonly reason: string;
}

/**
 * `chengxu user recover`: a body whose administrator is lost gets one again, who has an account here; it stands in the
 * ledger as an act of the installation, open to everybody. The token that it says is shown this once. Beside a server
 * that runs or without one. @returns exit status
 */
export async function recoverAdministrator(
  { body, reason, ...options }: RecoverOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  return withParts(options, environment, async ({ database, road, clock }) => {
    const units = await readUnits(database.read);
    if (!units.some(({ id, kind, closedOn }) => id === body && kind === 'body' && closedOn === null))
      throw new UsageError({ zh: `没有编号为 ${body} 的机关`, en: `there is no body with the id ${body}` });
    const name = username.safeParse(options.username).data ?? '';
    const account = await findAccount(database.read, name);
    if (!account)
      throw new UsageError({
        zh: `没有用户名为 ${options.username} 的账号`,
        en: `there is no account with the user name ${options.username}`,
      });
    const { person } = account;
    const recovery = new AdministratorRecovery({ database, road, clock }, new Passwords());
    const one = await recovery.recover(undefined, { body, person, reason, resetSignIn: true });
    screen.warns({
      zh: `已记入账本：${name} 为 ${body} 的管理员。请在 ${one?.expiresAt ?? ''} 前以下面的凭证调用 POST /api/first-sign-in 设置密码；凭证只显示这一次。`,
      en: `On record: ${name} administers ${body}. Send the token below with a new password to POST /api/first-sign-in before ${one?.expiresAt ?? ''}; it is shown this once.`,
    });
    screen.says(one?.token ?? '');
    return EXIT.fine;
  });
}
