import type { Rows, Transaction } from '../database/database.js';
import { timeOf } from './cosignature.js';
import type { Policy, PolicyWitness } from './policy.js';
import { NoteRefused, openNote, type NoteSignature, signatureLine } from './signed-note.js';

/** What a witness last said, and of which tree. */
export interface Cosigned {
  readonly size: number;
  /** POSIX seconds, by the witness's clock. */
  readonly time: number;
}

export class CosignatureRefused extends Error {
  readonly code = 'cosignature-refused';
}

type CosignatureRow = { witness: string; first_line: string; latest_line: string };

/**
 * Keeps what one witness said of the checkpoint over `size` events. Where that makes a quorum, the checkpoint is kept
 * as it is now, for ever; those of smaller trees that are completed later are not: a receipt never goes back.
 * @param lines signature lines, as the witness gave them; those of other keys are left out
 * @throws CosignatureRefused when none of them is its cosignature of this very checkpoint
 */
export async function keepCosignature(
  tx: Transaction,
  policy: Policy,
  witness: PolicyWitness,
  size: number,
  lines: string,
): Promise<Cosigned> {
  const [row] = await tx.query<{ note: string }>('SELECT note FROM checkpoint WHERE size = ?', [size]);
  if (!row) throw new CosignatureRefused(`There is no checkpoint over ${size} events.`);
  const said = cosignatureIn(row.note, witness, lines);
  const [time, line] = [timeOf(said), signatureLine(said)];
  await tx.query(
    `INSERT INTO cosignature (size, witness, first_time, first_line, latest_time, latest_line)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (size, witness) DO UPDATE
     SET latest_time = excluded.latest_time, latest_line = excluded.latest_line
     WHERE excluded.latest_time > cosignature.latest_time`,
    [size, keyOf(witness), time, line, time, line],
  );
  await keepQuorum(tx, policy, size, row.note);
  return { size, time };
}

/** The largest tree of which a witness has said something, and when it last did. */
export async function lastCosigned(rows: Rows, witness: PolicyWitness): Promise<Cosigned | undefined> {
  const [row] = await rows.query<{ size: number; time: number }>(
    'SELECT size, latest_time AS time FROM cosignature WHERE witness = ? ORDER BY size DESC LIMIT 1',
    [keyOf(witness)],
  );
  return row;
}

/** The first checkpoint over an event that had its quorum. The same for ever, once there is one. */
export async function cosignedOver(
  rows: Rows,
  seq: number,
): Promise<{ readonly size: number; readonly note: string } | undefined> {
  const [row] = await rows.query<{ size: number; note: string }>(
    'SELECT size, note FROM cosigned_note WHERE size > ? ORDER BY size LIMIT 1',
    [seq],
  );
  return row;
}

/**
 * A checkpoint with everything that witnesses have said of it; undefined when there is none of this size.
 * @param which each witness's first word, which bounds the time best, or its newest
 */
export async function noteAt(
  rows: Rows,
  size: number,
  which: 'first' | 'latest' = 'first',
): Promise<string | undefined> {
  const [row] = await rows.query<{ note: string }>('SELECT note FROM checkpoint WHERE size = ?', [size]);
  if (!row) return undefined;
  const kept = await rows.query<CosignatureRow>(
    'SELECT witness, first_line, latest_line FROM cosignature WHERE size = ? ORDER BY witness',
    [size],
  );
  return row.note + kept.map((one) => (which === 'first' ? one.first_line : one.latest_line)).join('');
}

/** The checkpoint to show to others: the newest that had its quorum, else the newest there is. */
export async function publishedNote(rows: Rows): Promise<string | undefined> {
  const { cosigned, newest } = await cosignedSizes(rows);
  const [asCosigned, asSigned] = [
    await noteAt(rows, cosigned, 'latest'),
    await noteAt(rows, newest, 'latest'),
  ];
  // After a restore the origin is a new one, which its witnesses may not have seen yet.
  return asCosigned && originIn(asCosigned) === originIn(asSigned) ? asCosigned : asSigned;
}

/**
 * The first of the checkpoints to show to others that covers more than `size` events: with a quorum where one is asked
 * for, as `publishedNote`. Asked again and again with the size of the last, it leaves none out.
 */
export async function publishedAfter(rows: Rows, size: number): Promise<string | undefined> {
  const published = await publishedNote(rows);
  const head = Number(published?.split('\n', 2)[1] ?? 0);
  if (head <= size) return undefined;
  const table = (await cosignedSizes(rows)).cosigned === head ? 'cosigned_note' : 'checkpoint';
  const [next] = await rows.query<{ size: number }>(
    `SELECT size FROM ${table} WHERE size > ? AND size <= ? ORDER BY size LIMIT 1`,
    [size, head],
  );
  return next && noteAt(rows, next.size, 'latest');
}

const originIn = (note = ''): string => note.slice(0, note.indexOf('\n'));

/** Sizes of the newest checkpoint that had its quorum, and of the newest there is; 0 where there is none. */
export async function cosignedSizes(
  rows: Rows,
): Promise<{ readonly cosigned: number; readonly newest: number }> {
  const [row] = await rows.query<{ cosigned: number | null; newest: number | null }>(
    'SELECT (SELECT max(size) FROM cosigned_note) AS cosigned, (SELECT max(size) FROM checkpoint) AS newest',
  );
  return { cosigned: row?.cosigned ?? 0, newest: row?.newest ?? 0 };
}

async function keepQuorum(tx: Transaction, policy: Policy, size: number, note: string): Promise<void> {
  const [last] = await tx.query<{ size: number | null }>('SELECT max(size) AS size FROM cosigned_note');
  if (size <= (last?.size ?? 0)) return;
  const kept = await tx.query<CosignatureRow>(
    'SELECT witness, first_line, latest_line FROM cosignature WHERE size = ? ORDER BY witness',
    [size],
  );
  const lines = new Map(kept.map(({ witness, first_line }) => [witness, first_line]));
  const signed = policy.witnesses.filter((witness) => lines.has(keyOf(witness)));
  if (signed.length === 0 || !policy.isQuorum(new Set(signed.map(({ vkey }) => vkey)))) return;
  const all = signed.map((witness) => lines.get(keyOf(witness))).join('');
  await tx.query('INSERT INTO cosigned_note (size, note) VALUES (?, ?)', [size, note + all]);
}

function cosignatureIn(note: string, witness: PolicyWitness, lines: string): NoteSignature {
  try {
    const [signature] = openNote(note + lines, [witness.verifier]).verified;
    if (signature) return signature;
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new CosignatureRefused(`${witness.name}: ${error.message}`, { cause: error });
  }
  throw new CosignatureRefused(`${witness.name} has not signed this.`);
}

/** Name and id, as a signature line has them. */
const keyOf = ({ verifier: { name, id } }: PolicyWitness): string => `${name}+${id}`;
