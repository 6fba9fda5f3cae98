import type { JsonObject } from '../canonical/canonical-json.js';
import type { Clock } from '../clock.js';
import type { Database, Row, Transaction } from '../database/database.js';
import { FormDraftNotFound, FormDraftTooLarge, TooManyFormDrafts } from './refusals.js';

/** Bytes of one draft as JSON in UTF-8. */
export const DRAFT_LIMIT = 256 * 1024;
/** That one person keeps at once. */
export const DRAFTS_OF_ONE = 200;
const KEPT_DAYS = 90;
const DAY_MS = 24 * 3_600_000;

/** A draft without what is in it. Times are machine time, RFC 3339 UTC. */
export interface ListedDraft {
  readonly key: string;
  /** What the form is about, e.g. `decision/…`; '' where it is about nothing on record yet. */
  readonly subject: string;
  readonly size: number;
  readonly savedAt: string;
  readonly expiresAt: string;
}
export interface FormDraft extends ListedDraft {
  readonly content: JsonObject;
}

interface DraftRow extends Row {
  readonly key: string;
  readonly subject: string;
  readonly content: string;
  readonly size: number;
  readonly saved_at: string;
  readonly expires_at: string;
}

/**
 * What somebody has begun to fill in, so that nothing is lost by a refusal or a broken line. It stands in no ledger, and
 * every question asks for the person's own: there is no way to somebody else's.
 */
export class FormDrafts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(person: string): Promise<ListedDraft[]> {
    const rows = await this.database.read.query<DraftRow>(
      `SELECT key, subject, size, saved_at, expires_at FROM form_draft
        WHERE person = ? AND expires_at > ? ORDER BY saved_at DESC, key`,
      [person, this.now()],
    );
    return rows.map(listed);
  }

  /** @throws FormDraftNotFound */
  async read(person: string, key: string): Promise<FormDraft> {
    const draft = await this.find(person, key);
    if (!draft) throw new FormDraftNotFound();
    return draft;
  }

  async find(person: string, key: string): Promise<FormDraft | undefined> {
    const [row] = await this.database.read.query<DraftRow>(
      `SELECT key, subject, content, size, saved_at, expires_at FROM form_draft
        WHERE person = ? AND key = ? AND expires_at > ?`,
      [person, key, this.now()],
    );
    return row && { ...listed(row), content: JSON.parse(row.content) as JsonObject };
  }

  /** Saves it in place of what stood under this key. @throws FormDraftTooLarge, TooManyFormDrafts */
  async save(
    person: string,
    key: string,
    { subject = '', content }: { readonly subject?: string | undefined; readonly content: JsonObject },
  ): Promise<ListedDraft> {
    const text = JSON.stringify(content);
    const size = Buffer.byteLength(text);
    if (size > DRAFT_LIMIT) throw new FormDraftTooLarge(DRAFT_LIMIT);
    const now = this.clock.machine();
    const draft = {
      key,
      subject,
      size,
      savedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + KEPT_DAYS * DAY_MS).toISOString(),
    };
    await this.database.write(async (tx) => {
      await tx.query('DELETE FROM form_draft WHERE expires_at <= ?', [draft.savedAt]);
      const [others] = await tx.query<{ n: number }>(
        'SELECT count(*) AS n FROM form_draft WHERE person = ? AND key <> ?',
        [person, key],
      );
      if (Number(others?.n ?? 0) >= DRAFTS_OF_ONE) throw new TooManyFormDrafts(DRAFTS_OF_ONE);
      await tx.query(
        `INSERT INTO form_draft (person, key, subject, content, size, saved_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (person, key) DO UPDATE SET subject = excluded.subject, content = excluded.content,
           size = excluded.size, saved_at = excluded.saved_at, expires_at = excluded.expires_at`,
        [person, key, subject, text, size, draft.savedAt, draft.expiresAt],
      );
    });
    return draft;
  }

  /** What is not there is gone already. */
  async remove(person: string, key: string): Promise<void> {
    await this.database.write((tx) =>
      tx.query('DELETE FROM form_draft WHERE person = ? AND key = ?', [person, key]),
    );
  }

  /** All of them: whoever hands a desk over leaves nothing on it. */
  async removeAll(person: string): Promise<void> {
    await this.database.write((tx) => tx.query('DELETE FROM form_draft WHERE person = ?', [person]));
  }

  private now(): string {
    return this.clock.machine().toISOString();
  }
}

/** In the transaction of an act that removes something of a subject: what was begun about it may repeat those words. */
export async function forgetDraftsAbout(tx: Transaction, subject: string): Promise<void> {
  await tx.query('DELETE FROM form_draft WHERE subject = ?', [subject]);
}

const listed = ({ key, subject, size, saved_at, expires_at }: DraftRow): ListedDraft => ({
  key,
  subject,
  size: Number(size),
  savedAt: saved_at,
  expiresAt: expires_at,
});
