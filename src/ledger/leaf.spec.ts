import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { canonicalize, type Json } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';
import { makeDisclosure } from './disclosure.js';
import { decodeLeaf, encodeLeaf, MAX_LEAF_BYTES, NotALeaf, type Leaf, type LeafBody } from './leaf.js';

const A_DIGEST = sha256Hex('a');
const BODY: LeafBody = {
  payload: { edition: 1, verdict: 'lawful' },
  facts: { calendar: A_DIGEST },
  version: 3,
  _sd: [makeDisclosure('/title', '某镇供水规划', Buffer.alloc(16, 7)).digest],
  _sd_alg: 'sha-256',
};
const LEAF: Leaf = {
  specversion: '1.0',
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  source: 'urn:chengxu:demo.example',
  subject: 'decision/01890a5d-ac96-774b-bcce-b302099a8057',
  type: 'LegalityOpinionIssued',
  time: '2026-03-01T01:02:03.004Z',
  seq: 41,
  prev: A_DIGEST,
  actor: 'person-7',
  actorrole: 'legality-reviewer',
  actorunit: 'unit-2',
  data: BODY,
};
const FULL: Leaf = {
  ...LEAF,
  onbehalf: 'person-9',
  claimed: '2026-02-28',
  workflowhash: A_DIGEST,
  statehash: A_DIGEST,
  data: {
    ...BODY,
    instrument: { pages: 3 },
    evidenced: { date: '2026-02-28T09:00:00+08:00', source: A_DIGEST, checkedBy: 'person-4' },
  },
};

const withBody = (changes: Record<string, Json>): Json => ({ ...LEAF, data: { ...BODY, ...changes } });
const without = (leaf: Leaf, name: string): Json =>
  Object.fromEntries(Object.entries(leaf).filter(([n]) => n !== name));
const bytesOf = (value: Json) => Buffer.from(canonicalize(value), 'utf8');
/** A leaf of just so many bytes. */
const ofSize = (size: number): Leaf => {
  const rest = encodeLeaf({ ...LEAF, data: { ...BODY, payload: { text: '' } } }).length;
  return { ...LEAF, data: { ...BODY, payload: { text: 'x'.repeat(size - rest) } } };
};
const refusalOf = (bytes: Uint8Array): NotALeaf => {
  try {
    decodeLeaf(bytes);
  } catch (error) {
    if (error instanceof NotALeaf) return error;
    throw error;
  }
  throw new Error('it was taken');
};

describe('a leaf', () => {
  it.each([
    ['with all members', FULL],
    ['with those that must be', LEAF],
    ['of a subject without a past, by nobody of a unit', { ...LEAF, seq: 0, prev: '', actorunit: '' }],
  ])('%s comes back as it was written', (_, leaf) => {
    const bytes = encodeLeaf(leaf);
    expect(decodeLeaf(bytes)).toEqual(leaf);
    expect(encodeLeaf(decodeLeaf(bytes))).toEqual(bytes);
  });

  it('is canonical text', () => {
    expect(encodeLeaf(LEAF).toString('utf8')).toMatch(
      /^\{"actor":"person-7","actorrole":"legality-reviewer",/,
    );
    const backwards = Object.fromEntries(Object.entries(FULL).reverse());
    expect(bytesOf(backwards)).toEqual(encodeLeaf(FULL));
  });

  it('keeps the same bytes whatever payload it carries', () => {
    const payload = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
        fc.maxSafeInteger(),
      ),
    );
    fc.assert(
      fc.property(payload, (clear) => {
        const bytes = encodeLeaf({ ...LEAF, data: { ...BODY, payload: clear } });
        expect(encodeLeaf(decodeLeaf(bytes))).toEqual(bytes);
      }),
    );
  });
});

const carrying = (words: string): Buffer => encodeLeaf({ ...LEAF, data: { ...BODY, payload: { words } } });

describe('what its own reader would refuse', () => {
  it.each(['\0', 'a\0b', '\\\0'])('%j is not written', (words) => {
    expect(() => carrying(words)).toThrow(NotALeaf);
  });

  it.each(['\\u0000', '\\\\u0000'])('%j only looks like it', (words) => {
    expect(decodeLeaf(carrying(words)).data.payload).toEqual({ words });
  });
});

describe('bytes that are no canonical JSON', () => {
  const text = encodeLeaf(LEAF).toString('utf8');

  it.each([
    ['a space', text.replace('":', '": ')],
    ['a final newline', `${text}\n`],
    ['another order', JSON.stringify(LEAF)],
    ['an escape that is not needed', text.replace('decision/', 'decision\\/')],
    ['another spelling of a number', text.replace('"seq":41', '"seq":41.0')],
    ['a fraction', text.replace('"seq":41', '"seq":41.5')],
  ])('%s: not-canonical', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(refusalOf(Buffer.from(changed)).reason).toBe('not-canonical');
  });

  it.each([
    ['a member twice', text.replace('"seq":41', '"seq":41,"seq":41')],
    ['half a leaf', text.slice(0, 100)],
    ['nothing', ''],
    ['a byte-order mark', `\ufeff${text}`],
    ['a lone surrogate', text.replace('person-7', '\\ud800')],
  ])('%s: malformed', (_, changed) => {
    expect(refusalOf(Buffer.from(changed)).reason).toBe('malformed');
  });

  it('bytes that are no UTF-8: malformed', () => {
    const bytes = encodeLeaf(LEAF);
    bytes[20] = 0xff;
    expect(refusalOf(bytes).reason).toBe('malformed');
  });

  it('longer than 60,000 bytes: too long, to write and to read', () => {
    expect(encodeLeaf(ofSize(MAX_LEAF_BYTES))).toHaveLength(60_000);
    expect(() => encodeLeaf(ofSize(MAX_LEAF_BYTES + 1))).toThrow(NotALeaf);
    expect(refusalOf(bytesOf(ofSize(MAX_LEAF_BYTES + 1))).reason).toBe('too-long');
  });

  it('after any one byte changed: refused, or another leaf', () => {
    const bytes = encodeLeaf(FULL);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        let leaf: Leaf | undefined;
        try {
          leaf = decodeLeaf(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(NotALeaf);
        }
        if (leaf) expect(encodeLeaf(leaf)).toEqual(changed);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('canonical JSON that is no leaf', () => {
  it.each(Object.keys(LEAF))('without %s', (name) => {
    expect(refusalOf(bytesOf(without(LEAF, name)))).toMatchObject({ reason: 'wrong-members', detail: name });
  });

  it.each(Object.keys(BODY))('without data.%s', (name) => {
    const body = Object.fromEntries(Object.entries(BODY).filter(([n]) => n !== name));
    expect(refusalOf(bytesOf({ ...LEAF, data: body }))).toMatchObject({ detail: `data.${name}` });
  });

  it.each<[string, Json]>([
    ['comment', { ...LEAF, comment: 'one member more' }],
    ['constructor', { ...LEAF, constructor: 'one member more' }],
    ['specversion', { ...LEAF, specversion: '1.0.2' }],
    ['id', { ...LEAF, id: '3f333df6-90a4-4fda-8dd3-9485d27cee36' }],
    ['id', { ...LEAF, id: LEAF.id.toUpperCase() }],
    ['source', { ...LEAF, source: '' }],
    ['subject', { ...LEAF, subject: 'decision/with space' }],
    ['subject', { ...LEAF, subject: 'x'.repeat(257) }],
    ['type', { ...LEAF, type: 'Two\nLines' }],
    ['time', { ...LEAF, time: '2026-03-01T01:02:03Z' }],
    ['time', { ...LEAF, time: '2026-03-01T09:02:03.004+08:00' }],
    ['time', { ...LEAF, time: '2026-02-30T01:02:03.004Z' }],
    ['time', { ...LEAF, time: '2026-03-01T24:00:00.000Z' }],
    ['seq', { ...LEAF, seq: -1 }],
    ['seq', { ...LEAF, seq: '41' }],
    ['prev', { ...LEAF, prev: A_DIGEST.toUpperCase() }],
    ['prev', { ...LEAF, prev: null }],
    ['actor', { ...LEAF, actor: '' }],
    ['onbehalf', { ...LEAF, onbehalf: '' }],
    ['claimed', { ...LEAF, claimed: '2026-02-29' }],
    ['claimed', { ...LEAF, claimed: '2026-02-28T25:00:00Z' }],
    ['claimed', { ...LEAF, claimed: '2026-02-28T10:00:00+99:00' }],
    ['workflowhash', { ...LEAF, workflowhash: '' }],
    ['statehash', { ...LEAF, statehash: 'abc' }],
    ['data', { ...LEAF, data: [] }],
    ['data.payload', withBody({ payload: [] })],
    ['data.facts', withBody({ facts: null })],
    ['data.instrument', withBody({ instrument: 'paper' })],
    ['data.evidenced', withBody({ evidenced: { date: '2026-02-28', source: A_DIGEST } })],
    [
      'data.evidenced',
      withBody({ evidenced: { date: '2026-02-28', source: 'a stamp', checkedBy: 'person-4' } }),
    ],
    ['data.evidenced', withBody({ evidenced: [] })],
    ['data.version', withBody({ version: -1 })],
    ['data._sd', withBody({ _sd: 'none' })],
    ['data._sd', withBody({ _sd: ['short'] })],
    ['data._sd', withBody({ _sd: ['a'.repeat(43), 'a'.repeat(43)] })],
    ['data._sd', withBody({ _sd: ['b'.repeat(43), 'a'.repeat(43)] })],
    ['data._sd_alg', withBody({ _sd_alg: 'sha-512' })],
    ['data.extra', withBody({ extra: 1 })],
    ['not an object', [FULL]],
    ['not an object', null],
  ])('with a wrong %s', (detail, value) => {
    expect(refusalOf(bytesOf(value))).toMatchObject({ code: 'not-a-leaf', reason: 'wrong-members', detail });
  });

  it('is not written either', () => {
    expect(() => encodeLeaf({ ...LEAF, seq: -1 })).toThrow(NotALeaf);
    expect(() => encodeLeaf({ ...LEAF, data: { ...BODY, payload: { share: 0.5 } } })).toThrow(
      '/data/payload/share',
    );
  });
});
