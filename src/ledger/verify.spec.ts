import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { attack, recompute, rewrite, withPayload } from '../../test/attacker.js';
import { describeOnBothDatabases } from '../../test/databases.js';
import { Installation, inUse, ORIGIN } from '../../test/installation.js';
import { formatCheckpoint } from './checkpoint.js';
import { signerKeyText, signerOf, signNote } from './signed-note.js';
import { CompactRange } from './tree.js';
import type { Judge } from './judging.js';
import { verifyLedger } from './verify.js';

describeOnBothDatabases('Verification', (fresh) => {
  test('of a ledger that nobody touched finds nothing, and says how much it has seen', async () => {
    const installation = await inUse(await fresh());
    const report = await installation.verifies();
    expect(report).toMatchObject({
      events: 36,
      checkpoints: 3,
      covered: 30,
      disclosures: 36,
      erased: 0,
      judged: false,
    });
    expect(Buffer.compare(report.root, (await installation.ledger.head()).root)).toBe(0);
  });

  test('does not take the keys of whoever rewrote everything and signed it anew', async () => {
    const on = await fresh();
    const installation = await inUse(on);
    const forger = signerOf(signerKeyText(ORIGIN, randomBytes(32)));
    await attack(on, async (rows) => {
      await rewrite(rows, 35, withPayload({ n: 0 }));
      await recompute(rows);
      const [head] = await rows.query<{ compact_range: string }>('SELECT compact_range FROM ledger_head');
      const root = CompactRange.fromJson(JSON.parse(head?.compact_range ?? '')).root();
      const note = signNote(formatCheckpoint({ origin: ORIGIN, size: 36, root }), forger);
      await rows.query('INSERT INTO checkpoint (size, root, note) VALUES (36, ?, ?)', [root, note]);
    });
    expect((await installation.verify()).finding).toMatchObject({ code: 'E_SIG', size: 36 });
  });

  test('does not take a checkpoint of another log of ours', async () => {
    const on = await fresh();
    const installation = await inUse(on);
    const other = signerOf(signerKeyText('demo.other.example/log', randomBytes(32)));
    await attack(on, async (rows) => {
      const { root } = await installation.ledger.head();
      const note = signNote(formatCheckpoint({ origin: 'demo.other.example/log', size: 36, root }), other);
      await rows.query('INSERT INTO checkpoint (size, root, note) VALUES (36, ?, ?)', [root, note]);
    });
    const trust = { origin: ORIGIN, vkeys: [installation.signer.vkey, other.vkey] };
    const { finding } = await verifyLedger(installation.database.read, trust);
    expect(finding).toMatchObject({ code: 'E_ORIGIN', size: 36 });
  });

  test('of a ledger cut back together with its checkpoints needs a head that is held elsewhere', async () => {
    const on = await fresh();
    const installation = await inUse(on);
    const { size, root } = { size: installation.signer.size(), root: installation.signer.root() };
    await attack(on, async (rows) => {
      await rows.query('DELETE FROM event WHERE seq >= 15');
      await rows.query('DELETE FROM checkpoint WHERE size > 15');
      await recompute(rows);
    });
    expect(await installation.verify()).toMatchObject({ finding: undefined, covered: 10, events: 15 });
    expect((await installation.verify([{ size, root }])).finding).toMatchObject({
      code: 'E_TRUNCATED',
      size: 30,
    });
  });

  test('of another history fails at the head that is held elsewhere', async () => {
    const installation = await inUse(await fresh());
    const pin = { size: 25, root: randomBytes(32) };
    expect((await installation.verify([pin])).finding).toMatchObject({ code: 'E_INCONSISTENT', size: 25 });
  });

  test('takes a disclosure as erased only where an act on record says so', async () => {
    const on = await fresh();
    const installation = await inUse(on);
    const [event] = await installation.ledger.eventsOf('decision/1');
    const digests = (event?.disclosures ?? []).map(({ digest }) => digest);
    const before = await installation.ledger.receipt(event?.seq ?? 0);
    await installation.records('installation', { digests }, { type: 'DisclosuresErased' });
    await attack(on, async (rows) => void (await rows.query('DELETE FROM disclosure WHERE seq = 1')));
    expect(await installation.verifies()).toMatchObject({ erased: 1, disclosures: 35 });
    expect(await installation.ledger.receipt(event?.seq ?? 0)).toBe(before);
    await attack(on, async (rows) => void (await rows.query('DELETE FROM disclosure WHERE seq = 4')));
    expect((await installation.verify()).finding).toMatchObject({ code: 'E_DISCLOSURE_MISSING', seq: 4 });
  });

  test('hands every event to the judge in order, and stops where it objects', async () => {
    const installation = await inUse(await fresh());
    const seen: unknown[] = [];
    const judge: Judge = (leaf, disclosures) => {
      seen.push([leaf.seq, disclosures[0]?.value]);
      return leaf.seq === 17
        ? { code: 'E_ILLEGAL', zh: '程序不允许这一步', en: 'the procedure does not allow it' }
        : undefined;
    };
    const trust = { origin: ORIGIN, vkeys: [installation.signer.vkey] };
    const report = await verifyLedger(installation.database.read, trust, judge);
    expect(report).toMatchObject({
      events: 17,
      judged: true,
      finding: { code: 'E_ILLEGAL', seq: 17, subject: 'decision/2' },
    });
    expect(seen).toEqual(Array.from({ length: 18 }, (_, n) => [n, `matter ${n}`]));
  });

  test('of a long ledger goes on while events are added, and tells how far it is', async () => {
    const installation = await Installation.start(await fresh());
    const many = (from: number) =>
      Promise.all(
        Array.from({ length: 700 }, (_, n) => installation.records(`decision/${n % 5}`, { n: from + n })),
      );
    await many(0);
    await installation.ledger.checkpoint();
    const progress: unknown[] = [];
    const trust = { origin: ORIGIN, vkeys: [installation.signer.vkey] };
    const onProgress = (step: unknown) => void progress.push(step);
    const [report] = await Promise.all([
      verifyLedger(installation.database.read, trust, undefined, { onProgress }),
      many(700).then(() => installation.ledger.checkpoint()),
    ]);
    expect(report.finding).toBeUndefined();
    expect(report.events).toBeGreaterThanOrEqual(700);
    expect(progress.at(-1)).toEqual({ done: report.events, of: report.events });
    expect((await installation.verifies()).events).toBe(1400);
  });
});
