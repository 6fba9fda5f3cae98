import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Clock } from '../../clock.js';
import type { Database, Row, Rows, Transaction } from '../../database/database.js';
import { SubjectNotFound } from '../../road/refusals.js';
import { SecondFactorRefused } from '../refusals.js';
import type { Tickets } from './tickets.js';
import { webauthn } from './webauthn.js';

interface PasskeyRow extends Row {
  readonly credential_id: string;
  readonly person: string;
  readonly public_key: string;
  readonly counter: number;
  readonly transports: string;
  readonly name: string;
  readonly created_at: string;
  readonly last_used_at: string | null;
}

/** What an authenticator has signed, and the ticket of the challenge. */
export interface Assertion {
  readonly ticket: string;
  readonly response: AuthenticationResponseJSON;
}

/** Who was proven, and whether by more than having the authenticator (its PIN, a finger, a face). */
interface Asserted {
  readonly person: string;
  readonly userVerified: boolean;
}

/** WebAuthn (Level 3) credentials: as a second factor, or, where the authenticator knows its holder, instead of a password. */
export class Passkeys {
  private readonly rp: { readonly id: string; readonly origin: string };

  /** @param publicUrl its host is what every passkey is bound to: with another host they are lost */
  constructor(
    private readonly database: Database,
    private readonly tickets: Tickets,
    private readonly clock: Pick<Clock, 'machine'>,
    publicUrl: string,
  ) {
    const { hostname, origin } = new URL(publicUrl);
    this.rp = { id: hostname, origin };
  }

  /** What `navigator.credentials.create` takes. No attestation: which make it is is not our business. */
  async beginRegistration(person: string, username: string) {
    const { generateRegistrationOptions } = await webauthn();
    const options = await generateRegistrationOptions({
      rpName: '程序 Chengxu',
      rpID: this.rp.id,
      userID: new TextEncoder().encode(person),
      userName: username,
      excludeCredentials: await credentialsOf(this.database.read, person),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    });
    const ticket = this.tickets.issue('passkey-registration', { person, challenge: options.challenge });
    return { ticket, options };
  }

  /** @throws SecondFactorRefused */
  async register(
    tx: Transaction,
    person: string,
    { ticket, response, name }: { ticket: string; response: RegistrationResponseJSON; name: string },
  ): Promise<void> {
    const begun = this.tickets.read('passkey-registration', ticket);
    if (begun?.['person'] !== person || !(await this.tickets.useUp(tx, ticket)))
      throw new SecondFactorRefused();
    const { verifyRegistrationResponse } = await webauthn();
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: String(begun['challenge']),
      expectedOrigin: this.rp.origin,
      expectedRPID: this.rp.id,
      requireUserVerification: false,
    }).catch(refused);
    if (!verified) throw new SecondFactorRefused();
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    if (await passkeyNamed(tx, id)) throw new SecondFactorRefused();
    await tx.query(
      `INSERT INTO passkey (credential_id, person, public_key, counter, transports, name, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        person,
        Buffer.from(publicKey).toString('base64url'),
        counter,
        transports.join(' '),
        name,
        this.clock.machine().toISOString(),
      ],
    );
  }

  /** What `navigator.credentials.get` takes: for one person, or for whomever the authenticator knows. */
  async challenge(person?: string) {
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({
      rpID: this.rp.id,
      userVerification: person === undefined ? 'required' : 'preferred',
      ...(person !== undefined && { allowCredentials: await credentialsOf(this.database.read, person) }),
    });
    const ticket = this.tickets.issue('passkey', { challenge: options.challenge, person: person ?? null });
    return { ticket, options };
  }

  /** @throws SecondFactorRefused for what is wrong, late, sent again, or signed by a copy of the authenticator */
  async assert({ ticket, response }: Assertion): Promise<Asserted> {
    const begun = this.tickets.read('passkey', ticket);
    const row = await passkeyNamed(this.database.read, response.id);
    const meant = begun?.['person'] ?? null;
    if (!begun || !row || (meant !== null && meant !== row.person)) throw new SecondFactorRefused();
    const { verifyAuthenticationResponse } = await webauthn();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: String(begun['challenge']),
      expectedOrigin: this.rp.origin,
      expectedRPID: this.rp.id,
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
        counter: Number(row.counter),
      },
      requireUserVerification: false,
    }).catch(refused);
    if (!verified) throw new SecondFactorRefused();
    await this.database.write(async (tx) => {
      const { newCounter } = authenticationInfo;
      const counted = await countUp(tx, row.credential_id, newCounter, this.clock.machine());
      if (!counted || !(await this.tickets.useUp(tx, ticket))) throw new SecondFactorRefused();
    });
    return { person: row.person, userVerified: authenticationInfo.userVerified };
  }

  async of(person: string) {
    const rows = await this.database.read.query<PasskeyRow>(
      'SELECT * FROM passkey WHERE person = ? ORDER BY created_at, credential_id',
      [person],
    );
    return rows.map((row) => ({
      id: row.credential_id,
      name: row.name,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
    }));
  }

  /** @throws SubjectNotFound when that person has no such passkey */
  async remove(tx: Transaction, person: string, id: string): Promise<void> {
    if ((await passkeyNamed(tx, id))?.person !== person) throw new SubjectNotFound();
    await tx.query('DELETE FROM passkey WHERE credential_id = ?', [id]);
  }
}

/** @returns false where the counter has not moved on: what signed was a copy of the authenticator (Level 3 §6.1.1) */
export async function countUp(tx: Transaction, id: string, counter: number, at: Date): Promise<boolean> {
  const now = await passkeyNamed(tx, id);
  if (now === undefined || (counter > 0 && counter <= Number(now.counter))) return false;
  await tx.query('UPDATE passkey SET counter = ?, last_used_at = ? WHERE credential_id = ?', [
    counter,
    at.toISOString(),
    id,
  ]);
  return true;
}

export async function passkeyNamed(rows: Rows, id: string): Promise<PasskeyRow | undefined> {
  return (await rows.query<PasskeyRow>('SELECT * FROM passkey WHERE credential_id = ?', [id]))[0];
}

async function credentialsOf(rows: Rows, person: string) {
  const found = await rows.query<PasskeyRow>('SELECT * FROM passkey WHERE person = ?', [person]);
  return found.map(({ credential_id: id, transports }) => ({
    id,
    transports: transports.split(' ').filter(Boolean),
  }));
}

/** The library throws what was wrong with a response; whoever sent it is told only that it was. */
function refused(cause: unknown): never {
  throw new SecondFactorRefused(cause);
}
