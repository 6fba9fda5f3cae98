import type { Database } from '../../database/database.js';
import { SignInRefused } from '../refusals.js';
import { findAccount } from './accounts.js';
import type { SignInDelay } from './delay.js';
import type { Passwords } from './passwords.js';
import type { OpenedSession, Sessions } from './sessions.js';

/** Opens a session for whoever knows the password. */
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly delay: SignInDelay,
  ) {}

  /** @throws SignInRefused for an unknown user and for a wrong password alike; SignInBusy */
  async signIn(
    username: string,
    password: string,
    address: string,
  ): Promise<OpenedSession & { person: string }> {
    await this.delay.before(username, address);
    const account = await findAccount(this.database.read, username);
    if (!(await this.passwords.matches(account?.passwordHash, password)) || !account)
      throw new SignInRefused();
    this.delay.succeeded(username, address);
    return { ...(await this.sessions.open(account.person)), person: account.person };
  }
}
