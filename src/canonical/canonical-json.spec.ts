import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { canonicalize, MAX_DEPTH, NotCanonical, type Json } from './canonical-json.js';
import { parseStrict } from './strict-json.js';

/** Every value that has a canonical form and comes from a text that we read: U+0000 stands in none. */
const canonicalValue = (): fc.Arbitrary<Json> => {
  const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((one) => !one.includes('\0'));
  const name = text.filter((key) => key !== '__proto__' && !/\p{Cc}/u.test(key));
  return fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, false),
      fc.maxSafeInteger(),
      text,
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(name, tie('value'), { maxKeys: 5 }),
    ),
  })).value;
};

function nested(depth: number): Json {
  let value: Json = [];
  for (let i = 1; i < depth; i++) value = [value];
  return value;
}

const refusalOf = (value: unknown): NotCanonical => {
  try {
    canonicalize(value as Json);
  } catch (error) {
    if (error instanceof NotCanonical) return error;
    throw error;
  }
  throw new Error('it was taken');
};

describe('canonical JSON, as RFC 8785 and its test data have it', () => {
  it.each<[string, Json, string]>([
    [
      'sorts names by UTF-16 code unit, not by character',
      { '€': 'Euro', '1': 'One', '😂': 'Smiley', ö: 'o', '\ufb33': 'Dalet', '</script>': 'x' },
      '{"1":"One","</script>":"x","ö":"o","€":"Euro","😂":"Smiley","\ufb33":"Dalet"}',
    ],
    ['ignores locale', { sin: 1, pêche: 2, péché: 3, peach: 4 }, '{"peach":4,"péché":3,"pêche":2,"sin":1}'],
    ['escapes what must be escaped', '€$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    ['leaves DEL and unnormalised text alone', 'A\u030a\u007f', '"A\u030a\u007f"'],
    ['sorts at every level', { b: [{ d: null, c: true }], a: {} }, '{"a":{},"b":[{"c":true,"d":null}]}'],
    ['writes minus zero as zero', [-0, 0, -1], '[0,0,-1]'],
    [
      'writes the largest integers plainly',
      [2 ** 53 - 1, -(2 ** 53 - 1)],
      '[9007199254740991,-9007199254740991]',
    ],
  ])('%s', (_, value, text) => {
    expect(canonicalize(value)).toBe(text);
  });

  it('takes objects without a prototype', () => {
    expect(canonicalize(Object.assign(Object.create(null) as object, { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
  });
});

describe('what has no canonical form', () => {
  it.each<[string, unknown, string]>([
    ['a fraction', { money: [1, 0.5] }, '/money/1'],
    ['an integer that a double cannot hold', { n: 2 ** 53 }, '/n'],
    ['not a number', NaN, ''],
    ['infinity', [Infinity], '/0'],
    ['a bigint', { n: 1n }, '/n'],
    ['undefined', { a: undefined }, '/a'],
    // oxlint-disable-next-line no-sparse-arrays -- the hole is the point
    ['a hole', [1, , 2], '/1'],
    ['a function', { toJSON: () => 1 }, '/toJSON'],
    ['a date', { at: new Date(0) }, '/at'],
    ['a buffer', [Buffer.from('x')], '/0'],
    ['a map', new Map(), ''],
    ['a lone surrogate', { a: ['\ud800'] }, '/a/0'],
    ['a lone surrogate in a name', { '\udc00': 1 }, '/\udc00'],
    ['a control character in a name', { 'a\u0000b': 1 }, '/a\u0000b'],
    ['DEL in a name', { '\u007f': 1 }, '/\u007f'],
    ['a C1 control in a name', { '\u0085': 1 }, '/\u0085'],
    ['a member named __proto__', JSON.parse('{"a":{"__proto__":1}}'), '/a/__proto__'],
    ['a name that a pointer must escape', { 'a/b~c': 0.1 }, '/a~1b~0c'],
  ])('%s, and says where', (_, value, path) => {
    expect(refusalOf(value)).toMatchObject({ code: 'not-canonical', path });
  });

  it('depth beyond 16, and so a cycle', () => {
    expect(canonicalize(nested(MAX_DEPTH))).toBe('['.repeat(16) + ']'.repeat(16));
    expect(refusalOf(nested(MAX_DEPTH + 1)).reason).toBe('deeper than 16');
    const cycle: Json[] = [];
    cycle.push(cycle);
    expect(refusalOf(cycle).reason).toBe('deeper than 16');
  });
});

describe('whatever the value', () => {
  it('reading its canonical text and writing it again changes nothing', () => {
    fc.assert(
      fc.property(canonicalValue(), (value) => {
        const text = canonicalize(value);
        expect(canonicalize(parseStrict(text))).toBe(text);
        expect(parseStrict(text, { integersOnly: true })).toEqual(JSON.parse(text));
      }),
    );
  });

  it('the order in which members were set does not show', () => {
    const members = fc.array(fc.tuple(fc.stringMatching(/^[a-zé😂]{1,3}$/u), fc.nat()), { maxLength: 8 });
    fc.assert(
      fc.property(members, (entries) => {
        const unique = [...new Map(entries)];
        const backwards = Object.fromEntries([...unique].reverse());
        expect(canonicalize(Object.fromEntries(unique))).toBe(canonicalize(backwards));
      }),
    );
  });
});
