import { stat } from 'node:fs/promises';
import type { Clock } from '../clock.js';
import type { Database, Rows, Transaction } from '../database/database.js';
import type { Documents } from '../documents/documents.js';
import type { Failure, Taken } from './take-text.js';
import type { TextWork } from './text-work.js';

/** The text of a paper, as it is kept. */
export interface KeptText {
  readonly state: Taken['state'];
  readonly failure: Failure | '';
  readonly content: string;
  readonly truncated: boolean;
}

interface TextRow extends Record<string, unknown> {
  readonly state: Taken['state'];
  readonly failure: Failure | '';
  readonly content: string;
  readonly truncated: number;
}

/** The texts of the papers: taken once each, and kept beside them, since a paper never changes. */
export class Texts {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly work: TextWork,
    private readonly clock: Clock,
    /** In the transaction that keeps a text: who else wants to know of it. */
    private readonly onTaken: (tx: Transaction, sha256: string) => Promise<void>,
  ) {}

  /** The text of a paper, taken now where it has not been. @throws DocumentNotFound, DocumentDamaged, DocumentRemoved */
  async of(sha256: string): Promise<KeptText> {
    const known = await keptText(this.database.read, sha256);
    if (known) return known;
    await this.take(sha256);
    const taken = await keptText(this.database.read, sha256);
    // It was removed meanwhile: `check` says so.
    if (!taken) await (await this.documents.check(sha256)).file.close();
    return taken ?? { state: 'none', failure: '', content: '', truncated: false };
  }

  /** @throws DocumentNotFound, DocumentDamaged, DocumentRemoved */
  async take(sha256: string): Promise<void> {
    const { file, mediaType } = await this.documents.check(sha256);
    await file.close();
    const taken = await this.work.take(this.documents.pathOf(sha256), mediaType);
    await this.database.write(async (tx) => {
      const here = await tx.query('SELECT 1 AS one FROM document WHERE sha256 = ?', [sha256]);
      if (here.length === 0) return;
      await tx.query(
        `INSERT INTO document_text (sha256, state, failure, content, truncated, taken_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (sha256) DO NOTHING`,
        [
          sha256,
          taken.state,
          taken.state === 'failed' ? taken.failure : '',
          taken.state === 'text' ? taken.content : '',
          taken.state === 'text' && taken.truncated ? 1 : 0,
          this.clock.machine().toISOString(),
        ],
      );
      await this.onTaken(tx, sha256);
    });
  }

  /** Another one once the file of a paper is another than it was: mended by its upload, or by hand. */
  async stampOf(sha256: string): Promise<string> {
    const { ino, size, ctimeMs } = await stat(this.documents.pathOf(sha256)).catch(absentOnly);
    return [ino, size, ctimeMs].join(' ');
  }

  /** Papers that were not read yet, the oldest first. */
  async untaken(limit: number): Promise<string[]> {
    const { read } = this.database;
    // Counting is quick, and mostly there are none.
    const [left] = await read.query<{ n: number }>(
      'SELECT (SELECT count(*) FROM document) - (SELECT count(*) FROM document_text) AS n',
    );
    if (Number(left?.n ?? 0) === 0) return [];
    const found = await read.query<{ sha256: string }>(
      `SELECT d.sha256 FROM document d LEFT JOIN document_text t ON t.sha256 = d.sha256
        WHERE t.sha256 IS NULL ORDER BY d.stored_at, d.sha256 LIMIT ?`,
      [limit],
    );
    return found.map(({ sha256 }) => sha256);
  }
}

function absentOnly(error: NodeJS.ErrnoException) {
  if (error.code !== 'ENOENT') throw error;
  return { ino: 0, size: 0, ctimeMs: 0 };
}

export async function keptText(rows: Rows, sha256: string): Promise<KeptText | undefined> {
  const [row] = await rows.query<TextRow>(
    'SELECT state, failure, content, truncated FROM document_text WHERE sha256 = ?',
    [sha256],
  );
  return row && { ...row, truncated: Number(row.truncated) === 1 };
}
