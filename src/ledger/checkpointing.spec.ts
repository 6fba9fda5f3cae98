import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attack, recompute } from '../../test/attacker.js';
import { describeOnBothDatabases, describeOnSqlite } from '../../test/databases.js';
import { Installation, ORIGIN, TestClock } from '../../test/installation.js';
import { openCheckpoint } from './checkpoint.js';
import { verifyInclusion } from './proofs.js';
import { verifyReceipt } from './receipt.js';
import { verifierOf } from './signed-note.js';
import { leafHash, rootOf } from './tree.js';

async function takesNotes(installation: Installation, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, n) => installation.records(`decision/${n % 3}`, { n })),
  );
}

const known = ({ signer }: Installation) => [verifierOf(signer.vkey)];

describeOnBothDatabases('A receipt', (fresh) => {
  test('comes with a binding act, and proves it to somebody who holds only the public key', async () => {
    const installation = await Installation.start(await fresh());
    await takesNotes(installation, 5);
    const { event, receipt } = await installation.records(
      'decision/1',
      { opinion: 'lawful' },
      { binding: true },
    );
    const proved = verifyReceipt(receipt ?? '', leafHash(event.bytes), known(installation));
    expect(proved).toMatchObject({ index: event.seq, checkpoint: { origin: ORIGIN, size: 6 } });
  });

  test('comes to every binding act of one batch', async () => {
    const installation = await Installation.start(await fresh());
    const appended = await Promise.all(
      [1, 2, 3, 4].map((n) => installation.records(`decision/${n}`, {}, { binding: n % 2 === 0 })),
    );
    expect(appended.map(({ receipt }) => receipt !== undefined)).toEqual([false, true, false, true]);
    for (const { event, receipt } of appended.filter((one) => one.receipt !== undefined)) {
      verifyReceipt(receipt ?? '', leafHash(event.bytes), known(installation));
    }
  });

  test('stays the same however far the ledger grows, and after a restart', async () => {
    const on = await fresh();
    const installation = await Installation.start(on);
    const { event, receipt } = await installation.records('decision/1', {}, { binding: true });
    await takesNotes(installation, 70);
    await installation.ledger.checkpoint();
    expect(await installation.ledger.receipt(event.seq)).toBe(receipt);
    await installation.stop();
    expect(await (await Installation.start(on)).ledger.receipt(event.seq)).toBe(receipt);
  });

  test('of another act can be had once a checkpoint covers it', async () => {
    const installation = await Installation.start(await fresh());
    const { event, receipt } = await installation.records('decision/1');
    expect([receipt, await installation.ledger.receipt(event.seq)]).toEqual([undefined, undefined]);
    await installation.ledger.checkpoint();
    const later = await installation.ledger.receipt(event.seq);
    verifyReceipt(later ?? '', leafHash(event.bytes), known(installation));
    expect(await installation.ledger.receipt(99)).toBeUndefined();
  });
});

describeOnBothDatabases('A checkpoint', (fresh) => {
  test('is signed by itself, soon after an event that is not binding', async () => {
    const installation = await Installation.start(await fresh(), new TestClock(), 1);
    await installation.records('decision/1');
    while ((await installation.ledger.latestCheckpoint()) === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const note = (await installation.ledger.latestCheckpoint()) ?? '';
    const { size, root } = openCheckpoint(note, known(installation));
    expect({ size, root }).toEqual({ size: 1, root: (await installation.ledger.head()).root });
  });

  test('is the same when nothing has happened since, and there is none of an empty ledger', async () => {
    const installation = await Installation.start(await fresh());
    expect(await installation.ledger.checkpoint()).toBeUndefined();
    await takesNotes(installation, 3);
    const note = await installation.ledger.checkpoint();
    expect(await installation.ledger.checkpoint()).toBe(note);
    expect(await installation.database.read.query('SELECT size FROM checkpoint')).toEqual([{ size: 3 }]);
  });

  test('that cannot be signed does not undo the act; the receipt follows when the signer works again', async () => {
    const on = await fresh();
    const installation = await Installation.start(on);
    const [state, away] = [join(on.directory, 'signer.state'), join(on.directory, 'elsewhere')];
    await cp(state, away);
    await rm(state);
    const { event, receipt } = await installation.records('decision/1', {}, { binding: true });
    expect(receipt).toBeUndefined();
    expect(installation.ledger.checkpointProblem).toBeDefined();
    expect(await installation.ledger.eventAt(event.seq)).toBeDefined();
    await cp(away, state);
    await installation.ledger.checkpoint();
    expect(await installation.ledger.receipt(event.seq)).toBeDefined();
    expect(installation.ledger.checkpointProblem).toBeUndefined();
  });
});

describeOnBothDatabases('The tree', (fresh) => {
  test('proves every event at every size', async () => {
    const installation = await Installation.start(await fresh());
    const { ledger } = installation;
    await takesNotes(installation, 21);
    const hashes = (await ledger.eventsFrom(0, 100)).map((event) => leafHash(event.bytes));
    for (let size = 1; size <= 21; size += 1) {
      for (let seq = 0; seq < size; seq += 4) {
        const { path, root } = await ledger.proof(seq, size);
        expect(Buffer.compare(root, rootOf(hashes.slice(0, size)))).toBe(0);
        expect(verifyInclusion(seq, size, hashes[seq] ?? Buffer.alloc(0), path, root)).toBe(true);
      }
    }
    await expect(ledger.proof(21)).rejects.toThrow(RangeError);
    await expect(ledger.proof(0, 22)).rejects.toThrow(RangeError);
  });

  test('is served in tiles of 256 hashes', async () => {
    const installation = await Installation.start(await fresh());
    const { ledger } = installation;
    await takesNotes(installation, 600);
    const hashes = (await ledger.eventsFrom(0, 1000)).map((event) => leafHash(event.bytes));
    const expected = (from: number, to: number) => Buffer.concat(hashes.slice(from, to)).toString('hex');
    expect((await ledger.tile(0, 0))?.toString('hex')).toBe(expected(0, 256));
    expect((await ledger.tile(0, 2, 88))?.toString('hex')).toBe(expected(512, 600));
    const level1 = [rootOf(hashes.slice(0, 256)), rootOf(hashes.slice(256, 512))];
    expect((await ledger.tile(1, 0, 2))?.toString('hex')).toBe(Buffer.concat(level1).toString('hex'));
    const none = [
      ledger.tile(0, 2, 89),
      ledger.tile(1, 0, 3),
      ledger.tile(0, 0, 257),
      ledger.tile(0, -1),
      ledger.tile(7, 0),
    ];
    expect(await Promise.all(none)).toEqual(none.map(() => undefined));
  });
});

describeOnBothDatabases('Starting on a database', (fresh) => {
  async function withTwoCheckpoints() {
    const on = await fresh();
    const installation = await Installation.start(on);
    await takesNotes(installation, 10);
    await installation.ledger.checkpoint();
    await takesNotes(installation, 10);
    await installation.stop();
    return on;
  }

  const rolledBack = { code: 'log-rolled-back', message: expect.stringContaining('chengxu verify') };

  test('that is as it was left goes on where it stopped', async () => {
    const installation = await Installation.start(await withTwoCheckpoints());
    expect((await installation.records('decision/0')).event).toMatchObject({ seq: 20, version: 8 });
  });

  test('whose tail was deleted is refused', async () => {
    const on = await withTwoCheckpoints();
    await attack(on, async (rows) => {
      await rows.query('DELETE FROM event WHERE seq >= 15');
    });
    await expect(Installation.start(on)).rejects.toMatchObject(rolledBack);
  });

  test('whose tail was deleted, everything made to agree, is refused for its checkpoints', async () => {
    const on = await withTwoCheckpoints();
    await attack(on, async (rows) => {
      await rows.query('DELETE FROM event WHERE seq >= 15');
      await recompute(rows);
    });
    await rm(join(on.directory, 'signer.state'));
    await rm(join(on.directory, 'signer.key'));
    await expect(Installation.start(on)).rejects.toMatchObject(rolledBack);
  });

  test('whose checkpoints were deleted with its tail is refused for what the signer has signed', async () => {
    const on = await withTwoCheckpoints();
    await attack(on, async (rows) => {
      await rows.query('DELETE FROM event WHERE seq >= 15');
      await rows.query('DELETE FROM checkpoint');
      await recompute(rows);
    });
    await expect(Installation.start(on)).rejects.toMatchObject(rolledBack);
  });

  test('with as many events, but others, is refused', async () => {
    const on = await withTwoCheckpoints();
    await attack(on, async (rows) => {
      await rows.query('UPDATE event SET bytes = ? WHERE seq = 3', [Buffer.from('forged')]);
      await recompute(rows);
    });
    await expect(Installation.start(on)).rejects.toMatchObject(rolledBack);
  });
});

describeOnSqlite('Two servers on two copies of one database', (fresh) => {
  test('get one signature between them: never two roots at one size', async () => {
    const on = await fresh();
    const original = await Installation.start(on);
    await takesNotes(original, 4);
    await original.ledger.checkpoint();
    const copyOf = await fresh();
    await attackerCopies(on.url, copyOf.url);
    const copy = await Installation.start({ ...copyOf, directory: on.directory });

    const first = await original.records('decision/0', { on: 'the original' }, { binding: true });
    const second = await copy.records('decision/0', { on: 'the copy' }, { binding: true });
    expect([first.receipt !== undefined, second.receipt]).toEqual([true, undefined]);
    expect(copy.ledger.checkpointProblem).toMatchObject({ offered: { size: 5 }, signed: { size: 5 } });
    await takesNotes(copy, 3);
    await expect(copy.ledger.checkpoint()).rejects.toMatchObject({
      offered: { size: 8 },
      signed: { size: 5 },
    });
  });
});

async function attackerCopies(from: string, to: string): Promise<void> {
  const [source, target] = [from, to].map((url) => url.slice('sqlite:'.length));
  const { default: Sqlite } = await import('better-sqlite3');
  const file = new Sqlite(source);
  file.prepare('VACUUM INTO ?').run(target);
  file.close();
}
