import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../../canonical/digest.js';
import type { Clock } from '../../clock.js';
import type { Database, Row, Transaction } from '../../database/database.js';

/** A session that is in use is noted this often only: each note is a durable write. */
const NOTED_EVERY_MS = 60 * 1000;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** How the token travels. One that a cookie carries is no bearer token, and the other way round. */
export type Carrier = 'bearer' | 'cookie';

/** `expiresAt`: when it ends whatever happens, RFC 3339 UTC; unused for a while it ends earlier. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: string;
}

export interface Session {
  readonly digest: string;
  readonly person: string;
  readonly carrier: Carrier;
  /** When its holder last proved to be that person, by anything; RFC 3339 UTC. */
  readonly provenAt: string;
  /** When last by a second factor or a passkey; null: never in this session. */
  readonly strongAt: string | null;
}

/** What a new session is to be like. Times in milliseconds. */
export interface NewSession {
  readonly person: string;
  readonly carrier: Carrier;
  readonly strong: boolean;
  readonly idleMs: number;
  readonly longestMs: number;
  /** Token of a session that this one takes the place of, if it is that of a session at all. */
  readonly replaces?: string | undefined;
}

interface SessionRow extends Row {
  readonly person: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
  readonly idle_ms: number;
  readonly proven_at: string;
  readonly strong_at: string | null;
}

/**
 * Sessions on machine time. The token is 32 random bytes and is known to its holder alone: the database has its
 * digest, so whoever reads the database cannot act as anybody. Every request looks the session up, on every node:
 * one that was ended is over for the next request.
 */
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async open(asked: NewSession): Promise<OpenedSession> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.machine();
    const expiresAt = new Date(now.getTime() + asked.longestMs).toISOString();
    await this.database.write(async (tx) => {
      await tx.query('DELETE FROM session WHERE expires_at <= ?', [now.toISOString()]);
      if (asked.replaces !== undefined) await end(tx, asked.replaces);
      await insert(tx, { ...asked, digest: sha256Hex(token), expiresAt, now: now.toISOString() });
    });
    return { token, expiresAt };
  }

  /** The session of a token that came this way; undefined for one that never was, or whose time is over. */
  async find(token: string, carrier: Carrier): Promise<Session | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const digest = sha256Hex(token);
    const [row] = await this.database.read.query<SessionRow>(
      `SELECT person, last_seen_at, expires_at, idle_ms, proven_at, strong_at
         FROM session WHERE token_digest = ? AND carrier = ?`,
      [digest, carrier],
    );
    if (!row) return undefined;
    const now = this.clock.machine().getTime();
    const unseen = now - Date.parse(row.last_seen_at);
    if (unseen >= Number(row.idle_ms) || now >= Date.parse(row.expires_at)) return undefined;
    if (unseen >= NOTED_EVERY_MS) await this.note(digest, now);
    return { digest, person: row.person, carrier, provenAt: row.proven_at, strongAt: row.strong_at };
  }

  /**
   * The holder has proved again to be that person: the session goes on under a new token, and ends when it would have.
   * @returns undefined when it has ended meanwhile
   */
  async prove(session: Session, strong: boolean): Promise<OpenedSession | undefined> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.machine().toISOString();
    return this.database.write(async (tx) => {
      const [row] = await tx.query<{ expires_at: string }>(
        'SELECT expires_at FROM session WHERE token_digest = ?',
        [session.digest],
      );
      if (!row) return undefined;
      await tx.query(
        `UPDATE session SET token_digest = ?, last_seen_at = ?, proven_at = ?, strong_at = ? WHERE token_digest = ?`,
        [sha256Hex(token), now, now, strong ? now : session.strongAt, session.digest],
      );
      return { token, expiresAt: row.expires_at };
    });
  }

  async close(session: Pick<Session, 'digest'>): Promise<void> {
    await this.database.write((tx) =>
      tx.query('DELETE FROM session WHERE token_digest = ?', [session.digest]),
    );
  }

  async closeAllOf(person: string): Promise<void> {
    await this.database.write((tx) => endSessions(tx, person));
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

/** Ends all sessions of a person, or of everybody. */
export async function endSessions(tx: Transaction, person?: string): Promise<void> {
  if (person === undefined) await tx.query('DELETE FROM session');
  else await tx.query('DELETE FROM session WHERE person = ?', [person]);
}

const end = (tx: Transaction, token: string) =>
  tx.query('DELETE FROM session WHERE token_digest = ?', [sha256Hex(token)]);

async function insert(
  tx: Transaction,
  {
    digest,
    person,
    carrier,
    now,
    expiresAt,
    idleMs,
    strong,
  }: NewSession & { digest: string; now: string; expiresAt: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO session
       (token_digest, person, carrier, created_at, last_seen_at, expires_at, idle_ms, proven_at, strong_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [digest, person, carrier, now, now, expiresAt, idleMs, now, strong ? now : null],
  );
}

/** The token of `Authorization: Bearer …` (RFC 6750 §2.1). */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([A-Za-z0-9_-]{1,100})$/i.exec(authorization ?? '')?.[1];
}
