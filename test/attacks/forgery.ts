import { join } from 'node:path';
import { canonicalize, type JsonObject } from '../../src/canonical/canonical-json.js';
import type { Rows } from '../../src/database/database.js';
import { decodeLeaf, type Leaf } from '../../src/ledger/leaf.js';
import { nodeLookup } from '../../src/ledger/node-store.js';
import { consistencyProof, rootAt } from '../../src/ledger/proofs.js';
import { Signer } from '../../src/ledger/signer.js';
import { leafHash } from '../../src/ledger/tree.js';
import { bytesAt, rewrite } from '../attacker.js';
import { ORIGIN } from '../installation.js';

/** An id that no event has: the given one with another last digit. */
export const anotherId = (id: string): string => id.replace(/.$/, (digit) => (digit === 'f' ? '0' : 'f'));

/** Puts a leaf where nothing is, its columns in agreement. */
export async function inserted(rows: Rows, leaf: Leaf): Promise<void> {
  const bytes = Buffer.from(canonicalize(leaf));
  const { seq, id, subject, type, time, data } = leaf;
  await rows.query(
    'INSERT INTO event (seq, id, subject, version, type, time, leaf_hash, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [seq, id, subject, await freeVersion(rows, subject, data.version), type, time, leafHash(bytes), bytes],
  );
}

/** Two rows cannot claim one version of a subject; the leaf's bytes can. */
async function freeVersion(rows: Rows, subject: string, version: number): Promise<number> {
  const [taken] = await rows.query('SELECT 1 AS one FROM event WHERE subject = ? AND version = ?', [
    subject,
    version,
  ]);
  return taken ? version + 1000 : version;
}

/** The position numbers of events from `from` on, and of their disclosures, move by one; the columns only. */
export async function renumbered(rows: Rows, from: number, by: 1 | -1): Promise<void> {
  const order = by === 1 ? 'DESC' : 'ASC';
  const moved = await rows.query<{ seq: number }>(
    `SELECT seq FROM event WHERE seq >= ? ORDER BY seq ${order}`,
    [from],
  );
  for (const { seq } of moved)
    for (const table of ['event', 'disclosure'])
      await rows.query(`UPDATE ${table} SET seq = ? WHERE seq = ?`, [Number(seq) + by, Number(seq)]);
}

/** Every leaf says its place again, its version, and the hash of what goes before it on its subject. */
export async function chainedAnew(rows: Rows): Promise<void> {
  const heads = new Map<string, { version: number; hash: string }>();
  const [row] = await rows.query<{ n: number }>('SELECT count(*) AS n FROM event');
  for (let seq = 0; seq < Number(row?.n); seq += 1) {
    await rewrite(rows, seq, (leaf) => {
      const before = heads.get(leaf.subject);
      const data = { ...leaf.data, version: (before?.version ?? -1) + 1 };
      return { ...leaf, seq, prev: before?.hash ?? '', data };
    });
    const bytes = await bytesAt(rows, seq);
    const { subject, data } = decodeLeaf(bytes);
    heads.set(subject, { version: data.version, hash: leafHash(bytes).toString('hex') });
    await rows.query('UPDATE event SET version = ? WHERE seq = ?', [data.version, seq]);
  }
}

/** One more event at `seq`, chained to the last one of the same subject as the newest event's. */
export async function appended(
  rows: Rows,
  seq: number,
  more: { readonly time?: string; readonly n?: number } = {},
): Promise<void> {
  const bytes = await bytesAt(rows, seq - 1);
  const last = decodeLeaf(bytes);
  const { n, ...members } = more;
  const payload: JsonObject = n === undefined ? last.data.payload : { ...last.data.payload, n };
  await inserted(rows, {
    ...last,
    seq,
    id: anotherId(last.id),
    prev: leafHash(bytes).toString('hex'),
    ...members,
    data: { ...last.data, payload, version: last.data.version + 1, _sd: [] },
  });
}

/** No witness has said anything of any checkpoint: the newest is then whatever the log's own key signed. */
export async function withoutWitnesses(rows: Rows): Promise<void> {
  for (const table of ['cosignature', 'cosigned_note']) {
    const triggers = await rows.query<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
      [table],
    );
    for (const { name } of triggers) await rows.query(`DROP TRIGGER ${name}`);
    await rows.query(`DELETE FROM ${table}`);
  }
}

/**
 * Signs the tree as it now stands in the rows, with the signer whose files lie in the folder: a stolen one, or the
 * attacker's own where there is none yet. @returns the root, in hex
 * @throws SignerRefuses when the signer has signed another log
 */
export async function signedBy(rows: Rows, folder: string): Promise<string> {
  const signer = await Signer.open({
    keyFile: join(folder, 'signer.key'),
    stateFile: join(folder, 'signer.state'),
    origin: ORIGIN,
  });
  const [row] = await rows.query<{ n: number }>('SELECT count(*) AS n FROM event');
  const [before, size] = [signer.size(), Number(row?.n)];
  const root = await rootAt(size, nodeLookup(rows));
  const proof = before === 0 || before === size ? [] : await consistencyProof(before, size, nodeLookup(rows));
  const note = await signer.sign({ size, root }, proof);
  await rows.query('INSERT INTO checkpoint (size, root, note) VALUES (?, ?, ?)', [size, root, note]);
  return root.toString('hex');
}
