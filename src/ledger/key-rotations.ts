import type { Rows } from '../database/database.js';
import { NotACheckpoint, parseCheckpoint } from './checkpoint.js';
import { decodeLeaf, type Leaf, NotALeaf } from './leaf.js';

/** Acts on `installation` by which a log takes another key, or another origin after a restore. */
export const KEY_ROTATED = 'KeyRotated';
export const RESTORED = 'InstallationRestored';
/** By which the second origin takes another key. */
export const SM_KEY_ROTATED = 'SmKeyRotated';

/** A key that the log handed on to. */
export interface Rotation {
  readonly seq: number;
  readonly vkey: string;
}

/** Where a log of another origin was continued: leaves below `seq` are that log's. */
export interface Restoration extends Rotation {
  /** The origin from here on. */
  readonly origin: string;
  readonly formerOrigin: string;
  /** The last good checkpoint of the former log, as it was signed. */
  readonly checkpoint: string;
}

/**
 * The rotations and restorations on record, in order. Read apart from the acts' own verification: where one was forged,
 * that fails at its own position.
 */
export async function handovers(
  rows: Rows,
): Promise<{ readonly rotations: readonly Rotation[]; readonly restorations: readonly Restoration[] }> {
  const acts = await rows.query<{ seq: number; bytes: Buffer }>(
    "SELECT seq, bytes FROM event WHERE subject = 'installation' AND type IN (?, ?) ORDER BY version",
    [KEY_ROTATED, RESTORED],
  );
  const leaves = acts.flatMap(({ seq, bytes }) => {
    const leaf = leafOrNothing(bytes);
    return leaf ? [{ seq, leaf }] : [];
  });
  return {
    rotations: leaves.flatMap(({ seq, leaf }) => (leaf.type === KEY_ROTATED ? [rotationIn(seq, leaf)] : [])),
    restorations: leaves.flatMap(({ seq, leaf }) =>
      leaf.type === RESTORED ? [restorationIn(seq, leaf)] : [],
    ),
  };
}

/** The keys that the second origin handed on to, in order; read as `handovers` are. */
export async function smRotations(rows: Rows): Promise<readonly Rotation[]> {
  const acts = await rows.query<{ seq: number; bytes: Buffer }>(
    "SELECT seq, bytes FROM event WHERE subject = 'installation' AND type = ? ORDER BY version",
    [SM_KEY_ROTATED],
  );
  return acts.flatMap(({ seq, bytes }) => {
    const leaf = leafOrNothing(bytes);
    return leaf ? [rotationIn(seq, leaf)] : [];
  });
}

/** Sizes of the last good checkpoints of former logs that restorations name, in order. */
export async function formerSizes(rows: Rows): Promise<number[]> {
  const { restorations } = await handovers(rows);
  return restorations.flatMap(({ checkpoint }) => {
    try {
      return [parseCheckpoint(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1)).size];
    } catch (error) {
      // A forged one names nothing; whoever verifies says so.
      if (error instanceof NotACheckpoint) return [];
      throw error;
    }
  });
}

/** Position of the act by which the log took this key; undefined while there is none. */
export async function rotationTo(rows: Rows, vkey: string): Promise<number | undefined> {
  const { rotations } = await handovers(rows);
  return rotations.find((rotation) => rotation.vkey === vkey)?.seq;
}

const rotationIn = (seq: number, { data: { payload } }: Leaf): Rotation => ({
  seq,
  vkey: String(payload['vkey']),
});

function restorationIn(seq: number, leaf: Leaf): Restoration {
  const { origin, checkpoint, former } = leaf.data.payload;
  const formerOrigin =
    typeof former === 'object' && former !== null && 'origin' in former ? former['origin'] : '';
  return {
    ...rotationIn(seq, leaf),
    origin: String(origin),
    formerOrigin: String(formerOrigin),
    checkpoint: String(checkpoint),
  };
}

function leafOrNothing(bytes: Buffer): Leaf | undefined {
  try {
    return decodeLeaf(bytes);
  } catch (error) {
    if (!(error instanceof NotALeaf)) throw error;
    return undefined;
  }
}
