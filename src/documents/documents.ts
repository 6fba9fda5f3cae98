import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Clock } from '../clock.js';
import type { Database, Rows } from '../database/database.js';
import type { Antivirus } from './antivirus.js';
import { ACCEPTED, mediaTypeOf, TextWatch } from './media-type.js';
import { noteBrought } from './namings.js';
import {
  AntivirusUnavailable,
  DocumentDamaged,
  DocumentIncomplete,
  DocumentNotFound,
  DocumentRemoved,
  DocumentTooLarge,
  DocumentTypeRefused,
  DocumentUnsafe,
} from './refusals.js';
import { isRemoved, removeFiles } from './removal.js';

/** Bytes of one document. */
export const DOCUMENT_LIMIT = 100 * 1024 * 1024;

export interface StoredDocument {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/** A document whose bytes were just found to be the right ones. `file` is the caller's to close. */
export interface CheckedDocument extends StoredDocument {
  readonly file: FileHandle;
}

/** Who brings a document, and what they call it: kept beside it, believed in nothing. */
export interface Upload {
  readonly person: string;
  readonly name: string;
  /** That the person serves: colleagues there may name it in an act. */
  readonly bodies: readonly string[];
}

/** The papers, as files named by their digest. Nothing here is ever changed; the ledger names them by digest. */
export class Documents {
  private constructor(
    private readonly directory: string,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly antivirus: Antivirus | undefined,
  ) {}

  /** Uploads that a crash cut off are removed. @param antivirus looks at each document before it is kept */
  static async open(
    directory: string,
    database: Database,
    clock: Clock,
    antivirus?: Antivirus,
  ): Promise<Documents> {
    await rm(join(directory, 'incoming'), { recursive: true, force: true });
    await mkdir(join(directory, 'incoming'), { recursive: true, mode: 0o700 });
    const documents = new Documents(directory, database, clock, antivirus);
    await documents.sweep();
    return documents;
  }

  /** Deletes the bytes of papers that an act on record has removed. */
  sweep(): Promise<void> {
    return removeFiles(this.database.read, (sha256) => this.pathOf(sha256));
  }

  /**
   * Keeps a document, durably: the file first, then the row that says it is there. Kept again, it is written
   * again, which mends a damaged copy.
   * @throws DocumentTooLarge, DocumentTypeRefused, DocumentUnsafe, AntivirusUnavailable, DocumentIncomplete,
   *   DocumentRemoved
   */
  async keep(content: Readable, upload: Upload): Promise<StoredDocument> {
    const incoming = join(this.directory, 'incoming', randomUUID());
    try {
      const stored = await receive(content, incoming);
      await this.refuseMalware(incoming, stored.sha256, upload.person);
      // A crash before this line leaves a file in `incoming`, after it one that no row names: neither is a document.
      await this.moveIn(incoming, stored.sha256);
      await this.note(stored, upload);
      return stored;
    } catch (error) {
      await rm(incoming, { force: true });
      // It was moved in before the row was refused.
      if (error instanceof DocumentRemoved) await rm(this.pathOf(error.sha256), { force: true });
      throw error;
    }
  }

  /**
   * Opens a document and reads all of it once, so that not a byte of a damaged one is handed out.
   * @throws DocumentNotFound, DocumentDamaged, DocumentRemoved
   */
  async check(sha256: string): Promise<CheckedDocument> {
    const [row] = await this.database.read.query<{ size: number; media_type: string }>(
      'SELECT size, media_type FROM document WHERE sha256 = ?',
      [sha256],
    );
    if (!row && (await isRemoved(this.database.read, sha256))) throw new DocumentRemoved(sha256);
    if (!row) throw new DocumentNotFound();
    const file = await open(this.pathOf(sha256), 'r').catch(() => undefined);
    if (!file) throw new DocumentDamaged(sha256);
    const hash = createHash('sha256');
    try {
      for await (const chunk of file.createReadStream({ start: 0, autoClose: false }))
        hash.update(chunk as Buffer);
      if (hash.digest('hex') !== sha256) throw new DocumentDamaged(sha256);
      return { sha256, size: row.size, mediaType: row.media_type, file };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Where the bytes of a document lie, if they are here. */
  pathOf(sha256: string): string {
    return documentPath(this.directory, sha256);
  }

  /** What it says is on record whatever it says; a program that does not answer keeps everything out. */
  private async refuseMalware(path: string, sha256: string, person: string): Promise<void> {
    if (!this.antivirus) return;
    const { scanner } = this.antivirus;
    const verdict = await this.antivirus.scan(path).catch((cause: unknown) => {
      throw new AntivirusUnavailable(cause);
    });
    const finding = verdict.is === 'infected' ? verdict.finding : '';
    await this.database.write((tx) =>
      tx.query(
        `INSERT INTO document_scan (sha256, scanned_at, person, scanner, verdict, finding) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (sha256, person, scanned_at) DO NOTHING`,
        [sha256, this.clock.machine().toISOString(), person, scanner, verdict.is, finding],
      ),
    );
    if (verdict.is === 'infected') throw new DocumentUnsafe('malware', finding);
  }

  private async moveIn(incoming: string, sha256: string): Promise<void> {
    const path = this.pathOf(sha256);
    const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(incoming, path);
    await syncDirectory(dirname(path));
    if (made !== undefined) await syncDirectory(this.directory);
  }

  private async note(
    { sha256, size, mediaType }: StoredDocument,
    { person, name, bodies }: Upload,
  ): Promise<void> {
    const now = this.clock.machine().toISOString();
    await this.database.write(async (tx) => {
      if (await isRemoved(tx, sha256)) throw new DocumentRemoved(sha256);
      await tx.query(
        'INSERT INTO document (sha256, size, media_type, stored_at) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
        [sha256, size, mediaType, now],
      );
      await tx.query(
        `INSERT INTO document_upload (sha256, person, name, uploaded_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (sha256, person, name) DO NOTHING`,
        [sha256, person, name, now],
      );
      await noteBrought(tx, sha256, bodies);
    });
  }
}

/** Where a document of the store at `directory` lies. */
export function documentPath(directory: string, sha256: string): string {
  return join(directory, sha256.slice(0, 2), sha256);
}

/** Which of these documents the store holds, by digest, in order. */
export async function presentDocuments(rows: Rows, digests: readonly string[]): Promise<string[]> {
  if (digests.length === 0) return [];
  const marks = digests.map(() => '?').join(', ');
  const found = await rows.query<{ sha256: string }>(
    `SELECT sha256 FROM document WHERE sha256 IN (${marks})`,
    digests,
  );
  return found.map(({ sha256 }) => sha256).toSorted();
}

async function receive(content: Readable, path: string): Promise<StoredDocument> {
  const file = await open(path, 'wx+', 0o600);
  try {
    const hash = createHash('sha256');
    const text = new TextWatch();
    let size = 0;
    for await (const chunk of arriving(content)) {
      size += chunk.length;
      if (size > DOCUMENT_LIMIT) throw new DocumentTooLarge(DOCUMENT_LIMIT);
      hash.update(chunk);
      text.see(chunk);
      await file.writeFile(chunk);
    }
    const mediaType = await mediaTypeOf(file, size, text.sawText());
    if (mediaType === undefined) throw new DocumentTypeRefused(Object.keys(ACCEPTED));
    await file.sync();
    return { sha256: hash.digest('hex'), size, mediaType };
  } finally {
    await file.close();
  }
}

/** The stream stays open when we stop early: the sender still has to be told why. */
async function* arriving(content: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of content.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  } catch {
    throw new DocumentIncomplete();
  }
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
