import { expect, test } from 'vitest';
import { describeOnAnyDatabase, type TestDatabase } from '../../test/databases.js';
import { Installation, TestClock } from '../../test/installation.js';
import { policyOf, TestWitness } from '../../test/witnesses.js';
import { cosignatureVerifierOf, timeOf } from '../ledger/cosignature.js';
import { openCheckpoint } from '../ledger/checkpoint.js';
import { parsePolicy } from '../ledger/policy.js';
import { verifyReceipt } from '../ledger/receipt.js';
import { verifierOf } from '../ledger/signed-note.js';
import { leafHash } from '../ledger/tree.js';
import { Cosigning } from './cosigning.js';

/** A ledger and four witnesses elsewhere, three of whom make a quorum. */
async function witnessed(on: TestDatabase) {
  const installation = await Installation.start(on, new TestClock());
  const { database, clock, signer, ledger } = installation;
  const witnesses = await Promise.all(
    ['w1', 'w2', 'w3', 'w4'].map((name) => TestWitness.starts(on, name, signer.vkey, clock.machine)),
  );
  const policy = parsePolicy(Buffer.from(policyOf(witnesses, 3, signer.vkey)));
  const cosigning = new Cosigning({ database, clock, policy });
  const known = [verifierOf(signer.vkey), ...witnesses.map(({ vkey }) => cosignatureVerifierOf(vkey))];
  const namesIn = (note: string) =>
    openCheckpoint(note, known)
      .note.verified.map(({ name }) => name)
      .slice(1)
      .toSorted();
  const published = async () => namesIn((await ledger.publishedCheckpoint()) ?? '');
  return { installation, witnesses, cosigning, known, published, namesIn };
}

describeOnAnyDatabase('Cosigning', (fresh) => {
  test('shows each checkpoint to the witnesses; receipts and the public head carry what they signed', async () => {
    const { installation, cosigning, known, published, witnesses } = await witnessed(await fresh());
    const { ledger } = installation;
    const { event, receipt } = await installation.records('decision/1', {}, { binding: true });
    expect(verifyReceipt(receipt ?? '', leafHash(event.bytes), known).checkpoint.note.verified).toHaveLength(
      1,
    );
    await cosigning.tick();
    expect(await published()).toEqual(['w1.example', 'w2.example', 'w3.example', 'w4.example']);
    const cosigned = (await ledger.receipt(event.seq)) ?? '';
    expect(
      verifyReceipt(cosigned, leafHash(event.bytes), known).checkpoint.note.verified.length,
    ).toBeGreaterThanOrEqual(4);
    await installation.records('decision/1');
    await ledger.checkpoint();
    await cosigning.tick();
    expect(await Promise.all(witnesses.map((witness) => witness.size()))).toEqual([2, 2, 2, 2]);
    expect(await ledger.receipt(event.seq)).toBe(cosigned);
  });

  test('goes on with three of four, and says who is missing; two are no quorum', async () => {
    const { installation, cosigning, published, witnesses } = await witnessed(await fresh());
    const { ledger, clock } = installation;
    await installation.records('decision/1', {}, { binding: true });
    await witnesses[3]?.goesAway();
    await cosigning.tick();
    expect(await published()).toHaveLength(3);
    expect((await cosigning.standings())[3]).toMatchObject({ size: 0, lag: 1, problem: 'unreachable' });
    await witnesses[2]?.goesAway();
    const { event, receipt } = await installation.records('decision/1', {}, { binding: true });
    await cosigning.tick();
    expect(await ledger.cosignedSizes()).toEqual({ cosigned: 1, newest: 2 });
    expect([await ledger.isCosigned(event.seq), await ledger.receipt(event.seq)]).toEqual([false, receipt]);
    await witnesses[2]?.comesBack();
    await witnesses[3]?.comesBack();
    clock.daysPassByTheMachine(0.01);
    await cosigning.tick();
    expect(await ledger.cosignedSizes()).toEqual({ cosigned: 2, newest: 2 });
    expect(await ledger.isCosigned(event.seq)).toBe(true);
    expect((await cosigning.standings()).map(({ lag, problem }) => [lag, problem])).toEqual(
      [1, 2, 3, 4].map(() => [0, undefined]),
    );
  });

  test('asks again after an hour in which nothing happened, and keeps the first word for receipts', async () => {
    const { installation, cosigning, witnesses, known } = await witnessed(await fresh());
    const { ledger, clock } = installation;
    const { event } = await installation.records('decision/1', {}, { binding: true });
    const begun = clock.machine().getTime() / 1000;
    await cosigning.tick();
    clock.daysPassByTheMachine(0.5 / 24);
    await cosigning.tick();
    const times = (note: string) => openCheckpoint(note, known).note.verified.slice(1).map(timeOf);
    expect(times((await ledger.publishedCheckpoint()) ?? '')).toEqual([1, 2, 3, 4].map(() => begun));
    clock.daysPassByTheMachine(0.5 / 24);
    await cosigning.tick();
    expect(times((await ledger.publishedCheckpoint()) ?? '')).toEqual([1, 2, 3, 4].map(() => begun + 3600));
    const receipt = verifyReceipt((await ledger.receipt(event.seq)) ?? '', leafHash(event.bytes), known);
    expect(
      receipt.checkpoint.note.verified
        .slice(1)
        .map(timeOf)
        .every((time) => time === begun),
    ).toBe(true);
    expect(await Promise.all(witnesses.map((witness) => witness.size()))).toEqual([1, 1, 1, 1]);
  });

  test('finds its way to a witness that stands elsewhere than is known here', async () => {
    const { installation, witnesses, cosigning } = await witnessed(await fresh());
    const { database } = installation;
    await installation.records('decision/1', {}, { binding: true });
    await installation.records('decision/1', {}, { binding: true });
    await cosigning.tick();
    await database.write((tx) => tx.query('DELETE FROM cosignature'));
    await installation.records('decision/1', {}, { binding: true });
    await cosigning.tick();
    expect((await cosigning.standings()).map(({ size, problem }) => [size, problem])).toEqual(
      witnesses.map(() => [3, undefined]),
    );
  });

  test('takes nothing that is not this witness’s word on this checkpoint', async () => {
    const on = await fresh();
    const { installation, witnesses } = await witnessed(on);
    const [w1, w2] = witnesses;
    if (!w1 || !w2) throw new Error('no witness');
    await installation.records('decision/1', {}, { binding: true });
    const swapped = parsePolicy(
      Buffer.from(`witness w1 ${w1.vkey} ${w2.url}\nwitness lost ${w2.vkey} ${w1.url}/nowhere\nquorum w1\n`),
    );
    const { database, clock } = installation;
    const cosigning = new Cosigning({ database, clock, policy: swapped });
    await cosigning.tick();
    expect((await cosigning.standings()).map(({ size, problem }) => [size, problem])).toEqual([
      [0, 'bad-cosignature'],
      [0, 'unknown-log'],
    ]);
    expect(await installation.ledger.cosignedSizes()).toEqual({ cosigned: 0, newest: 1 });
  });
});
