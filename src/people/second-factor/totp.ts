import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import type { Clock } from '../../clock.js';
import type { Transaction } from '../../database/database.js';
import { SecondFactorRefused } from '../refusals.js';
import type { PrivateKey } from '../sign-in/private-key.js';
import type { Tickets } from './tickets.js';

const ISSUER = '程序 Chengxu';
const PERIOD = 30;
/** A clock may be one step off either way. */
const WINDOW = 1;

/** What an authenticator app needs, shown once: as text, as a link, and as a QR code (SVG) that no service has seen. */
export interface TotpEnrolment {
  readonly ticket: string;
  readonly secret: string;
  readonly uri: string;
  readonly qr: string;
}

/** One-time codes by time (RFC 6238: SHA-1, six digits, thirty seconds, as every authenticator app has them). */
export class TotpCodes {
  constructor(
    private readonly tickets: Tickets,
    private readonly key: PrivateKey,
    private readonly clock: Pick<Clock, 'machine'>,
  ) {}

  /** Nothing is kept until a code has shown that the app has the secret. */
  enrol(person: string, username: string): TotpEnrolment {
    const secret = new Secret({ size: 20 }).base32;
    const uri = totpOf(secret, username).toString();
    const ticket = this.tickets.issue('totp', { person, secret });
    return { ticket, secret, uri, qr: renderSVG(uri) };
  }

  /** Takes the place of one of before. @throws SecondFactorRefused */
  async confirm(tx: Transaction, person: string, ticket: string, code: string): Promise<void> {
    const begun = this.tickets.read('totp', ticket);
    const secret = begun?.['person'] === person ? String(begun['secret']) : undefined;
    const step = secret === undefined ? undefined : this.stepOf(secret, code);
    if (secret === undefined || step === undefined || !(await this.tickets.useUp(tx, ticket)))
      throw new SecondFactorRefused();
    await tx.query('DELETE FROM totp WHERE person = ?', [person]);
    await tx.query('INSERT INTO totp (person, sealed_secret, confirmed_at, last_step) VALUES (?, ?, ?, ?)', [
      person,
      this.key.seal(secret, `totp of ${person}`),
      this.clock.machine().toISOString(),
      step,
    ]);
  }

  /** Whether the code is right, and newer than the last that was: a code counts once (RFC 6238 §5.2). */
  async accepts(tx: Transaction, person: string, code: string): Promise<boolean> {
    const [row] = await tx.query<{ sealed_secret: string; last_step: number }>(
      'SELECT sealed_secret, last_step FROM totp WHERE person = ?',
      [person],
    );
    if (!row) return false;
    const step = this.stepOf(this.key.unseal(row.sealed_secret, `totp of ${person}`), code);
    if (step === undefined || step <= Number(row.last_step)) return false;
    await tx.query('UPDATE totp SET last_step = ? WHERE person = ?', [step, person]);
    return true;
  }

  private stepOf(secret: string, code: string): number | undefined {
    const timestamp = this.clock.machine().getTime();
    const delta = totpOf(secret, '').validate({ token: code, timestamp, window: WINDOW });
    return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD) + delta;
  }
}

const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD });
