import type { PersonFacts } from '../../workflows/vocabulary.js';
import type { Rows } from '../database/database.js';
import { broughtBy, broughtFor, subjectsNaming } from '../documents/namings.js';
import type { Look } from './facts.js';
import type { Room } from './room.js';

/** Where a paper's standing is looked for. */
export interface PapersAround {
  readonly rows: Rows;
  readonly look: Look;
  roomOf(subject: string): Room;
}

/** Whoever brought a paper reads it, and whoever may see a subject whose acts name it. */
export async function mayReadPaper(
  { rows, look, roomOf }: PapersAround,
  reader: PersonFacts,
  sha256: string,
): Promise<boolean> {
  if (await broughtBy(rows, sha256, reader.person)) return true;
  for (const subject of await subjectsNaming(rows, sha256)) {
    const { version, state } = await look(subject);
    if (version < 0) continue;
    const room = roomOf(subject);
    if (room.mayReadPapers?.(reader, state, subject) ?? room.mayAccess(reader, state)) return true;
  }
  return false;
}

/**
 * Those of these papers that somebody may name in an act: what they may read, and what was brought for a body that they
 * serve. Naming opens a paper to all who see the subject, so whoever merely knows a digest names nothing.
 */
export async function nameablePapers(
  around: PapersAround,
  actor: PersonFacts,
  digests: readonly string[],
): Promise<string[]> {
  const bodies = [...new Set(actor.grants.map(({ body }) => body))];
  const nameable: string[] = [];
  for (const sha256 of digests)
    if ((await broughtFor(around.rows, sha256, bodies)) || (await mayReadPaper(around, actor, sha256)))
      nameable.push(sha256);
  return nameable;
}
