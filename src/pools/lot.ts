import { sha256 } from '../canonical/digest.js';

/** Who might be drawn; `lastDrawn` is the number of the draw of this pool in which somebody was drawn last, 0 for none. */
export interface Candidate {
  readonly expert: string;
  readonly lastDrawn: number;
}

/** Everybody alike; or first those whose last turn lies furthest back, and by lot among equals. */
export const METHODS = ['random', 'rotation'] as const;
export type Method = (typeof METHODS)[number];

/**
 * What decides a draw: SHA-256 of the root (32 bytes) of the first checkpoint over the draw's announcement, then the
 * draw's id in UTF-8. Who announces a draw cannot know that root: its tree holds the announcement.
 * @param root in hex
 * @returns in hex
 */
export function seedOf(root: string, draw: string): string {
  return sha256(Buffer.concat([Buffer.from(root, 'hex'), Buffer.from(draw, 'utf8')])).toString('hex');
}

/** The candidates in the order of their lots: each one's is SHA-256 of the seed (32 bytes), then the person's id in UTF-8. */
export function inOrderOfLots(candidates: readonly Candidate[], method: Method, seed: string): string[] {
  const bytes = Buffer.from(seed, 'hex');
  return candidates
    .map(({ expert, lastDrawn }) => ({
      expert,
      turn: method === 'rotation' ? lastDrawn : 0,
      lot: sha256(Buffer.concat([bytes, Buffer.from(expert, 'utf8')])),
    }))
    .toSorted((a, b) => a.turn - b.turn || Buffer.compare(a.lot, b.lot))
    .map(({ expert }) => expert);
}
