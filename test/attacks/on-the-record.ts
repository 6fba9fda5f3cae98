import { randomBytes } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parseCheckpoint } from '../../src/ledger/checkpoint.js';
import { makeDisclosure } from '../../src/ledger/disclosure.js';
import { decodeLeaf, type Leaf } from '../../src/ledger/leaf.js';
import { leafHash } from '../../src/ledger/tree.js';
import type { Rows } from '../../src/database/database.js';
import { Witness } from '../../src/witness/witness.js';
import {
  anotherId,
  bytesAt,
  insert,
  recompute,
  renumber,
  rewrite,
  rewriteAll,
  setBytes,
} from '../attacker.js';
import { codesIn, expectBoth, type AttackedSystem } from './system.js';
import { TestClock } from '../installation.js';
import { TestServer } from '../server.js';

/** Another word in an event's payload: what it says is otherwise, its form is right. */
const says = (rows: Rows, seq: number) =>
  rewrite(rows, seq, (leaf) => ({
    ...leaf,
    data: { ...leaf.data, payload: { ...leaf.data.payload, forged: '1' } },
  }));

/** A second event like this one, right after it, as if it had been there all the time. */
async function insertAfter(rows: Rows, seq: number): Promise<void> {
  const bytes = await bytesAt(rows, seq);
  const leaf = decodeLeaf(bytes);
  await renumber(rows, seq + 1, 1);
  const data: Leaf['data'] = { ...leaf.data, version: leaf.data.version + 1, _sd: [] };
  const prev = leafHash(bytes).toString('hex');
  // The column holds each version once; whoever exports reads the leaves.
  await insert(rows, { ...leaf, seq: seq + 1, id: anotherId(leaf.id), prev, data }, 1000);
}

/** One more at the end of a decision, with this time. */
async function append(rows: Rows, decision: string, time: string): Promise<void> {
  const [last] = await rows.query<{ seq: number; size: number }>(
    `SELECT seq, (SELECT count(*) FROM event) AS size FROM event WHERE subject = ? ORDER BY version DESC LIMIT 1`,
    [decision],
  );
  if (!last) throw new Error('no event');
  const bytes = await bytesAt(rows, last.seq);
  const leaf = decodeLeaf(bytes);
  const data: Leaf['data'] = { ...leaf.data, version: leaf.data.version + 1, _sd: [] };
  const prev = leafHash(bytes).toString('hex');
  await insert(rows, { ...leaf, seq: last.size, id: anotherId(leaf.id), time, prev, data });
  await recompute(rows);
}

/** Rows 1 to 10 of the table: whoever has the database, its backups or the log's key writes history anew. */
export function attacksOnTheRecord(system: () => AttackedSystem): void {
  it('(which has 3 decisions, 30 events, 3 checkpoints, and is verified by both before any)', async () => {
    const { read } = system().server.running.parts.database;
    const [counted] = await read.query<{ decisions: number; events: number }>(
      `SELECT count(*) AS events, count(DISTINCT CASE WHEN subject LIKE 'decision/%' THEN subject END) AS decisions
       FROM event`,
    );
    expect([counted?.decisions, Number(counted?.events) >= 30, system().sizes.length >= 3]).toEqual([
      3,
      true,
      true,
    ]);
    for (const bag of [
      await system().bagOf(await system().copyOf()),
      system().writes(system().dossier.files),
    ]) {
      const { ours, twin } = await system().verdictsOn(bag, { replays: true });
      expect([ours, twin].map(({ code, exit }) => [code, exit])).toEqual([
        ['OK', 0],
        ['W_NO_REPLAY', 2],
      ]);
    }
  });

  it('edit a leaf in the database', async () => {
    // The last event of its subject: no chain goes on from it.
    const seq = await system().seqOf('ConsultationOpened');
    const copy = await system().attacked((rows) => says(rows, seq));
    const whole = await system().verdictsOn(await system().bagOf(copy));
    expectBoth(whole, 'E_ROOT');
    for (const { findings } of [whole.ours, whole.twin])
      expect(findings.filter(({ code }) => code === 'E_ROOT').flatMap(({ size }) => size ?? [])).toEqual(
        expect.arrayContaining(system().sizes.filter((size) => size > seq)),
      );
    // A dossier has the path of each of its leaves, so there it is named by its position.
    const forged = system().forgedDossier((files) => {
      const text = String(files.get('data/ledger/leaves.jsonl'));
      files.set(
        'data/ledger/leaves.jsonl',
        Buffer.from(text.replace('"channels":["website"]', '"channels":["paper"]')),
      );
    });
    const one = await system().verdictsOn(forged);
    expectBoth(one, 'E_ROOT');
    for (const { findings } of [one.ours, one.twin])
      expect(findings[0]).toMatchObject({ code: 'E_ROOT', seq });
  });

  it('whitespace or key order changed in a leaf', async () => {
    const seq = await system().seqOf('DraftSubmitted');
    const spaced = await system().ledgerVerdicts(async (rows) =>
      setBytes(rows, seq, Buffer.from((await bytesAt(rows, seq)).toString().replace('":', '": '))),
    );
    const reordered = await system().ledgerVerdicts(async (rows) => {
      const { actor, ...others } = decodeLeaf(await bytesAt(rows, seq));
      await setBytes(rows, seq, Buffer.from(JSON.stringify({ ...others, actor })));
    });
    for (const verdicts of [spaced, reordered]) {
      expectBoth(verdicts, 'E_NONCANONICAL');
      expect([verdicts.ours, verdicts.twin].map(({ findings }) => findings[0]?.seq ?? seq)).toEqual([
        seq,
        seq,
      ]);
    }
  });

  it('a disclosure’s value edited', async () => {
    const seq = await system().seqOf('CommentReceived', 2);
    const verdicts = await system().ledgerVerdicts((rows) =>
      rows.query(
        'UPDATE disclosure SET encoded = ? WHERE seq = ? AND digest = (SELECT min(digest) FROM disclosure WHERE seq = ?)',
        [makeDisclosure('/payload/text', '我同意', randomBytes(16)).encoded, seq, seq],
      ),
    );
    expectBoth(verdicts, 'E_DISCLOSURE_MISMATCH');
    // The others are fine: nothing is said of any event but this one, before the replay.
    for (const { findings } of [verdicts.ours, verdicts.twin])
      expect(findings.filter(({ code }) => code.startsWith('E_')).every((one) => one.seq === seq)).toBe(true);
  });

  it('last events deleted, below a checkpoint', async () => {
    const from = Number(system().sizes.at(-1)) - 2;
    const copy = await system().attacked(async (rows) => {
      await rows.query('DELETE FROM disclosure WHERE seq >= ?', [from]);
      await rows.query('DELETE FROM event WHERE seq >= ?', [from]);
      await recompute(rows);
    });
    expectBoth(await system().verdictsOn(await system().bagOf(copy)), 'E_TRUNCATED');
    await expect(TestServer.starts(copy)).rejects.toMatchObject({ code: 'log-rolled-back' });
  });

  it('one deleted in the middle, renumbered, rechained', async () => {
    const seq = await system().seqOf('ProposalStudied', 2);
    const without = (also: Parameters<typeof rewriteAll>[1]) => async (rows: Rows) => {
      await rows.query('DELETE FROM disclosure WHERE seq = ?', [seq]);
      await rows.query('DELETE FROM event WHERE seq = ?', [seq]);
      await renumber(rows, seq + 1, -1);
      await rewriteAll(rows, also);
      await recompute(rows);
    };
    expectBoth(await system().ledgerVerdicts(without([])), 'E_SEQ');
    // The newest checkpoint covers one event that is not there now; before it, all have another root.
    const verdicts = await system().ledgerVerdicts(without(['seq', 'version', 'prev']));
    expectBoth(verdicts, 'E_ROOT');
    expect(codesIn(verdicts)[0]).toEqual(expect.arrayContaining(['E_ROOT', 'E_TRUNCATED']));
  });

  it('back-dated event inserted', async () => {
    const seq = await system().seqOf('MatterScreened', 2);
    const inserted = (also: Parameters<typeof rewriteAll>[1]) =>
      system().ledgerVerdicts(async (rows) => {
        await insertAfter(rows, seq);
        if (also.length > 0) await rewriteAll(rows, also);
        await recompute(rows);
      });
    // As the forger takes more and more care.
    expectBoth(await inserted([]), 'E_SEQ');
    expectBoth(await inserted(['seq']), 'E_DECISION_GAP');
    expectBoth(await inserted(['seq', 'version']), 'E_CHAIN');
    expectBoth(await inserted(['seq', 'version', 'prev']), 'E_ROOT');
  });

  it('event appended with a time in the past', async () => {
    // With the log's own key, on the host: the tree, the checkpoint and the witness's cosignature are in order.
    const back = await system().attacked((rows) =>
      append(rows, system().decision, '2026-03-02T01:00:00.000Z'),
    );
    await system().goesOn(back, async () => undefined);
    expectBoth(await system().verdictsOn(await system().bagOf(back)), 'E_TIME_BACK');
    // And by a clock that is an hour fast, so that what follows is back-dated without going back: a witness's clock is right.
    const fast = await system().copyOf();
    const clock = new TestClock(Date.parse(system().asOf) + 3600_000);
    await system().goesOn(fast, (one) => one.records('installation', {}, { type: 'NoteTaken' }), clock);
    expectBoth(await system().verdictsOn(await system().bagOf(fast)), 'E_TIME_WINDOW');
  });

  it('whole log rewritten and re-signed with a new key; the new key shipped in the bag', async () => {
    const seq = await system().seqOf('MatterScreened');
    const copy = await system().attacked(async (rows) => {
      await says(rows, seq);
      await rewriteAll(rows, ['seq', 'version', 'prev']);
      await recompute(rows);
      for (const table of ['cosigned_note', 'cosignature', 'checkpoint'])
        await rows.query(`DELETE FROM ${table}`);
    });
    const { key, bag } = await system().signedAnew(copy);
    expect(readFileSync(join(bag, 'README.txt'), 'utf8')).toContain(key);
    expectBoth(await system().verdictsOn(bag), 'E_SIG');
    // Handed on by an event of the tree itself, no key that was known before has signed for it.
    const handed = await system().signedAnew(copy, 'as an event');
    const verdicts = await system().verdictsOn(handed.bag);
    expectBoth(verdicts, 'E_KEY');
    for (const codes of codesIn(verdicts)) expect(codes).toContain('E_SIG');
  });

  it('yesterday’s database restored, checkpoints kept', async () => {
    const copy = await system().attacked(async (rows) => {
      await rows.query(`ATTACH '${system().on.url.slice('sqlite:'.length)}' AS today`);
      for (const table of ['checkpoint', 'cosignature', 'cosigned_note'])
        await rows.query(
          `INSERT INTO ${table} SELECT * FROM today.${table} WHERE size > (SELECT max(size) FROM checkpoint)
           OR size NOT IN (SELECT size FROM ${table})`,
        );
    }, system().yesterday);
    await expect(TestServer.starts(copy)).rejects.toMatchObject({ code: 'log-rolled-back' });
    expectBoth(await system().verdictsOn(await system().bagOf(copy)), 'E_TRUNCATED');
  });

  it('restored and checkpoints deleted too', async () => {
    const { directory } = system().yesterday;
    const bag = await system().bagOf(system().yesterday);
    const pin = join(directory, 'a checkpoint that somebody kept');
    writeFileSync(pin, (await system().server.running.parts.ledger.publishedCheckpoint()) ?? '');
    expectBoth(await system().verdictsOn(bag, { pins: [pin] }), 'E_TRUNCATED');
    const [seen] = await (await Witness.open(system().witness.directory, () => new Date())).logs();
    const head = join(directory, 'the head that the witness remembers');
    writeFileSync(head, `${seen?.origin}\n${seen?.size}\n${seen?.root.toString('base64')}\n`);
    expect(parseCheckpoint(readFileSync(head, 'utf8')).size).toBe(system().sizes.at(-1));
    expectBoth(await system().verdictsOn(bag, { pins: [head] }), 'E_TRUNCATED');
    const later = { asOf: '2026-03-09T00:00:00Z' };
    const { ours, twin } = await system().verdictsOn(bag, later);
    expect([ours, twin].map(({ code, exit }) => [code, exit])).toEqual([
      ['W_STALE', 2],
      ['W_STALE', 2],
    ]);
    expect(await system().reportOn(bag, later)).toContain('W_STALE');
    // And with the signer's state as it was, the server does not start either.
    const copy = await system().copyOf(system().yesterday);
    for (const name of ['signer.key', 'signer.state'])
      cpSync(join(system().on.directory, name), join(copy.directory, name));
    await expect(TestServer.starts(copy)).rejects.toMatchObject({ code: 'log-rolled-back' });
  });
}
