import type { LongestReadingFacts } from '../../workflows/other-subjects.js';
import type { Transaction } from '../database/database.js';
import type { Projected, Room, Standpoint } from '../road/room.js';
import { readingProcedure, type EmergencyReading } from './reading.js';

/** The setting of `ConfigurationChanged` that says for how many hours at most; a day unless told. */
export const LONGEST_READING = 'emergency-reading-hours';
const UNLESS_TOLD = 24;
export const longestReadingFits = (value: string): boolean =>
  /^\d{1,3}$/.test(value) && +value >= 1 && +value <= 168;

/** For how many hours at most, as the installation stands. */
export function longestReadingFacts({ version, state }: Standpoint): LongestReadingFacts {
  const { settings = {} } = (state ?? {}) as { readonly settings?: Readonly<Record<string, string>> };
  const told = settings[LONGEST_READING];
  return { position: version, hours: told !== undefined && longestReadingFits(told) ? +told : UNLESS_TOLD };
}

/** `reading/…` on the road: open to whoever asked, and to everybody of the body whose decision it is. */
export const readingRoom: Room = {
  kind: 'reading',
  procedureFor: () => ({ procedure: readingProcedure }),
  mayAccess: ({ person, grants }, state) => {
    const { reader, body } = state as EmergencyReading;
    return person === reader || grants.some((grant) => grant.body === body);
  },
  // Each act says for itself whose roles count: whoever asks serves another body.
  bodyOf: () => undefined,
  project: projectReading,
};

async function projectReading(tx: Transaction, { event, state }: Projected): Promise<void> {
  const { decision, body, reader, hours, askedAt, status, decidedBy, until } = state as EmergencyReading;
  const id = event.subject.slice('reading/'.length);
  if (event.version === 0) {
    await tx.query(
      `INSERT INTO emergency_reading (id, decision, body, reader, hours, status, asked_at, decided_by, until, ended_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)`,
      [id, decision, body, reader, hours, status, askedAt],
    );
    return;
  }
  const endedAt = event.type === 'ReadingConfirmed' ? null : event.time;
  await tx.query(
    'UPDATE emergency_reading SET status = ?, decided_by = ?, until = ?, ended_at = ? WHERE id = ?',
    [status, decidedBy, until, endedAt, id],
  );
}
