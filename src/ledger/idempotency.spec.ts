import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.js';
import { Installation } from '../../test/installation.js';

const notLawful = (): never => {
  throw new Error('The law says no.');
};

describeOnBothDatabases('The same request sent twice', (fresh) => {
  const asked = { actor: 'actor-7', key: 'k1', requestDigest: 'digest-1' };
  const answer = { answer: ({ seq }: { seq: number }) => ({ seq, words: '已受理' }) };

  test('gives one event and the same answer', async () => {
    const installation = await Installation.start(await fresh());
    const first = await installation.records('decision/a', { n: 1 }, { idempotency: asked, ...answer });
    const again = await installation.records('decision/a', { n: 1 }, { idempotency: asked, ...answer });
    expect(again).toEqual({ ...first, repeated: true, event: { ...first.event, disclosures: [] } });
    expect(await installation.ledger.head()).toMatchObject({ size: 1 });
  });

  test('at the same time, too', async () => {
    const installation = await Installation.start(await fresh());
    const sent = await Promise.all(
      [1, 2, 3].map(() => installation.records('decision/a', {}, { idempotency: asked, ...answer })),
    );
    expect(sent.map(({ repeated }) => repeated)).toEqual([false, true, true]);
    expect(new Set(sent.map(({ event }) => event.id)).size).toBe(1);
  });

  test('is answered before versions and procedure are looked at again', async () => {
    const installation = await Installation.start(await fresh());
    await installation.records('decision/a', {}, { idempotency: asked, expectedVersion: -1 });
    const again = await installation.records(
      'decision/a',
      {},
      { idempotency: asked, expectedVersion: -1, decide: notLawful },
    );
    expect(again).toMatchObject({ repeated: true, event: { seq: 0 } });
  });

  test('with another body is refused; under another actor it is another key', async () => {
    const installation = await Installation.start(await fresh());
    await installation.records('decision/a', {}, { idempotency: asked });
    const other = installation.records(
      'decision/a',
      {},
      { idempotency: { ...asked, requestDigest: 'digest-2' } },
    );
    await expect(other).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    const somebody = await installation.records(
      'decision/a',
      {},
      { idempotency: { ...asked, actor: 'actor-8' } },
    );
    expect(somebody.repeated).toBe(false);
  });

  test('is a new request when the first was refused, or 30 days of machine time ago', async () => {
    const installation = await Installation.start(await fresh());
    const { clock } = installation;
    await expect(
      installation.records('decision/a', {}, { idempotency: asked, decide: notLawful }),
    ).rejects.toThrow('The law says no.');
    await installation.records('decision/a', {}, { idempotency: asked });
    clock.daysPassByTheMachine(29.9);
    clock.legalTimePasses(400 * 24 * 3600 * 1000);
    expect(await installation.records('decision/a', {}, { idempotency: asked })).toMatchObject({
      repeated: true,
    });
    clock.daysPassByTheMachine(0.2);
    const renewed = await installation.records(
      'decision/a',
      {},
      { idempotency: { ...asked, requestDigest: 'new' } },
    );
    expect(renewed).toMatchObject({ repeated: false, event: { seq: 1 } });
  });

  test('brings its receipt again, if it was a binding act', async () => {
    const installation = await Installation.start(await fresh());
    const first = await installation.records('decision/a', {}, { idempotency: asked, binding: true });
    const again = await installation.records('decision/a', {}, { idempotency: asked, binding: true });
    expect(again.receipt).toBe(first.receipt);
    expect(first.receipt).toMatch(/^c2sp.org\/tlog-proof@v1\n/);
  });
});
