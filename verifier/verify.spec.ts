import { describe, expect, it } from 'vitest';
import { utf8 } from './core/bytes.js';
import { forged, verdictOn, type Forgery } from './test/forging.js';
import { IN_PARSING, IN_THE_CONTAINER } from './test/forgeries-container.js';
import { AT_THE_TAIL, IN_DISCLOSURES, IN_PAPERS, IN_RECEIPTS } from './test/forgeries-content.js';
import { IN_CHECKPOINTS, IN_ORDER, IN_TIME } from './test/forgeries-ledger.js';
import { IN_ACTOR_SIGNATURES } from './test/forgeries-signatures.js';
import { IN_WHAT_WAS_ASKED } from './test/forgeries-asked.js';
import { IN_WHAT_IS_LENT } from './test/forgeries-lending.js';
import { IN_REPLAY } from './test/forgeries-replay.js';
import { keyOf } from './test/keys.js';
import { ORIGIN, sealedAt } from './test/made-up-ledger.js';
import { sealed } from './test/made-up-bag.js';
import { sampleLedger } from './test/sample.js';

describe('A bag in which nothing is wrong', () => {
  it.each(['decision', 'ledger'] as const)('of a %s is verified', async (scope) => {
    const report = await verdictOn(sealed(sampleLedger().payload(scope)));
    expect(report).toMatchObject({ code: 'OK', exit: 0, findings: [] });
    expect(report.replayed).toEqual(
      scope === 'decision' ? { decisions: 1, events: 2 } : { decisions: 2, events: 4 },
    );
  });

  it('is verified after its key was handed on, and without a pin', async () => {
    const next = keyOf(ORIGIN, 'next');
    const ledger = sampleLedger((made) => void made.add('installation', 'KeyRotated', { vkey: next.vkey }));
    const size = ledger.events.length;
    ledger.add('decision/2', 'Counted', { add: 1 });
    ledger.checkpoints = [
      ...ledger.checkpoints,
      { size: size + 1, sign: sealedAt('2026-03-02T01:14:00Z', undefined, next) },
    ];
    expect(await verdictOn(sealed(ledger.payload('decision')))).toMatchObject({ code: 'OK' });
  });

  it('is verified with a pin of an earlier checkpoint, whenever one looks', async () => {
    const ledger = sampleLedger();
    const given = {
      pins: [utf8(ledger.note(9)), utf8(ledger.checkpointText(4))],
      asOf: '2036-01-01T00:00:00Z',
    };
    expect(await verdictOn(sealed(ledger.payload('decision')), given)).toMatchObject({ code: 'OK' });
  });
});

const PARTS: readonly (readonly [string, readonly Forgery[]])[] = [
  ['the container', IN_THE_CONTAINER],
  ['parsing', IN_PARSING],
  ['order and tree', IN_ORDER],
  ['checkpoints', IN_CHECKPOINTS],
  ['time', IN_TIME],
  ['disclosures', IN_DISCLOSURES],
  ['papers', IN_PAPERS],
  ['receipts', IN_RECEIPTS],
  ['the tail', AT_THE_TAIL],
  ['the actors’ signatures', IN_ACTOR_SIGNATURES],
  ['replay', IN_REPLAY],
  ['what the procedure asked', IN_WHAT_WAS_ASKED],
  ['what is lent', IN_WHAT_IS_LENT],
];

describe.each(PARTS)('Forged in %s', (_, list) => {
  it.each(list.map((forgery) => [forgery.what, forgery.code, forgery] as const))(
    '%s: %s',
    async (__, code, forgery) => {
      const report = await verdictOn(forged(forgery), forgery.given);
      const exit = code === 'OK' ? 0 : code.startsWith('E_') ? 1 : 2;
      expect({ code: report.code, exit: report.exit, first: report.findings[0] }).toMatchObject({
        code,
        exit,
      });
      for (const { zh, en } of report.findings) expect(Math.min(zh.length, en.length)).toBeGreaterThan(2);
    },
  );
});
