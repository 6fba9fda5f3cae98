import type { Database } from '../../database/database.js';
import { SignInRefused } from '../refusals.js';
import type { Clock } from '../../clock.js';
import { findAccount, setPassword } from './accounts.js';
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
    private readonly clock: Clock,
  ) {}

  /**
   * @param username in the form that accounts have it
   * @throws SignInRefused for an unknown user and for a wrong password alike; SignInBusy
   */
  async signIn(
    username: string,
    password: string,
    address: string,
  ): Promise<OpenedSession & { person: string }> {
    const person = await this.prove(username, password, address);
    return { ...(await this.sessions.open(person)), person };
  }

  /**
   * A new password, by whoever knows the present one; it ends every session of that person, this one too.
   * @throws SignInRefused, SignInBusy, PasswordRefused
   */
  async changePassword(username: string, present: string, next: string, address: string): Promise<void> {
    const person = await this.prove(username, present, address);
    const passwordHash = await this.passwords.hash(next, username);
    await this.database.write((tx) => setPassword(tx, { person, passwordHash }, this.clock.machine()));
  }

  private async prove(username: string, password: string, address: string): Promise<string> {
    await this.delay.before(username, address);
    const account = await findAccount(this.database.read, username);
    if (!(await this.passwords.matches(account?.passwordHash, password)) || !account)
      throw new SignInRefused();
    this.delay.succeeded(username, address);
    return account.person;
  }
}
