import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../../canonical/digest.js';
import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';

const MINUTE = 60 * 1000;
const IDLE_MS = 30 * MINUTE;
const LONGEST_MS = 12 * 60 * MINUTE;
/** A session that is in use is noted this often only: each note is a durable write. */
const NOTED_EVERY_MS = MINUTE;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** `expiresAt`: when it ends whatever happens, RFC 3339 UTC; unused for half an hour it ends earlier. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: string;
}

/**
 * Sessions on machine time. The token is 32 random bytes and is known to its holder alone: the database has its
 * digest, so whoever reads the database cannot act as anybody.
 */
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async open(person: string): Promise<OpenedSession> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.machine();
    const expiresAt = new Date(now.getTime() + LONGEST_MS).toISOString();
    await this.database.write(async (tx) => {
      await tx.query('DELETE FROM session WHERE expires_at <= ?', [now.toISOString()]);
      await tx.query(
        'INSERT INTO session (token_digest, person, created_at, last_seen_at, expires_at) VALUES (?, ?, ?, ?, ?)',
        [sha256Hex(token), person, now.toISOString(), now.toISOString(), expiresAt],
      );
    });
    return { token, expiresAt };
  }

  /** Whose session it is; undefined for a token that never was, or whose time is over. */
  async personOf(token: string): Promise<string | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const digest = sha256Hex(token);
    const [row] = await this.database.read.query<{
      person: string;
      last_seen_at: string;
      expires_at: string;
    }>('SELECT person, last_seen_at, expires_at FROM session WHERE token_digest = ?', [digest]);
    if (!row) return undefined;
    const now = this.clock.machine().getTime();
    const unseen = now - Date.parse(row.last_seen_at);
    if (unseen >= IDLE_MS || now >= Date.parse(row.expires_at)) return undefined;
    if (unseen >= NOTED_EVERY_MS) await this.note(digest, now);
    return row.person;
  }

  async close(token: string): Promise<void> {
    await this.database.write((tx) =>
      tx.query('DELETE FROM session WHERE token_digest = ?', [sha256Hex(token)]),
    );
  }

  private async note(digest: string, now: number): Promise<void> {
    const seen = new Date(now).toISOString();
    await this.database.write((tx) =>
      tx.query('UPDATE session SET last_seen_at = ? WHERE token_digest = ? AND last_seen_at < ?', [
        seen,
        digest,
        seen,
      ]),
    );
  }
}

/** The token of `Authorization: Bearer …` (RFC 6750 §2.1). */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([A-Za-z0-9_-]{1,100})$/i.exec(authorization ?? '')?.[1];
}
