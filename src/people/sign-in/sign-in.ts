import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { SecondFactorRefused, SignInNeeded, SignInRefused } from '../refusals.js';
import type { Assertion } from '../second-factor/passkeys.js';
import type { Proof, SecondFactors } from '../second-factor/second-factors.js';
import { earlierPasswords, findAccount, setPassword } from './accounts.js';
import type { Attempt, SignInDelay } from './delay.js';
import type { Passwords } from './passwords.js';
import type { PolicyReader } from './policy.js';
import type { Carrier, OpenedSession, Session, Sessions } from './sessions.js';

/** How a session is to travel, and the token of the one that it takes the place of. */
export interface Wanted {
  readonly carrier: Carrier;
  readonly replaces?: string | undefined;
}

/** What signing in works with. */
export interface World {
  readonly database: Database;
  readonly clock: Clock;
  readonly policy: PolicyReader;
}

/** Opens a session for whoever proves to be somebody. */
export class SignIn {
  constructor(
    private readonly world: World,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly secondFactors: SecondFactors,
    private readonly delay: SignInDelay,
  ) {}

  /**
   * @throws SignInRefused for an unknown user and for a wrong password alike; SecondFactorNeeded and
   *   SecondFactorRefused for whoever knows the password; SignInSlowed, SignInBusy
   */
  async signIn(
    attempt: Attempt,
    { password, ...proof }: Proof & { readonly password: string },
    wanted: Wanted,
  ): Promise<OpenedSession & { person: string }> {
    const person = await this.prove(attempt, password);
    const strong = await this.secondFactors.ask(person, proof);
    await this.delay.succeeded(attempt);
    return this.open(person, wanted, strong);
  }

  /**
   * By a passkey alone, whose authenticator has made sure who holds it.
   * @throws SecondFactorRefused, SignInSlowed, SignInBusy
   */
  async signInByPasskey(assertion: Assertion, wanted: Wanted): Promise<OpenedSession & { person: string }> {
    const { person, userVerified } = await this.secondFactors.passkeys.assert(assertion);
    if (!userVerified) throw new SecondFactorRefused();
    return this.open(person, wanted, true);
  }

  /**
   * Whoever is signed in proves again to be there; the session goes on under another token.
   * @throws SignInRefused, SecondFactorRefused, SignInSlowed, SignInBusy, SignInNeeded
   */
  async proveAgain(
    session: Session,
    attempt: Attempt,
    { password, ...proof }: Proof & { readonly password?: string | undefined },
  ): Promise<OpenedSession> {
    if (password === undefined) await this.secondFactors.verify(session.person, proof);
    else {
      await this.prove(attempt, password);
      await this.delay.succeeded(attempt);
    }
    const opened = await this.sessions.prove(session, password === undefined);
    if (!opened) throw new SignInNeeded();
    return opened;
  }

  /** A session for a person who has been proven. @param strong by a second factor or a passkey */
  async open(person: string, wanted: Wanted, strong: boolean): Promise<OpenedSession & { person: string }> {
    const { idleMs, longestMs } = await this.world.policy();
    return { ...(await this.sessions.open({ person, ...wanted, strong, idleMs, longestMs })), person };
  }

  /**
   * A new password, by whoever knows the present one; it ends every session of that person, this one too.
   * @throws SignInRefused, SignInSlowed, SignInBusy, PasswordRefused
   */
  async changePassword(attempt: Attempt, present: string, next: string): Promise<void> {
    const person = await this.prove(attempt, present);
    const { passwordHistory } = await this.world.policy();
    const earlier = await earlierPasswords(this.world.database.read, person);
    const passwordHash = await this.passwords.hash(next, attempt.username, earlier);
    await this.world.database.write((tx) =>
      setPassword(tx, { person, passwordHash }, this.world.clock.machine(), passwordHistory),
    );
    await this.delay.succeeded(attempt);
  }

  /**
   * Whose name and password these are. Whoever calls it tells the delay when all else that was asked is right too.
   * @throws SignInRefused, SignInSlowed, SignInBusy
   */
  private async prove(attempt: Attempt, password: string): Promise<string> {
    const { longestDelayMs } = await this.world.policy();
    await this.delay.before(attempt, longestDelayMs);
    const account = await findAccount(this.world.database.read, attempt.username);
    // The same work, whether or not there is such an account.
    if (!(await this.passwords.matches(account?.passwordHash, password)) || !account)
      throw new SignInRefused();
    return account.person;
  }
}
