import { describe, expect, it } from '@jest/globals';
import { auditorFrom, type Given } from './core/auditor.js';
import { filesInMemory } from './core/container.js';
import { utf8 } from './core/bytes.js';
import { verify } from './core/verify.js';
import { nodeHost } from './node/host.js';
import { POLICY } from './test/made-up-ledger.js';
import { sealed, type BagContent } from './test/made-up-bag.js';
import { DEFINITION, sampleLedger } from './test/sample.js';

const GIVEN: Given = { policy: utf8(POLICY), definitions: [DEFINITION], asOf: '2026-03-03T00:00:00Z' };

const verdict = (files: BagContent, given: Given = {}) =>
  verify(nodeHost, () => filesInMemory(files), auditorFrom(nodeHost, { ...GIVEN, ...given }, 0));

describe('A bag in which nothing is wrong', () => {
  it.each(['decision', 'ledger'] as const)('of a %s is verified', async (scope) => {
    const report = await verdict(sealed(sampleLedger().payload(scope)));
    expect(report).toMatchObject({ code: 'OK', exit: 0, findings: [] });
  });
});
