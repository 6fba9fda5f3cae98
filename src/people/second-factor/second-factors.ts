import type { Json } from '../../canonical/canonical-json.js';
import type { Clock } from '../../clock.js';
import type { Database, Transaction } from '../../database/database.js';
import { SecondFactorNeeded, SecondFactorRefused, SignInSlowed } from '../refusals.js';
import { methodsOf } from './methods.js';
import type { Assertion, Passkeys } from './passkeys.js';
import { renewRecoveryCodes, takeRecoveryCode } from './recovery-codes.js';
import type { TotpCodes } from './totp.js';

/** What somebody sends as their second factor: the first of these that is there counts. */
export interface Proof {
  readonly totp?: string | undefined;
  readonly recoveryCode?: string | undefined;
  readonly passkey?: Assertion | undefined;
}

const FREE = 5;
const SECOND = 1000;
const LONGEST_MS = 15 * 60 * SECOND;

/** By what a person proves more than a password does. */
export class SecondFactors {
  constructor(
    private readonly database: Database,
    readonly totp: TotpCodes,
    readonly passkeys: Passkeys,
    private readonly clock: Pick<Clock, 'machine'>,
  ) {}

  /**
   * For whoever has shown the password.
   * @returns whether a second factor was asked for, and is right
   * @throws SecondFactorNeeded with what is to be signed, SecondFactorRefused, SignInSlowed
   */
  async ask(person: string, proof: Proof): Promise<boolean> {
    const methods = await methodsOf(this.database.read, person);
    if (methods.length === 0) return false;
    const { totp, recoveryCode, passkey } = proof;
    if (totp === undefined && recoveryCode === undefined && passkey === undefined) {
      const challenge = methods.includes('passkey') ? await this.passkeys.challenge(person) : undefined;
      throw new SecondFactorNeeded(methods, challenge && asJson(challenge));
    }
    await this.verify(person, proof);
    return true;
  }

  /** @throws SecondFactorRefused, SignInSlowed */
  async verify(person: string, { totp, recoveryCode, passkey }: Proof): Promise<void> {
    if (passkey !== undefined) {
      if ((await this.passkeys.assert(passkey)).person !== person) throw new SecondFactorRefused();
      return;
    }
    const right = await this.database.write(async (tx) => {
      await this.refuseWhileBarred(tx, person);
      const accepted =
        totp !== undefined
          ? await this.totp.accepts(tx, person, totp)
          : recoveryCode !== undefined && (await takeRecoveryCode(tx, person, recoveryCode));
      if (accepted) await tx.query('DELETE FROM second_factor_failures WHERE person = ?', [person]);
      else await this.countFailure(tx, person);
      return accepted;
    });
    if (!right) throw new SecondFactorRefused();
  }

  /**
   * Does something about a person's second factors; the first of them comes with recovery codes.
   * @returns the codes, to be shown once; undefined when the person has some already
   */
  async enrol(person: string, work: (tx: Transaction) => Promise<void>): Promise<string[] | undefined> {
    return this.database.write(async (tx) => {
      const first = (await methodsOf(tx, person)).length === 0;
      await work(tx);
      return first ? renewRecoveryCodes(tx, person) : undefined;
    });
  }

  renewCodes(person: string): Promise<string[]> {
    return this.database.write((tx) => renewRecoveryCodes(tx, person));
  }

  /** Without the last second factor, recovery codes stand in for nothing. */
  async remove(person: string, work: (tx: Transaction) => Promise<unknown>): Promise<void> {
    await this.database.write(async (tx) => {
      await work(tx);
      if ((await methodsOf(tx, person)).length === 0)
        await tx.query('DELETE FROM recovery_code WHERE person = ?', [person]);
    });
  }

  /** Six digits are few: only whoever has the password already gets here, and then not often. @throws SignInSlowed */
  private async refuseWhileBarred(tx: Transaction, person: string): Promise<void> {
    const [row] = await tx.query<{ not_before: string }>(
      'SELECT not_before FROM second_factor_failures WHERE person = ?',
      [person],
    );
    const left = row ? Date.parse(row.not_before) - this.clock.machine().getTime() : 0;
    if (left > 0) throw new SignInSlowed(Math.ceil(left / SECOND));
  }

  private async countFailure(tx: Transaction, person: string): Promise<void> {
    const [row] = await tx.query<{ failed: number }>(
      'SELECT failed FROM second_factor_failures WHERE person = ?',
      [person],
    );
    const failed = Number(row?.failed ?? 0) + 1;
    const wait = failed < FREE ? 0 : Math.min(SECOND * 2 ** Math.min(failed - FREE, 20), LONGEST_MS);
    await tx.query('DELETE FROM second_factor_failures WHERE person = ?', [person]);
    await tx.query('INSERT INTO second_factor_failures (person, failed, not_before) VALUES (?, ?, ?)', [
      person,
      failed,
      new Date(this.clock.machine().getTime() + wait).toISOString(),
    ]);
  }
}

function asJson({ ticket, options }: { ticket: string; options: object }): { ticket: string; options: Json } {
  return { ticket, options: JSON.parse(JSON.stringify(options)) as Json };
}
