import { createHash } from 'node:crypto';
import { textFile, type BagFile } from './bag-file.js';

/** What stands in `bag-info.txt` beside the sizes: names of RFC 8493 §2.2.2. */
export type BagInfo = Readonly<Record<string, string>>;

type Entry = { readonly path: string; readonly sha256: string };

/**
 * Makes a bag of its files (RFC 8493): every byte is hashed as it passes, and the manifests come last. Files under
 * `data/` are the payload, all others tag files.
 */
export async function* sealed(files: AsyncIterable<BagFile>, info: BagInfo): AsyncGenerator<BagFile> {
  const seal = new Seal();
  for await (const file of files) yield seal.over(file);
  yield seal.over(textFile('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'));
  yield seal.over(textFile('bag-info.txt', seal.infoWith(info)));
  yield seal.over(textFile('manifest-sha256.txt', manifestOf(seal.payload)));
  yield textFile('tagmanifest-sha256.txt', manifestOf(seal.tags));
}

/** What has passed so far. */
class Seal {
  readonly payload: Entry[] = [];
  readonly tags: Entry[] = [];
  private octets = 0;

  over({ path, chunks, ...rest }: BagFile): BagFile {
    return { path, chunks: this.hashed(path, chunks), ...rest };
  }

  infoWith(info: BagInfo): string {
    const lines = { ...info, 'Payload-Oxum': `${this.octets}.${this.payload.length}` };
    return Object.entries(lines)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join('');
  }

  private async *hashed(path: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    const isPayload = path.startsWith('data/');
    for await (const chunk of chunks) {
      hash.update(chunk);
      if (isPayload) this.octets += chunk.length;
      yield chunk;
    }
    (isPayload ? this.payload : this.tags).push({ path, sha256: hash.digest('hex') });
  }
}

/** Lines as `sha256sum -c` reads them. No path here has a character that would have to be escaped. */
function manifestOf(entries: readonly Entry[]): string {
  return entries
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
}
