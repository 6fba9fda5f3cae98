import type { Json } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import type { RecordedEvent, SubjectHead } from './append-command.js';
import { openDisclosure } from './disclosure.js';
import { decodeLeaf } from './leaf.js';

/** A field of an event that stands outside its leaf: `pointer` says which, `digest` is the one in `_sd`. */
export interface StoredDisclosure {
  readonly pointer: string;
  readonly value: Json;
  readonly digest: string;
  readonly encoded: string;
}

/** An event with those of its disclosures that have not been erased. */
export interface StoredEvent extends RecordedEvent {
  readonly disclosures: readonly StoredDisclosure[];
}

type EventRow = { seq: number; leaf_hash: Buffer; bytes: Buffer };
type DisclosureRow = { seq: number; digest: string; encoded: string };

const COLUMNS = 'seq, leaf_hash, bytes';

/** A subject's events in order, from a version on, up to one. @throws NotALeaf when a stored leaf was altered. */
export async function eventsOf(
  rows: Rows,
  subject: string,
  fromVersion = 0,
  belowVersion = Number.MAX_SAFE_INTEGER,
): Promise<StoredEvent[]> {
  const events = await rows.query<EventRow>(
    `SELECT ${COLUMNS} FROM event WHERE subject = ? AND version >= ? AND version < ? ORDER BY version`,
    [subject, fromVersion, belowVersion],
  );
  const disclosures = await rows.query<DisclosureRow>(
    `SELECT d.seq, d.digest, d.encoded FROM disclosure d JOIN event e ON e.seq = d.seq
     WHERE e.subject = ? AND e.version >= ? AND e.version < ? ORDER BY d.seq`,
    [subject, fromVersion, belowVersion],
  );
  return joined(events, disclosures);
}

/** The newest event of each of these subjects, without what it discloses. */
export async function latestOf(rows: Rows, subjects: readonly string[]): Promise<StoredEvent[]> {
  if (subjects.length === 0) return [];
  const events = await rows.query<EventRow>(
    `SELECT ${COLUMNS} FROM event e WHERE subject IN (${subjects.map(() => '?').join(', ')})
       AND version = (SELECT MAX(version) FROM event WHERE subject = e.subject)`,
    [...subjects],
  );
  return joined(events, []);
}

/** Events by position, `from` and up to `limit` of them, of all subjects. */
export async function eventsFrom(rows: Rows, from: number, limit: number): Promise<StoredEvent[]> {
  const events = await rows.query<EventRow>(
    `SELECT ${COLUMNS} FROM event WHERE seq >= ? AND seq < ? ORDER BY seq`,
    [from, from + limit],
  );
  const disclosures = await rows.query<DisclosureRow>(
    'SELECT seq, digest, encoded FROM disclosure WHERE seq >= ? AND seq < ? ORDER BY seq',
    [from, from + limit],
  );
  return joined(events, disclosures);
}

export async function eventAt(rows: Rows, seq: number): Promise<StoredEvent | undefined> {
  const [event] = await eventsFrom(rows, seq, 1);
  return event;
}

export async function eventById(rows: Rows, id: string): Promise<StoredEvent | undefined> {
  const [found] = await rows.query<{ seq: number }>('SELECT seq FROM event WHERE id = ?', [id]);
  return found && eventAt(rows, found.seq);
}

/** Where a subject stands in what `rows` can see, or stood before position `below`. */
export async function headOf(rows: Rows, subject: string, below?: number): Promise<SubjectHead> {
  const before = below === undefined ? '' : 'AND seq < ?';
  const [last] = await rows.query<{ version: number; leaf_hash: Buffer }>(
    `SELECT version, leaf_hash FROM event WHERE subject = ? ${before} ORDER BY version DESC LIMIT 1`,
    below === undefined ? [subject] : [subject, below],
  );
  return last
    ? { version: last.version, leafHash: last.leaf_hash.toString('hex') }
    : { version: -1, leafHash: '' };
}

function joined(events: readonly EventRow[], disclosures: readonly DisclosureRow[]): StoredEvent[] {
  const bySeq = new Map<number, DisclosureRow[]>(events.map(({ seq }) => [seq, []]));
  for (const row of disclosures) bySeq.get(row.seq)?.push(row);
  return events.map((row) => storedEvent(row, bySeq.get(row.seq) ?? []));
}

function storedEvent({ bytes, leaf_hash }: EventRow, kept: readonly DisclosureRow[]): StoredEvent {
  const leaf = decodeLeaf(bytes);
  const { id, subject, type, time, seq, data } = leaf;
  const leafHash = leaf_hash.toString('hex');
  const disclosures = kept.map(({ digest, encoded }) => {
    const { pointer, value } = openDisclosure(encoded);
    return { pointer, value, digest, encoded };
  });
  return { seq, id, subject, version: data.version, type, time, leafHash, leaf, bytes, disclosures };
}
