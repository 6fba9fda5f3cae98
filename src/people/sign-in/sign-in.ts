import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { SignInRefused } from '../refusals.js';
import { earlierPasswords, findAccount, setPassword } from './accounts.js';
import type { Attempt, SignInDelay } from './delay.js';
import type { Passwords } from './passwords.js';
import type { PolicyReader } from './policy.js';
import type { Carrier, OpenedSession, Sessions } from './sessions.js';

/** How a session is to travel, and the token of the one that it takes the place of. */
export interface Wanted {
  readonly carrier: Carrier;
  readonly replaces?: string | undefined;
}

/** Opens a session for whoever knows the password. */
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly delay: SignInDelay,
    private readonly policy: PolicyReader,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws SignInRefused for an unknown user and for a wrong password alike; SignInSlowed, SignInBusy
   */
  async signIn(
    attempt: Attempt,
    password: string,
    wanted: Wanted,
  ): Promise<OpenedSession & { person: string }> {
    const person = await this.prove(attempt, password);
    this.delay.succeeded(attempt);
    return this.open(person, wanted, false);
  }

  /** A session for a person who has been proven. @param strong by a second factor or a passkey */
  async open(person: string, wanted: Wanted, strong: boolean): Promise<OpenedSession & { person: string }> {
    const { idleMs, longestMs } = await this.policy();
    return { ...(await this.sessions.open({ person, ...wanted, strong, idleMs, longestMs })), person };
  }

  /**
   * A new password, by whoever knows the present one; it ends every session of that person, this one too.
   * @throws SignInRefused, SignInSlowed, SignInBusy, PasswordRefused
   */
  async changePassword(attempt: Attempt, present: string, next: string): Promise<void> {
    const person = await this.prove(attempt, present);
    const { passwordHistory } = await this.policy();
    const earlier = await earlierPasswords(this.database.read, person);
    const passwordHash = await this.passwords.hash(next, attempt.username, earlier);
    await this.database.write((tx) =>
      setPassword(tx, { person, passwordHash }, this.clock.machine(), passwordHistory),
    );
    this.delay.succeeded(attempt);
  }

  /**
   * Whose name and password these are. Whoever calls it tells the delay when all else that was asked is right too.
   * @throws SignInRefused, SignInSlowed, SignInBusy
   */
  private async prove(attempt: Attempt, password: string): Promise<string> {
    const { longestDelayMs } = await this.policy();
    await this.delay.before(attempt, longestDelayMs);
    const account = await findAccount(this.database.read, attempt.username);
    // The same work, whether or not there is such an account.
    if (!(await this.passwords.matches(account?.passwordHash, password)) || !account)
      throw new SignInRefused();
    return account.person;
  }
}
