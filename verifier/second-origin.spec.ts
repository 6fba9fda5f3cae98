import { describe, expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sm3 } from './core/sm3.js';
import { isSm2Key, verifiesSm2 } from './core/sm2.js';
import { nodeHost } from './node/host.js';
import { forged, rewrite, verdictOn, type Forgery } from './test/forging.js';
import { sealed, zipOf } from './test/made-up-bag.js';
import { POLICY, type MadeUpLedger } from './test/made-up-ledger.js';
import {
  SM_LOG,
  SM_ORIGIN,
  smKeyOf,
  type SmSigningKey,
  withSecondOrigin,
  withSmConsistency,
} from './test/made-up-second.js';
import { sampleLedger } from './test/sample.js';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

describe('SM3 (GB/T 32905)', () => {
  it('gives the digests of the standard', () => {
    expect(hexOf(sm3(text('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(hexOf(sm3(text('abcd'.repeat(16))))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  it('is what OpenSSL gives, at every length around a block and in pieces', () => {
    for (let length = 0; length < 200; length += 1) {
      const bytes = randomBytes(length);
      const expected = createHash('sm3').update(bytes).digest('hex');
      expect([length, hexOf(sm3(bytes))]).toEqual([length, expected]);
      expect(hexOf(sm3(bytes.subarray(0, 7), bytes.subarray(7)))).toBe(expected);
      expect(hexOf(nodeHost.sm3(bytes))).toBe(expected);
    }
  });
});

describe('SM2 (GB/T 32918.2, the example of 32918.5 Annex A)', () => {
  const key = smKeyOf('x', '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8');
  const k = BigInt('0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21');
  const signature = Buffer.from(
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    'hex',
  );

  it('verifies the published signature, and our test’s signer makes it', () => {
    expect(key.point.subarray(1).toString('hex')).toBe(
      '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    );
    expect(key.sign('message digest', k)).toEqual(signature);
    expect(verifiesSm2(sm3, key.point, text('message digest'), signature)).toBe(true);
  });

  it('takes no other message, key or signature', () => {
    const message = text('message digest');
    expect(verifiesSm2(sm3, key.point, text('message digesu'), signature)).toBe(false);
    expect(verifiesSm2(sm3, smKeyOf('x', '22').point, message, signature)).toBe(false);
    for (let at = 0; at < 64; at += 9) {
      const changed = Buffer.from(signature);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect([at, verifiesSm2(sm3, key.point, message, changed)]).toEqual([at, false]);
    }
    const zero = Buffer.alloc(32);
    const n = Buffer.from('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123', 'hex');
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
    for (const parts of [[zero, s], [r, zero], [n, s], [r, n], [r], [r, s, zero]])
      expect(verifiesSm2(sm3, key.point, message, Buffer.concat(parts))).toBe(false);
    for (const bytes of [Buffer.alloc(65), Buffer.concat([key.point, zero]), Buffer.alloc(65, 4)])
      expect(isSm2Key(bytes)).toBe(false);
    expect(verifiesSm2(sm3, Buffer.alloc(65, 4), message, signature)).toBe(false);
  });
});

const GIVEN = { smKeys: [SM_LOG.vkey] };
/** Its files at these sizes, for a forgery of a bag. */
const second =
  (sizes: readonly number[], then: (files: Map<string, Buffer>) => void = () => undefined, key = SM_LOG) =>
  (made: MadeUpLedger) =>
  (files: Map<string, Buffer>) => {
    for (const size of sizes) withSecondOrigin(made, files, size, key);
    then(files);
  };

type Second = Omit<Forgery, 'bag'> & { readonly bag: ReturnType<typeof second> };
const NOTE = 'data/sm/checkpoints/12.note';
const INCLUSION = 'data/sm/inclusion.jsonl';

const NEXT = smKeyOf(SM_ORIGIN, '22'.repeat(32));
const THIEF = smKeyOf(SM_ORIGIN, '55'.repeat(32));
/** The rotation stands at 11, in a ledger of 13. */
const rotatedTo = (vkey: string) => (made: MadeUpLedger) =>
  void made.add('installation', 'SmKeyRotated', { reason: 'yearly', vkey });
/** Checkpoints of these sizes by these keys, each proved to continue the one before. */
const signedBy =
  (
    notes: readonly (readonly [size: number, key: SmSigningKey])[],
    then: (files: Map<string, Buffer>) => void = () => undefined,
  ) =>
  (made: MadeUpLedger) =>
  (files: Map<string, Buffer>) => {
    for (const [size, key] of notes) withSecondOrigin(made, files, size, key);
    const isOfDecision = files.has('data/ledger/inclusion.jsonl');
    if (isOfDecision && notes.length > 1)
      withSmConsistency(
        made,
        files,
        notes.map(([size]) => size),
      );
    then(files);
  };
const HANDED_ON = { ledger: rotatedTo(NEXT.vkey), bag: signedBy([[12, SM_LOG], [13, NEXT]]) }; // prettier-ignore

const ROTATIONS: readonly Second[] = [
  { what: 'nothing, and a new key signs after the old one', code: 'OK', ...HANDED_ON },
  { what: 'nothing, of a whole ledger with a new key', code: 'OK', scope: 'ledger', ...HANDED_ON },
  {
    what: 'nothing, and the auditor holds both keys',
    code: 'OK',
    given: { smKeys: [SM_LOG.vkey, NEXT.vkey] },
    ...HANDED_ON,
  },
  {
    what: 'the auditor holds the new key alone, which does not say who signed before',
    code: 'E_SIG',
    given: { smKeys: [NEXT.vkey] },
    ...HANDED_ON,
  },
  {
    what: 'a rotation that the second origin does not reach yet',
    code: 'W_SM_TAIL',
    ledger: rotatedTo(NEXT.vkey),
    bag: signedBy([[9, SM_LOG]]),
  },
  {
    what: 'a key is handed on that the old one never signed over',
    code: 'E_KEY',
    ledger: rotatedTo(NEXT.vkey),
    bag: signedBy([[9, SM_LOG], [13, NEXT]]), // prettier-ignore
  },
  {
    what: 'the same, of a whole ledger',
    code: 'E_KEY',
    scope: 'ledger',
    ledger: rotatedTo(NEXT.vkey),
    bag: signedBy([[9, SM_LOG], [13, NEXT]]), // prettier-ignore
  },
  {
    what: 'a thief hands on to a key of its own, and signs all with it',
    code: 'E_KEY',
    ledger: rotatedTo(THIEF.vkey),
    bag: signedBy([[12, THIEF], [13, THIEF]]), // prettier-ignore
  },
  {
    what: 'a key is handed on, and another one signs',
    code: 'E_SIG',
    ledger: rotatedTo(NEXT.vkey),
    bag: signedBy([[12, SM_LOG], [13, THIEF]]), // prettier-ignore
  },
  {
    what: 'a key is handed on that is none',
    code: 'E_KEY',
    ledger: rotatedTo(`${NEXT.vkey} `),
    bag: signedBy([[13, SM_LOG]]),
  },
  {
    what: 'a key is handed on that is another log’s',
    code: 'E_KEY',
    ledger: rotatedTo(smKeyOf('elsewhere/sm', '22').vkey),
    bag: signedBy([[13, SM_LOG]]),
  },
  {
    what: 'a proof of consistency is missing',
    code: 'E_INCONSISTENT',
    ledger: rotatedTo(NEXT.vkey),
    bag: signedBy([[12, SM_LOG], [13, NEXT]], (files) => void files.delete('data/sm/consistency.jsonl')), // prettier-ignore
  },
  {
    what: 'a proof of consistency is another',
    code: 'E_INCONSISTENT',
    ledger: rotatedTo(NEXT.vkey),
    bag: signedBy([[12, SM_LOG], [13, NEXT]], (files) =>
      rewrite(files, 'data/sm/consistency.jsonl', (lines) => lines.replace(/[0-9a-f]{64}/, 'ab'.repeat(32)))), // prettier-ignore
  },
  {
    what: 'a whole ledger has proofs of consistency',
    code: 'E_BAG',
    scope: 'ledger',
    bag: second([12], (files) => void files.set('data/sm/consistency.jsonl', Buffer.from(''))),
  },
];

const FORGERIES: readonly Second[] = [
  ...ROTATIONS,
  { what: 'nothing', code: 'OK', bag: second([12]) },
  { what: 'nothing, of a whole ledger', code: 'OK', scope: 'ledger', bag: second([4, 9, 12]) },
  { what: 'nothing, and nobody gave a key', code: 'OK', given: {}, bag: second([12]) },
  { what: 'there is none, and a key was given', code: 'W_SM_MISSING', bag: second([]) },
  { what: 'it does not reach to the end', code: 'W_SM_TAIL', bag: second([9]) },
  { what: 'it does not reach to the end, unasked', code: 'OK', given: {}, bag: second([9]) },
  {
    what: 'another key signs',
    code: 'E_SIG',
    bag: second([12], undefined, smKeyOf(SM_ORIGIN, '33')),
  },
  {
    what: 'one character of the signature is another',
    code: 'E_SIG',
    bag: second([12], (files) =>
      rewrite(files, NOTE, (note) =>
        note.replace(/(sm .{40})(.)/, (_, head: string, one: string) => head + (one === 'A' ? 'B' : 'A')),
      ),
    ),
  },
  {
    what: 'it is of another log',
    code: 'E_ORIGIN',
    given: { smKeys: [smKeyOf('elsewhere/sm', '11').vkey] },
    bag: second([12]),
  },
  {
    what: 'it counts more events than the bag',
    code: 'E_BAG',
    bag: second([12], (files) => {
      files.set(
        'data/sm/checkpoints/13.note',
        Buffer.from(String(files.get(NOTE)).replace('\n12\n', '\n13\n')),
      );
      files.delete(NOTE);
    }),
  },
  { what: 'a bag of a decision has two, unproved', code: 'E_INCONSISTENT', bag: second([9, 12]) },
  {
    what: 'its root is another, unasked',
    code: 'E_ROOT',
    given: {},
    scope: 'ledger',
    bag: second([12], (files) =>
      rewrite(files, NOTE, (note) =>
        note.replace(/\n[^\n]{44}\n/, `\n${Buffer.alloc(32, 5).toString('base64')}\n`),
      ),
    ),
  },
  {
    what: 'a proof is missing',
    code: 'E_ROOT',
    bag: second([12], (files) => rewrite(files, INCLUSION, (lines) => lines.replace(/^.*\n/, ''))),
  },
  {
    what: 'a proof is another',
    code: 'E_ROOT',
    bag: second([12], (files) =>
      rewrite(files, INCLUSION, (lines) => lines.replace(/[0-9a-f]{64}/, 'ab'.repeat(32))),
    ),
  },
  {
    what: 'a proof is of nothing',
    code: 'E_ROOT',
    bag: second([12], (files) => rewrite(files, INCLUSION, (lines) => `${lines}{"path":[],"seq":40}\n`)),
  },
  {
    what: 'proofs are here without a checkpoint',
    code: 'E_ROOT',
    bag: second([12], (files) => void files.delete(NOTE)),
  },
  {
    what: 'a proof is no line',
    code: 'E_PARSE',
    bag: second([12], (files) => rewrite(files, INCLUSION, (lines) => lines.replace('"path"', '"Path"'))),
  },
  {
    what: 'a checkpoint has another name',
    code: 'E_PARSE',
    bag: second([12], (files) => {
      files.set('data/sm/checkpoints/11.note', files.get(NOTE) ?? Buffer.alloc(0));
      files.delete(NOTE);
    }),
  },
  {
    what: 'a whole ledger has proofs',
    code: 'E_BAG',
    scope: 'ledger',
    bag: second([12], (files) => void files.set(INCLUSION, Buffer.from('{"path":[],"seq":1}\n'))),
  },
  {
    what: 'a file is of another kind',
    code: 'E_BAG',
    bag: second([12], (files) => void files.set('data/sm/other.json', Buffer.from('{}'))),
  },
];

describe('The second origin, where what is wrong is:', () => {
  it.each(FORGERIES.map((one) => [one.what, one.code, one] as const))(
    '%s: %s',
    async (_, code, { bag, ...one }) => {
      const made = sampleLedger(one.ledger);
      const report = await verdictOn(forged({ ...one, bag: bag(made) }), one.given ?? GIVEN);
      const exit = code === 'OK' ? 0 : code.startsWith('E_') ? 1 : 2;
      expect({ code: report.code, exit: report.exit, first: report.findings[0] }).toMatchObject({
        code,
        exit,
      });
    },
  );

  it('says so where its signatures were not looked at, and refuses a key that is none', async () => {
    const made = sampleLedger();
    const payload = made.payload('decision');
    withSecondOrigin(made, payload, 12);
    const report = await verdictOn(sealed(payload));
    expect(report.findings.map((one) => one.code)).toEqual(['W_SM_UNCHECKED']);
    for (const vkey of ['', `${SM_LOG.vkey}=`, SM_LOG.vkey.replace('made', 'mada')])
      expect(() => verdictOn(sealed(payload), { smKeys: [vkey] })).toThrow('--sm-key');
  });
});

const TWIN = new URL('python/chengxu_verifier.py', import.meta.url).pathname;
const withPython = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;

withPython('the twin in Python says the same of each of them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengxu-second-'));
  try {
    writeFileSync(join(folder, 'policy'), POLICY);
    const keyOf = ({ given }: Second) => (given ?? GIVEN).smKeys?.join(' ') ?? '';
    for (const key of new Set(FORGERIES.map(keyOf))) {
      const group = FORGERIES.filter((one) => keyOf(one) === key);
      const paths = group.map(({ bag, ...one }, at) => {
        const path = join(folder, `${at}.zip`);
        writeFileSync(path, zipOf(forged({ ...one, bag: bag(sampleLedger(one.ledger)) })));
        return path;
      });
      const words = ['--policy', join(folder, 'policy'), '--as-of', '2026-03-03T00:00:00Z', '--batch'];
      const keys = key === '' ? [] : key.split(' ').flatMap((one) => ['--sm-key', one]);
      const { stdout, stderr } = spawnSync('python3', [TWIN, ...words, ...keys], {
        input: `${paths.join('\n')}\n`,
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      const said = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { code: string });
      expect(group.map(({ what }, at) => [what, said[at]?.code])).toEqual(
        group.map(({ what, code }) => [what, code === 'OK' ? 'W_NO_REPLAY' : code]),
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
