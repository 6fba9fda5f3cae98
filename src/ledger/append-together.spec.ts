import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.js';
import { command, Installation } from '../../test/installation.js';
import { Refusal } from '../refusal.js';
import type { AppendCommand } from './ledger.js';

class NotLawful extends Refusal {
  readonly code = 'not-lawful';
}

const refused = (subject: string): AppendCommand => ({
  subject,
  decide: () => {
    throw new NotLawful('The law says no.');
  },
});

describeOnBothDatabases('Several events together', (fresh) => {
  test('are recorded all or none, each after what the others left, and their neighbours do not notice', async () => {
    const { ledger, database } = await Installation.start(await fresh());
    const seen: (readonly [number, unknown])[] = [];
    const sees = (subject: string, n: number): AppendCommand => {
      const plain = command(subject, { n }, { stage: n });
      return {
        ...plain,
        decide: (head, batch) => {
          seen.push([head.version, batch.staged.get(subject)]);
          return plain.decide(head, batch);
        },
      };
    };
    const [first, none, between, both, rehearsed, last] = await Promise.allSettled([
      ledger.append(command('decision/a')),
      ledger.appendAll([sees('decision/b', 1), sees('decision/b', 2), refused('decision/c')]),
      ledger.append(command('decision/d')),
      ledger.appendAll([sees('decision/b', 3), command('decision/e', {}, { binding: true })]),
      ledger.rehearseAll([sees('decision/b', 4), sees('decision/b', 5)]),
      ledger.append(sees('decision/b', 6)),
    ]);
    expect(none).toMatchObject({ status: 'rejected', reason: { code: 'not-lawful' } });
    expect(first).toMatchObject({ value: { event: { seq: 0 } } });
    expect(between).toMatchObject({ value: { event: { seq: 1 } } });
    expect(both).toMatchObject({
      value: [{ event: { seq: 2, version: 0 } }, { event: { seq: 3 }, receipt: expect.any(String) }],
    });
    expect(rehearsed).toMatchObject({
      value: [{ event: { seq: 4, version: 1 } }, { event: { seq: 5, version: 2 } }],
    });
    expect(last).toMatchObject({ value: { event: { seq: 4, version: 1 } } });
    // What was taken back left neither a version nor a state behind.
    expect(seen).toEqual([
      [-1, undefined],
      [0, 1],
      [-1, undefined],
      [0, 3],
      [1, 4],
      [0, 3],
    ]);
    expect(await ledger.head()).toMatchObject({ size: 5 });
    expect(await database.read.query('SELECT count(*) AS n FROM event')).toEqual([{ n: 5 }]);
    expect((await ledger.eventsOf('decision/b')).map(({ leaf }) => leaf.data.payload)).toEqual([
      { n: 3 },
      { n: 6 },
    ]);
  });
});
