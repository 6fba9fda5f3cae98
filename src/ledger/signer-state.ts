import { canonicalize, type Json, type JsonObject } from '../canonical/canonical-json.js';
import { MalformedJson, parseStrict } from '../canonical/strict-json.js';
import { NotACheckpoint, openCheckpoint } from './checkpoint.js';
import { NoteRefused, verifierOf } from './signed-note.js';
import { EMPTY_ROOT } from './tree.js';

/** What a signer must never forget: the largest tree that it signed. */
export interface SignerState {
  readonly origin: string;
  /** Empty between the two steps of a first start. */
  readonly vkey: string;
  readonly size: number;
  readonly root: Buffer;
  /** The note that it signed for this tree; empty before its first. Size and root are read from it. */
  readonly note: string;
  /** Public keys with which it, or the log that this one continues, signed before; the oldest first. */
  readonly earlier: readonly string[];
}

/** The text is no state that a signer wrote. */
export class NotASignerState extends Error {
  readonly code = 'not-a-signer-state';
}

const FORMAT = 'chengxu-signer-state@1';

/** What is written; the rest is read from the note. */
export type StateMembers = Pick<SignerState, 'origin' | 'vkey' | 'note' | 'earlier'>;

export function stateText({ origin, vkey, note, earlier }: StateMembers): string {
  // Left out while there is none, so that a state of before there were rotations reads as it was written.
  const members: JsonObject = { format: FORMAT, note, origin, vkey };
  return canonicalize(earlier.length > 0 ? { ...members, earlier: [...earlier] } : members);
}

/**
 * Reads a state that vouches for itself: its note must be signed by its key, so that no damaged bit goes unseen.
 *
 * @throws NotASignerState
 */
export function readState(text: string): SignerState {
  try {
    const members = membersOf(text);
    const { origin, vkey, note } = members;
    if (note === '') return { ...members, size: 0, root: EMPTY_ROOT };
    const checkpoint = openCheckpoint(note, [verifierOf(vkey)]);
    if (checkpoint.origin !== origin) throw new NotASignerState('Its note is of another log.');
    return { ...members, size: checkpoint.size, root: checkpoint.root };
  } catch (cause) {
    const damaged = [MalformedJson, NoteRefused, NotACheckpoint].some((kind) => cause instanceof kind);
    throw damaged ? new NotASignerState('Its text or its signature is damaged.', { cause }) : cause;
  }
}

function membersOf(text: string): StateMembers {
  const state: Json = parseStrict(text);
  const {
    origin,
    vkey,
    note,
    earlier = [],
  } = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {};
  if (typeof origin !== 'string' || typeof vkey !== 'string' || typeof note !== 'string') {
    throw new NotASignerState('It lacks members.');
  }
  const keys = Array.isArray(earlier) ? earlier.filter((key) => typeof key === 'string') : [];
  const members = { origin, vkey, note, earlier: keys };
  if (stateText(members) !== text) throw new NotASignerState('It is not as it was written.');
  return members;
}
