import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import type { Rows } from '../database/database.js';
import { sha256Hex } from '../canonical/digest.js';
import { releasedFiles } from '../decisions/workflows.js';
import { documentPath } from '../documents/documents.js';
import { bytesFile, type BagFile } from './bag-file.js';
import { isDigest, type Named } from './named.js';

/** The papers of the store, as files. */
export class Papers {
  constructor(
    private readonly rows: Rows,
    private readonly directory: string,
    private readonly removed: ReadonlySet<string>,
    private readonly onDamaged: (sha256: string) => void = () => undefined,
  ) {}

  /** Whether the store says that it has the paper, and its file is there. */
  readonly isKept = async (digest: string): Promise<boolean> =>
    (await this.mediaTypeOf(digest)) !== undefined;

  /** The papers that are there, as they are. */
  async *files(digests: Iterable<string>, done: (papers: number) => void): AsyncGenerator<BagFile> {
    let written = 0;
    for (const digest of [...digests].toSorted()) {
      const mediaType = await this.mediaTypeOf(digest);
      if (mediaType !== undefined)
        yield {
          path: `data/documents/${digest}`,
          chunks: this.read(digest),
          dense: !mediaType.startsWith('text/'),
        };
      else if (!this.removed.has(digest)) this.onDamaged(digest);
      done((written += 1));
    }
  }

  private async *read(digest: string): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(documentPath(this.directory, digest))) {
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
    if (hash.digest('hex') !== digest) this.onDamaged(digest);
  }

  private async mediaTypeOf(digest: string): Promise<string | undefined> {
    const [row] = await this.rows.query<{ media_type: string }>(
      'SELECT media_type FROM document WHERE sha256 = ?',
      [digest],
    );
    return row && existsSync(documentPath(this.directory, digest)) ? row.media_type : undefined;
  }
}

/** The built modules that leaves name. One that is not released here any more is left out, which a verifier says. */
export async function* definitionFiles({ definitions }: Named): AsyncGenerator<BagFile> {
  for (const file of definitions.size === 0 ? [] : releasedFiles()) {
    const bytes = readFileSync(file);
    const digest = sha256Hex(bytes);
    if (definitions.has(digest)) yield bytesFile(`data/definitions/${digest}.mjs`, bytes);
  }
}

/** Calendars and rule sets by digest. */
export async function* contentFiles(rows: Rows, { content }: Named): AsyncGenerator<BagFile> {
  for (const digest of [...content].filter(isDigest).toSorted()) {
    const [kept] = await rows.query<{ bytes: Buffer }>('SELECT bytes FROM content WHERE sha256 = ?', [
      digest,
    ]);
    if (kept) yield bytesFile(`data/content/${digest}.json`, kept.bytes);
  }
}
