import { describe, expect, it } from 'vitest';
import { digestOf, sha256, sha256Hex } from './digest.js';

describe('digests', () => {
  it('are SHA-256: the examples of FIPS 180-4', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('take text as its UTF-8 bytes', () => {
    expect(sha256('程序')).toEqual(sha256(Buffer.from('e7a88be5ba8f', 'hex')));
  });

  it('of a value are those of its canonical text', () => {
    expect(digestOf({ b: 1, a: '程' })).toBe(sha256Hex('{"a":"程","b":1}'));
    expect(digestOf({ a: '程', b: 1 })).toBe(digestOf({ b: 1, a: '程' }));
  });
});
