import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import {
  base64Of,
  base64UrlOf,
  bytesOfBase64,
  bytesOfBase64Url,
  bytesOfHex,
  hexOf,
  utf8,
} from './core/bytes.js';
import { crc32 as crcInBrowser } from './browser/host.js';
import { Sha256 } from './browser/sha256.js';
import { canonical, isStrict, readCanonical, readJson, type Json } from './core/json.js';
import { readCheckpoint, readNote, readVkey } from './core/note.js';
import { readPolicy } from './core/policy.js';
import { readReceipt } from './core/receipt.js';
import { readToken } from './core/token.js';
import { GrowingTree, includes, isConsistent } from './core/tree.js';
import { nodeHost } from './node/host.js';
import { LOG, POLICY, WITNESSES } from './test/made-up-ledger.js';
import { consistencyPath, hashOfLeaf, inclusionPath, rootOf, sha256 } from './test/made-up-tree.js';
import { sampleLedger } from './test/sample.js';

const plainText = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'));
const name = plainText.filter((text) => !/\p{Cc}/u.test(text) && text !== '__proto__');
const value = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
    plainText,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(name, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;

/** One character, or one byte, is another than it was. */
const edit = fc.record({
  at: fc.nat(),
  to: fc.integer({ min: 0, max: 255 }),
  how: fc.constantFrom('put', 'insert', 'drop'),
});
function edited(bytes: Uint8Array, { at, to, how }: { at: number; to: number; how: string }): Uint8Array {
  const place = at % bytes.length;
  const middle = how === 'drop' ? [] : [to];
  return new Uint8Array([
    ...bytes.subarray(0, place),
    ...middle,
    ...bytes.subarray(how === 'insert' ? place : place + 1),
  ]);
}

describe('Canonical JSON', () => {
  it('is read back from its own text, and from no other', () => {
    fc.assert(
      fc.property(value, edit, (given, change) => {
        const text = canonical(given) ?? '';
        expect(readCanonical(utf8(text))).toEqual(given);
        const other = edited(utf8(text), change);
        const read = readCanonical(other);
        // Whatever is read has this one text.
        if (read !== undefined) expect(utf8(canonical(read) ?? '')).toEqual(other);
      }),
      { numRuns: 500 },
    );
  });

  it('has a strict grammar that takes what JSON.parse takes, but for what two readers could understand differently', () => {
    fc.assert(
      fc.property(value, edit, fc.constantFrom(undefined, 1, 2), (given, change, indent) => {
        const bytes = edited(utf8(JSON.stringify(given, null, indent)), change);
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        if (isStrict(text)) expect(() => JSON.parse(text) as Json).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'malformed'],
    ['{"a":1,"\\u0061":2}', 'malformed'],
    ['{"__proto__":1}', 'malformed'],
    ['"\\ud800"', 'malformed'],
    ['"\\u0000"', 'malformed'],
    ['\ufeff1', 'malformed'],
    ['1e999', 'malformed'],
    ['[1,]', 'malformed'],
    ['[1] x', 'malformed'],
    ['NaN', 'malformed'],
    ['01', 'malformed'],
    ['+1', 'malformed'],
    ["'a'", 'malformed'],
    [`${'['.repeat(17)}${']'.repeat(17)}`, 'malformed'],
    ['['.repeat(1_000_000), 'malformed'],
    [`${'['.repeat(16)}${']'.repeat(16)}`, 'canonical'],
    ['{"a":1.0}', 'strict'],
    ['1e2', 'strict'],
    ['-0', 'strict'],
    ['1.5', 'strict'],
    ['9007199254740993', 'strict'],
    ['{"b":1,"a":2}', 'strict'],
    [' 1', 'strict'],
    ['"\\u00e9"', 'strict'],
    ['"\\/"', 'strict'],
    ['{"\\u0001":1}', 'strict'],
    ['{"10":1,"9":2}', 'canonical'],
    ['{"9":1,"10":2}', 'strict'],
    ['{"\ud83d\ude00":1,"\ufb33":2}', 'canonical'],
  ])('%j is %s', (text, is) => expect(readJson(utf8(text)).is).toBe(is));
});

describe('Bytes as text', () => {
  it('have one base64, one base64url and one hex', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), edit, (bytes, change) => {
        expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(base64UrlOf(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(bytesOfHex(hexOf(bytes))).toEqual(bytes);
        for (const [to, from] of [
          [base64Of, bytesOfBase64],
          [base64UrlOf, bytesOfBase64Url],
        ] as const) {
          const text = to(bytes);
          expect(from(text)).toEqual(bytes);
          if (text === '') continue;
          const other = String.fromCharCode(...edited(utf8(text), change));
          const read = from(other);
          if (read) expect(to(read)).toBe(other);
        }
      }),
    );
  });

  it('hash alike on Node and in a browser', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (parts) => {
        const hash = new Sha256();
        for (const part of parts) hash.update(part);
        expect(hash.copy().digest()).toEqual(new Uint8Array(nodeHost.sha256(...parts)));
        expect(hash.digest()).toEqual(new Uint8Array(nodeHost.sha256(...parts)));
        const whole = Buffer.concat(parts);
        expect(parts.reduce((before, part) => crcInBrowser(part, before), 0)).toBe(nodeHost.crc32(whole, 0));
      }),
    );
  });
});

/** One bit of one hash of a proof is another. */
const flipped = (path: readonly Buffer[], { at, byte }: { at: number; byte: number }) =>
  path.map((hash, i) =>
    i === at % path.length ? Buffer.from(hash.map((one, n) => (n === byte ? one ^ 1 : one))) : hash,
  );

describe('The tree', () => {
  const hashes = Array.from({ length: 70 }, (_, n) => hashOfLeaf(Buffer.from(String(n))));
  const two = fc.tuple(fc.nat(70), fc.nat(70)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const flip = fc.record({ at: fc.nat(), byte: fc.nat(31) });
  it('has the roots of RFC 6962', () => {
    const tree = new GrowingTree(nodeHost.sha256);
    for (const [at, hash] of hashes.entries()) {
      expect(hexOf(tree.root())).toBe(rootOf(hashes.slice(0, at)).toString('hex'));
      tree.append(hash);
    }
  });

  it('proves inclusion, and nothing else', () => {
    fc.assert(
      fc.property(two, flip, fc.nat(70), ([index, size], change, elsewhere) => {
        if (index >= size) return;
        const leaf = hashes[index] as Buffer;
        const path = inclusionPath(index, hashes.slice(0, size));
        const root = rootOf(hashes.slice(0, size));
        const proof = { index, size, leaf, path, root };
        expect(includes(nodeHost.sha256, proof)).toBe(true);
        if (path.length > 0)
          expect(includes(nodeHost.sha256, { ...proof, path: flipped(path, change) })).toBe(false);
        if (path.length > 0) expect(includes(nodeHost.sha256, { ...proof, path: path.slice(1) })).toBe(false);
        expect(includes(nodeHost.sha256, { ...proof, path: [...path, leaf] })).toBe(false);
        if (elsewhere !== index)
          expect(includes(nodeHost.sha256, { ...proof, index: elsewhere })).toBe(false);
      }),
    );
  });

  it('proves that one tree continues another, and nothing else', () => {
    fc.assert(
      fc.property(two, flip, ([from, to], change) => {
        const path = consistencyPath(from, hashes.slice(0, to));
        const [older, newer] = [from, to].map((size) => ({ size, root: rootOf(hashes.slice(0, size)) }));
        if (!older || !newer) throw new Error('two trees');
        const other = { ...older, root: sha256('another') };
        expect(isConsistent(nodeHost.sha256, older, newer, path)).toBe(true);
        if (path.length > 0)
          expect(isConsistent(nodeHost.sha256, older, newer, flipped(path, change))).toBe(false);
        expect(isConsistent(nodeHost.sha256, older, newer, [...path, sha256('x')])).toBe(false);
        if (from > 0) expect(isConsistent(nodeHost.sha256, other, newer, path)).toBe(false);
      }),
    );
  });
});

describe('Notes, receipts and policies', () => {
  const ledger = sampleLedger();
  const [note, receipt] = [ledger.note(9), ledger.receipt(8, 9)];

  it('are read, and written otherwise are other notes or none', () => {
    const whole = readNote(note);
    expect(whole?.signatures).toHaveLength(3);
    fc.assert(
      fc.property(edit, (change) => {
        const other = new TextDecoder().decode(edited(utf8(note), change));
        const read = readNote(other);
        if (other !== note && read) expect(read).not.toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('are never read from anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), edit, (bytes, change) => {
        expect(readReceipt(bytes)).toBeUndefined();
        expect(readToken(bytes)).toBeUndefined();
        const other = edited(utf8(receipt), change);
        const read = readReceipt(other);
        if (read && Buffer.compare(other, utf8(receipt)) !== 0)
          expect(read).not.toEqual(readReceipt(utf8(receipt)));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    'x\n1\nAAAA\n',
    `x\n01\n${Buffer.alloc(32).toString('base64')}\n`,
    `x\n0\n${Buffer.alloc(32).toString('base64')}\n`,
    `x y\n1\n${Buffer.alloc(32).toString('base64')}\n`,
    `x\n1\n${Buffer.alloc(32).toString('base64')}\nmore\n`,
  ])('%j is no checkpoint', (text) => expect(readCheckpoint(text)).toBeUndefined());

  it('know a key by its name, its id and its type', () => {
    expect(readVkey(nodeHost, LOG.vkey, 0x01)?.name).toBe(LOG.name);
    expect(readVkey(nodeHost, LOG.vkey, 0x04)).toBeUndefined();
    expect(readVkey(nodeHost, LOG.vkey.replace('made', 'mode'), 0x01)).toBeUndefined();
  });

  const [one = '', two = ''] = WITNESSES.map(({ vkey }) => vkey);
  it.each([
    ['no quorum', `log ${LOG.vkey}\n`],
    ['two quorums', `log ${LOG.vkey}\nquorum none\nquorum none\n`],
    ['an unknown word', `logs ${LOG.vkey}\nquorum none\n`],
    ['no newline at the end', `log ${LOG.vkey}\nquorum none`],
    ['a witness that stands later', `group g any W1\nwitness W1 ${one}\nquorum g\n`],
    ['a key twice', `witness W1 ${one}\nwitness W2 ${one}\nquorum none\n`],
    ['a name twice', `witness W1 ${one}\nwitness W1 ${two}\nquorum none\n`],
    ['more than all', `witness W1 ${one}\ngroup g 2 W1\nquorum g\n`],
    ['a member twice', `witness W1 ${one}\ngroup g 1 W1 W1\nquorum g\n`],
    ['an empty group', 'group g any\nquorum g\n'],
    ['the name none', `witness none ${one}\nquorum none\n`],
    ['a key of a log for a witness', `witness W1 ${LOG.vkey}\nquorum W1\n`],
    ['a control character', `log ${LOG.vkey}\r\nquorum none\n`],
  ])('a policy with %s is refused', (_, text) => expect(() => readPolicy(nodeHost, utf8(text))).toThrow());

  it('a policy counts: groups in groups, any, all, so many', () => {
    const [w1, w2, w3] = WITNESSES.map(({ vkey }, at) => `witness W${at} ${vkey} http://localhost/w\n`);
    const policy = readPolicy(
      nodeHost,
      utf8(`# whom we believe\n \t\n${w1}${w2}${w3}group a any W0 W1\n\tgroup b  all a W2 \nquorum b\n`),
    );
    const [a, b, c] = policy.witnesses;
    if (!a || !b || !c) throw new Error('three witnesses');
    expect([[a], [c], [a, b], [a, c], [b, c]].map((keys) => policy.meets(keys))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(readPolicy(nodeHost, utf8(POLICY)).meets([a, c])).toBe(true);
  });
});
