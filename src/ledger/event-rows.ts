import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { NotCanonical } from '../canonical/canonical-json.js';
import type { Rows, SqlValue } from '../database/database.js';
import type { EventDraft, RecordedEvent, SubjectHead } from './append-command.js';
import { type MadeDisclosure, makeDisclosure, NotADisclosure, SALT_SIZE } from './disclosure.js';
import { actDigest, actStatement } from './act-statement.js';
import { encodeLeaf, type Leaf, NotALeaf } from './leaf.js';
import { NotRecordable } from './refusals.js';
import { leafHash } from './tree.js';

/** Where an event goes: its subject and what stands before it, there and in the log. */
export interface Place {
  readonly source: string;
  readonly subject: string;
  readonly seq: number;
  readonly head: SubjectHead;
  readonly time: string;
}

/** An event ready to be written, and the texts that its leaf only names by digest. */
export interface Sealed {
  readonly event: RecordedEvent;
  readonly hash: Buffer;
  readonly disclosures: readonly MadeDisclosure[];
}

/** @throws NotRecordable when the draft's content can be no leaf. */
export function seal(draft: EventDraft, place: Place): Sealed {
  try {
    return sealed(draft, place);
  } catch (error) {
    if (error instanceof NotALeaf || error instanceof NotCanonical || error instanceof NotADisclosure) {
      throw new NotRecordable(error.message, error);
    }
    throw error;
  }
}

function sealed(draft: EventDraft, place: Place): Sealed {
  const disclosures = draft.disclosures.map(({ pointer, value }) =>
    makeDisclosure(pointer, value, draft.signature?.salt(pointer) ?? randomBytes(SALT_SIZE)),
  );
  const leaf = leafOf(draft, place, disclosures.map(({ digest }) => digest).sort());
  if (draft.signature) leaf.data.actorsig = draft.signature.over(actDigest(leaf));
  const bytes = encodeLeaf(leaf);
  const hash = leafHash(bytes);
  const { id, subject, type, time, seq } = leaf;
  const { version } = leaf.data;
  return {
    event: { seq, id, subject, version, type, time, leafHash: hash.toString('hex'), leaf, bytes },
    hash,
    disclosures,
  };
}

/** What is to be signed before it is recorded. */
export interface Statement {
  /** Canonical JSON; its SHA-256 is the challenge. */
  readonly text: string;
  /** The salted texts whose digests stand in it. */
  readonly disclosures: readonly string[];
}

/** @throws NotRecordable when the draft's content can be no leaf. */
export function statementOf(draft: EventDraft, place: Omit<Place, 'seq' | 'time'>, salt: SaltOf): Statement {
  try {
    const disclosures = draft.disclosures.map(({ pointer, value }) =>
      makeDisclosure(pointer, value, salt(pointer)),
    );
    const leaf = leafOf(draft, { ...place, ...UNPLACED }, disclosures.map(({ digest }) => digest).sort());
    return { text: actStatement(leaf), disclosures: disclosures.map(({ encoded }) => encoded) };
  } catch (error) {
    if (error instanceof NotCanonical || error instanceof NotADisclosure)
      throw new NotRecordable(error.message, error);
    throw error;
  }
}

type SaltOf = (pointer: string) => Buffer;
/** Position and time are no part of a statement. */
const UNPLACED = { seq: 0, time: '1970-01-01T00:00:00.000Z' };

function leafOf(draft: EventDraft, place: Place, digests: string[]): Leaf {
  const { onbehalf, claimed, workflowhash, statehash, instrument, evidenced } = draft;
  return {
    specversion: '1.0',
    id: v7({ msecs: Date.parse(place.time) }),
    source: place.source,
    subject: place.subject,
    type: draft.type,
    time: place.time,
    seq: place.seq,
    prev: place.head.leafHash,
    actor: draft.actor,
    actorrole: draft.actorrole,
    actorunit: draft.actorunit,
    ...(onbehalf !== undefined && { onbehalf }),
    ...(claimed !== undefined && { claimed }),
    ...(workflowhash !== undefined && { workflowhash }),
    ...(statehash !== undefined && { statehash }),
    data: {
      payload: draft.payload,
      facts: draft.facts,
      ...(instrument !== undefined && { instrument }),
      ...(evidenced !== undefined && { evidenced }),
      version: place.head.version + 1,
      _sd: digests,
      _sd_alg: 'sha-256',
    },
  };
}

/** Writes the event and its disclosures; the caller holds the head row. */
export async function insertEvent(rows: Rows, { event, hash, disclosures }: Sealed): Promise<void> {
  const { seq, id, subject, version, type, time, bytes } = event;
  await rows.query(
    'INSERT INTO event (seq, id, subject, version, type, time, leaf_hash, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [seq, id, subject, version, type, time, hash, bytes],
  );
  if (disclosures.length === 0) return;
  const places = disclosures.map(() => '(?, ?, ?)').join(', ');
  const values = disclosures.flatMap(({ digest, encoded }): SqlValue[] => [seq, digest, encoded]);
  await rows.query(`INSERT INTO disclosure (seq, digest, encoded) VALUES ${places}`, values);
}
