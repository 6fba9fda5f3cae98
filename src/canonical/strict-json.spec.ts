import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { decodeUtf8Strict, MalformedJson, parseStrict, type ParseLimits } from './strict-json.js';

const refusalOf = (read: () => unknown): MalformedJson => {
  try {
    read();
  } catch (error) {
    if (error instanceof MalformedJson) return error;
    throw error;
  }
  throw new Error('it was taken');
};
const refused = (text: string, limits?: ParseLimits) => refusalOf(() => parseStrict(text, limits));

const builtIn = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};
/** Answers what we read, or undefined; anything thrown but MalformedJson fails the test. */
const ours = (text: string): { value: unknown } | undefined => {
  try {
    return { value: parseStrict(text, { depth: 100 }) };
  } catch (error) {
    if (error instanceof MalformedJson) return undefined;
    throw error;
  }
};

const deep = (depth: number) => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);

describe('what strict JSON takes, it understands as everybody does', () => {
  it.each([
    ' \t\r\n{ "a" : [ 1 , -0.5e+3 , true , false , null ] , "b" : { } , "c" : [ ] } \n',
    '"\\u00e9\\ud83d\\ude02\\n\\/\\\\\\""',
    '{"constructor":1,"toString":2,"hasOwnProperty":3,"":4}',
    '[0,-0,1E5,1e-400,123456789012345678901234567890]',
    '"\u007f\u2028\ufeff"',
    'null',
  ])('%s', (text) => {
    expect(parseStrict(text)).toEqual(JSON.parse(text));
  });
});

describe('what strict JSON refuses', () => {
  it.each<[string, string, number]>([
    ['', 'unexpected-end', 0],
    [' ', 'unexpected-end', 1],
    ['[1,', 'unexpected-end', 3],
    ['{"a"', 'unexpected-end', 4],
    ['"abc', 'unexpected-end', 4],
    ['"abc\\', 'unexpected-end', 5],
    ['[1,]', 'unexpected-character', 3],
    ['{"a":1,}', 'unexpected-character', 7],
    ['{a:1}', 'unexpected-character', 1],
    ["{'a':1}", 'unexpected-character', 1],
    ['[1}', 'unexpected-character', 2],
    ['{"a":1]', 'unexpected-character', 6],
    ['{"a" 1}', 'unexpected-character', 5],
    ['[1 2]', 'unexpected-character', 3],
    ['nul', 'unexpected-character', 0],
    ['NaN', 'unexpected-character', 0],
    ['+1', 'unexpected-character', 0],
    ['.5', 'unexpected-character', 0],
    ['\ufeff1', 'unexpected-character', 0],
    ['\u00a01', 'unexpected-character', 0],
    ['-', 'bad-number', 0],
    ['01', 'trailing-text', 1],
    ['1.', 'trailing-text', 1],
    ['1e', 'trailing-text', 1],
    ['true false', 'trailing-text', 5],
    ['{} {}', 'trailing-text', 3],
    ['null\u0000', 'trailing-text', 4],
    ['"a\nb"', 'bad-string', 0],
    ['"\\x41"', 'bad-string', 0],
    ['"\\u12"', 'bad-string', 0],
    ['1e400', 'number-out-of-range', 0],
    ['{"a":1,"a":1}', 'duplicate-name', 7],
    ['{"a":1,"\\u0061":2}', 'duplicate-name', 7],
    ['{"__proto__":1}', 'forbidden-name', 1],
    ['{"\\u005f_proto__":1}', 'forbidden-name', 1],
    ['"\\ud800"', 'lone-surrogate', 0],
    ['["a\\u0000b"]', 'null-character', 1],
    ['{"\\u0000":1}', 'null-character', 1],
    ['["\ud800"]', 'lone-surrogate', 1],
    ['{"\\udc00":1}', 'lone-surrogate', 1],
  ])('%j: %s at %i', (text, reason, position) => {
    expect(refused(text)).toMatchObject({ code: 'malformed-json', reason, position });
  });

  it('depth over 16, or over what the caller allows', () => {
    expect(parseStrict(deep(16))).toEqual(JSON.parse(deep(16)));
    expect(refused('[' + deep(16) + ']')).toMatchObject({ reason: 'too-deep' });
    expect(refused('[[1]]', { depth: 1 })).toMatchObject({ reason: 'too-deep', position: 1 });
    expect(parseStrict('1', { depth: 0 })).toBe(1);
  });

  it.each(['1.0', '1e2', '9007199254740993', '-9007199254740992', '0.1'])(
    '%s where integers are asked for',
    (text) => {
      expect(refused(`[${text}]`, { integersOnly: true })).toMatchObject({
        reason: 'not-an-integer',
        position: 1,
      });
    },
  );
});

describe('texts made to break a reader', () => {
  it.each(['[', '{"a":', '[{"a":[', '{"a":[[{"b":'])('a million levels of %s', (opening) => {
    expect(refused(opening.repeat(1_000_000)).reason).toBe('too-deep');
  });

  it('a million levels where the caller allows them: read, or refused for what is missing', () => {
    const limits = { depth: 2_000_000 };
    expect(refused('['.repeat(1_000_000), limits)).toMatchObject({ reason: 'unexpected-end' });
    let value = parseStrict('['.repeat(1_000_000) + ']'.repeat(1_000_000), limits);
    let depth = 0;
    for (; Array.isArray(value); value = value[0] ?? null) depth++;
    expect(depth).toBe(1_000_000);
  });

  it('ten million characters of one token', () => {
    const many = 10_000_000;
    expect(parseStrict(`"${'a'.repeat(many)}"`)).toHaveLength(many);
    expect(parseStrict(`"${'\\n'.repeat(many / 2)}"`)).toHaveLength(many / 2);
    expect(parseStrict(' '.repeat(many) + '1')).toBe(1);
    expect(refused('9'.repeat(many)).reason).toBe('number-out-of-range');
    expect(refused('"' + '\\"'.repeat(many / 2)).reason).toBe('unexpected-end');
  });
});

describe('beside the built-in parser', () => {
  const jsonText = fc.json({ stringUnit: 'binary', maxDepth: 6 });

  it('reads all valid JSON as it does', () => {
    const spaced = fc.tuple(jsonText, fc.constantFrom(undefined, 1, '\t'));
    fc.assert(
      fc.property(spaced, ([text, space]) => {
        const value: unknown = JSON.parse(text);
        fc.pre(!text.includes('__proto__') && !text.includes('\\u0000'));
        expect(parseStrict(JSON.stringify(value, null, space), { depth: 100 })).toEqual(value);
      }),
    );
  });

  it('never takes what it refuses, nor reads it otherwise, whatever is done to a text', () => {
    const mutation = fc.tuple(
      jsonText,
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.constantFrom(...'{}[]",:0-9eE.+\\u\ud800 tfn\u0000\n'),
    );
    fc.assert(
      fc.property(mutation, ([text, place, removed, put]) => {
        const at = place % (text.length + 1);
        const mutated = text.slice(0, at) + put + text.slice(at + removed);
        const read = ours(mutated);
        if (read) expect(builtIn(mutated)).toEqual(read);
      }),
      { numRuns: 2_000 },
    );
  });

  it('throws nothing but MalformedJson at any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]":,\\ua0e1- \ud800"') }),
        (text) => void ours(text),
      ),
    );
  });
});

describe('bytes to text', () => {
  it('keeps what is UTF-8, a byte-order mark included', () => {
    expect(decodeUtf8Strict(Buffer.from('程序😂', 'utf8'))).toBe('程序😂');
    expect(decodeUtf8Strict(Buffer.from('efbbbf31', 'hex'))).toBe('\ufeff1');
  });

  it.each<[string, string, number]>([
    ['a byte that never stands in UTF-8', '61ff62', 1],
    ['an overlong form', '6161c080', 2],
    ['a surrogate', 'eda080', 0],
    ['a character cut short', '61e7a8', 1],
    ['a character beyond Unicode', 'f4908080', 0],
  ])('refuses %s, and says where', (_, hex, position) => {
    expect(refusalOf(() => decodeUtf8Strict(Buffer.from(hex, 'hex')))).toMatchObject({
      reason: 'not-utf8',
      position,
    });
  });
});
