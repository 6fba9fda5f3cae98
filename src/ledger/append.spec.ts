import { expect, test } from 'vitest';
import { describeOnBothDatabases, type Dialect } from '../../test/databases.js';
import { command, Installation, ORIGIN, TestClock } from '../../test/installation.js';
import type { Transaction } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { openDisclosure } from './disclosure.js';

class NotLawful extends Refusal {
  readonly code = 'not-lawful';
}

const refuse = (): never => {
  throw new NotLawful('The law says no.');
};

describeOnBothDatabases('Recording an event', (fresh) => {
  test('gives it the next position, the next version of its subject, and the chain', async () => {
    const { ledger, clock } = await Installation.start(await fresh());
    const first = await ledger.append(command('decision/a', { n: 1 }));
    clock.legalTimePasses(1500);
    const other = await ledger.append(command('decision/b', { n: 2 }));
    const second = await ledger.append(command('decision/a', { n: 3 }));

    expect(first.event).toMatchObject({
      seq: 0,
      version: 0,
      subject: 'decision/a',
      time: '2026-03-02T01:00:00.000Z',
    });
    expect(other.event).toMatchObject({ seq: 1, version: 0, time: '2026-03-02T01:00:01.500Z' });
    expect(second.event).toMatchObject({ seq: 2, version: 1 });
    expect(second.event.leaf).toMatchObject({
      source: ORIGIN,
      prev: first.event.leafHash,
      data: { payload: { n: 3 } },
    });
    expect(first.event.leaf.prev).toBe('');
    expect(await ledger.head()).toMatchObject({ size: 3, time: '2026-03-02T01:00:01.500Z' });
  });

  test('is read back as it was written, whole or from a version on', async () => {
    const installation = await Installation.start(await fresh());
    const { ledger } = installation;
    for (const n of [0, 1, 2]) await installation.records('decision/a', { n });
    const [, , last] = await ledger.eventsOf('decision/a');
    expect((await ledger.eventsOf('decision/a', 1)).map((event) => event.leaf.data.payload)).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
    expect(await ledger.eventAt(2)).toEqual(last);
    expect(await ledger.eventById(last?.id ?? '')).toEqual(last);
    expect(await ledger.eventById('nobody')).toBeUndefined();
    expect(await ledger.eventsOf('decision/none')).toEqual([]);
    expect(await ledger.headOf('decision/a')).toEqual({ version: 2, leafHash: last?.leafHash });
  });

  test('keeps what is personal beside the leaf, under a salted digest', async () => {
    const installation = await Installation.start(await fresh());
    const disclosures = [
      { pointer: '/name', value: '王小明' },
      { pointer: '/contact', value: { telephone: '0591-0000000' } },
    ];
    const { event } = await installation.records('consultation/a', {}, { disclosures });
    expect(event.bytes.toString()).not.toMatch(/王小明|0591/);
    const [stored] = await installation.ledger.eventsOf('consultation/a');
    const byPointer = new Map(stored?.disclosures.map(({ pointer, value }) => [pointer, value]));
    expect(byPointer).toEqual(new Map(disclosures.map(({ pointer, value }) => [pointer, value])));
    const salts = stored?.disclosures.map(({ encoded }) => openDisclosure(encoded).salt.toString('hex'));
    expect(new Set(salts).size).toBe(2);
    expect(stored?.leaf.data).toEqual(event.leaf.data);
  });

  test('is refused when the subject is not where the caller thought it was', async () => {
    const installation = await Installation.start(await fresh());
    await installation.records('decision/a', {}, { expectedVersion: -1 });
    await installation.records('decision/a', {}, { expectedVersion: 0 });
    const stale = installation.records('decision/a', {}, { expectedVersion: 0 });
    await expect(stale).rejects.toMatchObject({ code: 'version-conflict', expected: 0, actual: 1 });
    const again = installation.records('decision/a', {}, { expectedVersion: -1 });
    await expect(again).rejects.toMatchObject({ code: 'version-conflict', actual: 1 });
  });

  test('is refused when its content can be no leaf, and its neighbours are not', async () => {
    const installation = await Installation.start(await fresh());
    const results = await Promise.allSettled([
      installation.records('decision/a'),
      installation.records('decision/a', { text: '长'.repeat(30_000) }),
      installation.records('decision/a', { amount: 0.5 }),
      installation.records('decision/a', {}, { disclosures: [{ pointer: 'no pointer', value: 1 }] }),
      installation.records('decision/a'),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(results[1]).toMatchObject({ reason: { code: 'not-recordable' } });
    expect(await installation.ledger.head()).toMatchObject({ size: 2 });
  });
});

describeOnBothDatabases('Two writers of one version', (fresh) => {
  test('in one process: exactly one wins', async () => {
    const installation = await Installation.start(await fresh());
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        installation.records('decision/a', { n }, { expectedVersion: -1 }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await installation.ledger.eventsOf('decision/a')).toHaveLength(1);
  });

  test('in two programs on one database: exactly one wins, round after round', async () => {
    const on = await fresh();
    const both = [await Installation.start(on), await Installation.start(on)];
    for (let version = -1; version < 10; version += 1) {
      const results = await Promise.allSettled(
        both.map((program) => program.records('decision/a', {}, { expectedVersion: version })),
      );
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = results.find(({ status }) => status === 'rejected');
      expect(lost).toMatchObject({ reason: { code: 'version-conflict', actual: version + 1 } });
    }
  });

  test('in two programs, on many subjects at once: every acknowledged event is there, in one order', async () => {
    const on = await fresh();
    const both = [await Installation.start(on), await Installation.start(on)];
    const acknowledged = await Promise.all(
      Array.from({ length: 120 }, (_, n) =>
        both[n % 2]?.records(`decision/${n % 7}`, { n }, { binding: n % 40 === 0 }),
      ),
    );
    const positions = acknowledged.map((appended) => appended?.event.seq ?? -1).sort((a, b) => a - b);
    expect(positions).toEqual(Array.from({ length: 120 }, (_, i) => i));
    await both[0]?.verifies();
  });
});

describeOnBothDatabases('Commands that share a commit', (fresh) => {
  test('are each judged on what the ones before them left', async () => {
    const { ledger } = await Installation.start(await fresh());
    const seen: unknown[] = [];
    const add = (n: number) =>
      ledger.append({
        subject: 'meeting/a',
        decide: async (head, batch) => {
          const before = batch.staged.get('meeting/a');
          seen.push([head.version, before ?? null]);
          if (n === 1) return refuse();
          return { ...(await command('meeting/a').decide(head, batch)), payload: { n }, stage: { sum: n } };
        },
      });
    await Promise.allSettled([add(0), add(1), add(2), add(3)]);
    expect(seen).toEqual([
      [-1, null],
      [0, { sum: 0 }],
      [0, { sum: 0 }],
      [1, { sum: 2 }],
    ]);
  });

  test('see nothing staged for a subject whose last event staged nothing', async () => {
    const { ledger } = await Installation.start(await fresh());
    const seen: unknown[] = [];
    await Promise.all([
      ledger.append(command('decision/a', {}, { stage: 'old' })),
      ledger.append(command('decision/a')),
      ledger.append({
        ...command('decision/a'),
        decide: (head, batch) => {
          seen.push(batch.staged.get('decision/a'));
          return command('decision/a').decide(head, batch);
        },
      }),
    ]);
    expect(seen).toEqual([undefined]);
  });

  test('see each other in the heads of other subjects, and share one recorded time', async () => {
    const { ledger } = await Installation.start(await fresh());
    const heads: number[] = [];
    const look = command(
      'decision/b',
      {},
      {
        decide: async (head, batch) => {
          heads.push((await batch.head('decision/a')).version);
          return command('decision/b', { asOf: batch.time }).decide(head, batch);
        },
      },
    );
    const [, , last] = await Promise.all([
      ledger.append(look),
      ledger.append(command('decision/a')),
      ledger.append(look),
    ]);
    expect(heads).toEqual([-1, 0]);
    expect(last?.event.leaf.data.payload).toEqual({ asOf: last?.event.time });
  });

  test('of 200, half refused or failing half-way: every acknowledged one is in the ledger, and nothing else', async () => {
    const { ledger, database } = await Installation.start(await fresh());
    const committed: number[] = [];
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        ledger.append(
          command(
            `decision/${n % 11}`,
            { n },
            {
              disclosures: [{ pointer: '/title', value: `matter ${n}` }],
              idempotency: { actor: 'actor-7', key: `key-${n}`, requestDigest: 'd' },
              ...(n % 4 === 1 && { decide: refuse }),
              project: async (tx, { id }) => {
                const row = [id.padEnd(64, '-'), 'projection', Buffer.from(id)];
                await tx.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', row);
                if (n % 8 === 3) throw new Error('This projection fails.');
                if (n % 8 === 7)
                  await tx.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', row);
              },
              committed: () => void committed.push(n),
            },
          ),
        ),
      ),
    );
    const acknowledged = results.flatMap((result, n) => (result.status === 'fulfilled' ? [n] : []));
    expect(acknowledged).toEqual(Array.from({ length: 100 }, (_, i) => i * 2));
    expect(committed).toEqual(acknowledged);

    const recorded = await ledger.eventsFrom(0, 1000);
    expect(recorded.map((event) => event.leaf.data.payload['n'])).toEqual(acknowledged);
    const rows = await database.read.query(
      `SELECT (SELECT count(*) FROM content) AS projections, (SELECT count(*) FROM idempotency) AS keys,
         (SELECT count(*) FROM disclosure) AS disclosures`,
    );
    expect(rows).toEqual([{ projections: 100, keys: 100, disclosures: 100 }]);
  });

  test('are not harmed when telling a cache about one of them fails', async () => {
    const installation = await Installation.start(await fresh());
    const failing = { committed: () => refuse() };
    const [first, second] = await Promise.all([
      installation.records('decision/a', {}, failing),
      installation.records('decision/a'),
    ]);
    expect([first.event.seq, second.event.seq]).toEqual([0, 1]);
  });
});

describeOnBothDatabases('A clock that goes back', (fresh) => {
  test('by a moment holds the time still; by more, nothing is recorded until it is right again', async () => {
    const clock = new TestClock();
    const installation = await Installation.start(await fresh(), clock);
    await installation.records('decision/a');
    clock.legalTimePasses(-1900);
    const held = await installation.records('decision/a');
    expect(held.event.time).toBe('2026-03-02T01:00:00.000Z');

    clock.legalTimePasses(-2 * 3600 * 1000);
    const refused = await Promise.allSettled([
      installation.records('decision/a'),
      installation.records('decision/b'),
    ]);
    for (const result of refused) {
      expect(result).toMatchObject({ reason: { code: 'ledger-unavailable', reason: 'clock-went-back' } });
    }
    expect(await installation.ledger.eventsOf('decision/a')).toHaveLength(2);

    clock.legalTimePasses(2 * 3600 * 1000 + 1900);
    expect((await installation.records('decision/a')).event.version).toBe(2);
  });
});

/** As a full disk does, or a connection that is cut. */
async function loseTheDatabase(tx: Transaction, dialect: Dialect): Promise<void> {
  if (dialect === 'postgres') {
    await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    return;
  }
  await tx.query('PRAGMA max_page_count = 1');
  await tx.query("INSERT INTO content (sha256, media_type, bytes) VALUES (?, 'large', ?)", [
    'f'.repeat(64),
    Buffer.alloc(1_000_000),
  ]);
}

const MORE_DISK = 'PRAGMA max_page_count = 1073741823';

describeOnBothDatabases('A ledger that cannot be written', (fresh, dialect) => {
  test('answers the whole batch with 503 and has recorded nothing of it', async () => {
    const installation = await Installation.start(await fresh());
    const { ledger, database } = installation;
    await installation.records('decision/a');
    const spoil = command('decision/a', {}, { project: (tx) => loseTheDatabase(tx, dialect) });
    const results = await Promise.allSettled([
      ledger.append(command('decision/b')),
      ledger.append(spoil),
      ledger.append(command('decision/c')),
    ]);
    for (const result of results) {
      expect(result).toMatchObject({ reason: { code: 'ledger-unavailable', reason: 'commit-failed' } });
    }
    expect(await database.read.query('SELECT count(*) AS n FROM event')).toEqual([{ n: 1 }]);

    if (dialect === 'sqlite') await database.write((tx) => tx.query(MORE_DISK));
    expect((await installation.records('decision/b')).event.seq).toBe(1);
  });

  test('takes nothing more once it is closed, and answers what it took', async () => {
    const installation = await Installation.start(await fresh());
    const taken = installation.records('decision/a', {}, { binding: true });
    const closed = installation.ledger.close();
    await expect(installation.records('decision/a')).rejects.toMatchObject({ reason: 'closing' });
    expect((await taken).receipt).toBeDefined();
    await closed;
  });
});
