import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import type { Rows } from '../database/database.js';
import { documentPath } from '../documents/documents.js';
import type { Text } from '../../workflows/vocabulary.js';

export interface DocumentsReport {
  /** Papers whose bytes were read and have their digest. */
  readonly checked: number;
  /** The first paper that is not what its digest says, or is gone. */
  readonly damaged: (Text & { readonly code: 'E_BLOB'; readonly sha256: string }) | undefined;
}

const PAGE = 200;

/**
 * Reads every paper of the store once and compares it with its digest; one stream at a time, in constant memory.
 * @param directory where the store keeps its files
 */
export async function verifyDocuments(
  rows: Rows,
  directory: string,
  onProgress?: (progress: { readonly done: number; readonly of: number }) => void,
): Promise<DocumentsReport> {
  const of = await countDocuments(rows);
  let checked = 0;
  for (let after = ''; ;) {
    const page = await rows.query<{ sha256: string }>(
      `SELECT sha256 FROM document WHERE sha256 > ? ORDER BY sha256 LIMIT ${PAGE}`,
      [after],
    );
    for (const { sha256 } of page) {
      const problem = await problemWith(documentPath(directory, sha256), sha256);
      if (problem) return { checked, damaged: { code: 'E_BLOB', sha256, ...problem } };
      checked += 1;
      onProgress?.({ done: Math.min(checked, of), of });
    }
    const last = page.at(-1);
    if (!last) return { checked, damaged: undefined };
    after = last.sha256;
  }
}

export async function countDocuments(rows: Rows): Promise<number> {
  const [row] = await rows.query<{ n: number }>('SELECT count(*) AS n FROM document');
  return row?.n ?? 0;
}

async function problemWith(path: string, sha256: string): Promise<Text | undefined> {
  const short = sha256.slice(0, 12);
  if (!existsSync(path))
    return { zh: `材料 ${short} 的文件已不在`, en: `the file of the paper ${short} is gone` };
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  if (hash.digest('hex') === sha256) return undefined;
  return {
    zh: `材料 ${short} 的内容与其摘要不符`,
    en: `the paper ${short} does not have its digest any more`,
  };
}
