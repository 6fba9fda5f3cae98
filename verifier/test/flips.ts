import { sealed, type BagContent } from './made-up-bag.js';

export interface Flip {
  readonly path: string;
  readonly at: number;
  /** The bit, from 0. */
  readonly bit: number;
}

/** One flip for each byte of a bag, its bit depending on the place. */
export function everyFlip(files: ReadonlyMap<string, Buffer>): Flip[] {
  return [...files].flatMap(([path, bytes]) =>
    Array.from(bytes, (_, at) => ({ path, at, bit: (at * 5 + path.length) % 8 })),
  );
}

/** The bag with this bit flipped; its manifests stay as they are, or are made anew. */
export function flippedBag(
  files: ReadonlyMap<string, Buffer>,
  { path, at, bit }: Flip,
  resealed: boolean,
): BagContent {
  const changed = new Map(files);
  const bytes = Buffer.from(files.get(path) ?? []);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  changed.set(path, bytes);
  return resealed ? sealed(changed) : changed;
}

/**
 * Whether a flip only turns a witness's line under an older checkpoint into one of nobody that is known: as if that
 * witness had not cosigned, which anybody could leave out, and which the policy does not ask for there.
 */
export function unmakesACosignature(files: ReadonlyMap<string, Buffer>, { path, at }: Flip): boolean {
  if (!/\/(?:checkpoints\/(?:4|9)\.note|receipts\/.*\.txt)$/.test(path)) return false;
  const bytes = files.get(path) ?? Buffer.alloc(0);
  const from = bytes.lastIndexOf('\n', at - 1) + 1;
  const line = bytes.subarray(from, bytes.indexOf('\n', from)).toString();
  const [mark = '', name = ''] = line.split(' ');
  // Eight characters of base64 hold the key id, and the time's first bytes, which are signed.
  const named = Buffer.byteLength(`${mark} ${name} `) + 6;
  return name.startsWith('witness.') && at - from >= Buffer.byteLength(`${mark} `) && at - from < named;
}
