import { systemClock } from '../clock.js';
import { openDatabase } from '../database/open.js';
import { issueSetupToken } from '../installation/setup-token.js';
import { type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions } from './place.js';

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
