import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { ROLE_NAMES, type Role } from '../../../workflows/vocabulary.js';
import { sha256Hex } from '../../canonical/digest.js';
import type { Clock } from '../../clock.js';
import type { Database, Row } from '../../database/database.js';
import { SubjectNotFound } from '../../road/refusals.js';
import { TooManyTokens } from '../refusals.js';
import type { TokenScope } from '../sign-in/signed-in-by.js';

/** By this beginning a token for programs is known, by us and by whoever searches for secrets that got lost. */
export const API_TOKEN = 'chengxu_';
const TOKEN = /^chengxu_[A-Za-z0-9_-]{43}$/;
const AT_MOST = 20;
/** A token that is in use is noted this often only: each note is a durable write. */
const NOTED_EVERY_MS = 60 * 60 * 1000;

/** A token as its person sees it; the token itself is shown once, when it is made. */
export interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly kinds: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

export type NewToken = Pick<ListedToken, 'name' | 'roles' | 'kinds' | 'expiresAt'>;

interface TokenRow extends Row {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly roles: string;
  readonly kinds: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly last_used_at: string | null;
}

/** Tokens for programs, each with less than its person's rights, on machine time. The database has digests only. */
export class ApiTokens {
  constructor(
    private readonly database: Database,
    private readonly clock: Pick<Clock, 'machine'>,
  ) {}

  /** @throws TooManyTokens */
  async make(
    person: string,
    { name, roles, kinds, expiresAt }: NewToken,
  ): Promise<ListedToken & { token: string }> {
    const token = API_TOKEN + randomBytes(32).toString('base64url');
    const createdAt = this.clock.machine().toISOString();
    const made = { id: uuid(), name, roles, kinds, createdAt, expiresAt, lastUsedAt: null };
    await this.database.write(async (tx) => {
      await tx.query('DELETE FROM api_token WHERE person = ? AND expires_at <= ?', [person, createdAt]);
      const others = await tx.query('SELECT 1 AS one FROM api_token WHERE person = ?', [person]);
      if (others.length >= AT_MOST) throw new TooManyTokens(AT_MOST);
      await tx.query(
        `INSERT INTO api_token (id, token_digest, person, name, roles, kinds, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [made.id, sha256Hex(token), person, name, roles.join(' '), kinds.join(' '), createdAt, expiresAt],
      );
    });
    return { ...made, token };
  }

  /** What the token is good for; undefined for one that never was, was revoked, or whose time is over. */
  async find(token: string): Promise<TokenScope | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const digest = sha256Hex(token);
    const [row] = await this.database.read.query<TokenRow>('SELECT * FROM api_token WHERE token_digest = ?', [
      digest,
    ]);
    const now = this.clock.machine();
    if (!row || row.expires_at <= now.toISOString()) return undefined;
    if (now.getTime() - Date.parse(row.last_used_at ?? row.created_at) >= NOTED_EVERY_MS)
      await this.database.write((tx) =>
        tx.query('UPDATE api_token SET last_used_at = ? WHERE id = ?', [now.toISOString(), row.id]),
      );
    const { id, name: _, roles, kinds } = listed(row);
    return { id, person: row.person, roles, kinds };
  }

  async of(person: string): Promise<ListedToken[]> {
    const rows = await this.database.read.query<TokenRow>(
      'SELECT * FROM api_token WHERE person = ? AND expires_at > ? ORDER BY id',
      [person, this.clock.machine().toISOString()],
    );
    return rows.map(listed);
  }

  /** @throws SubjectNotFound when that person has no such token */
  async revoke(person: string, id: string): Promise<void> {
    if (!(await this.of(person)).some((token) => token.id === id)) throw new SubjectNotFound();
    await this.database.write((tx) =>
      tx.query('DELETE FROM api_token WHERE person = ? AND id = ?', [person, id]),
    );
  }
}

function listed(row: TokenRow): ListedToken {
  return {
    id: row.id,
    name: row.name,
    roles: names(row.roles).filter((role): role is Role => ROLE_NAMES.some((known) => known === role)),
    kinds: names(row.kinds),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  };
}

const names = (text: string): string[] => text.split(' ').filter(Boolean);
