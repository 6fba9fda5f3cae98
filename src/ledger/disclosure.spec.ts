import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { NotCanonical, type Json } from '../canonical/canonical-json.js';
import { disclosureDigest, makeDisclosure, NotADisclosure, openDisclosure } from './disclosure.js';

const SALT = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64url');
const reasonOf = (encoded: string) => {
  try {
    openDisclosure(encoded);
  } catch (error) {
    if (error instanceof NotADisclosure) return error.reason;
    throw error;
  }
  return 'taken';
};

describe('disclosures of RFC 9901', () => {
  it('have the digests that it prints, over the encoded text as it stands', () => {
    const printed = encode('["_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius"]');
    expect(printed).toBe('WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0');
    expect(disclosureDigest(printed)).toBe('X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0');
    expect(disclosureDigest('WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0')).toBe(
      'uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY',
    );
  });

  it('are narrower here: canonical text, 16 bytes of salt, a JSON pointer', () => {
    const { encoded, digest } = makeDisclosure('/name', 'Möbius', SALT);
    expect(Buffer.from(encoded, 'base64url').toString()).toBe('["AAECAwQFBgcICQoLDA0ODw","/name","Möbius"]');
    expect(digest).toBe(disclosureDigest(encoded));
    expect(openDisclosure(encoded)).toEqual({ salt: SALT, pointer: '/name', value: 'Möbius' });
  });
});

describe('a disclosure', () => {
  it('gives back any value, and another digest for another salt', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
      fc.maxSafeInteger(),
      fc.constantFrom<Json>(null, true, [], { a: [1] }),
    );
    const salt = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(value, salt, (json, bytes) => {
        const made = makeDisclosure('/payload/reason', json, bytes);
        expect(openDisclosure(made.encoded)).toEqual({
          salt: bytes,
          pointer: '/payload/reason',
          value: json,
        });
        if (!bytes.equals(SALT))
          expect(made.digest).not.toBe(makeDisclosure('/payload/reason', json, SALT).digest);
      }),
    );
  });

  it('never keeps its digest when one character of it changes', () => {
    const { encoded, digest } = makeDisclosure('/contact', '138 0013 8000', SALT);
    for (let at = 0; at < encoded.length; at++) {
      for (const character of [...'AZaz09-_=\n'].filter((other) => other !== encoded[at])) {
        expect(disclosureDigest(encoded.slice(0, at) + character + encoded.slice(at + 1))).not.toBe(digest);
      }
    }
  });

  it.each<[string, string, string]>([
    ['spaces as the RFC prints them', encode('["AAECAwQFBgcICQoLDA0ODw", "/name", "x"]'), 'not-canonical'],
    ['a fraction', encode('["AAECAwQFBgcICQoLDA0ODw","/name",0.5]'), 'not-canonical'],
    ['duplicate names', encode('["AAECAwQFBgcICQoLDA0ODw","/name",{"a":1,"a":2}]'), 'malformed'],
    ['no JSON', encode('["AAECAwQFBgcICQoLDA0ODw"'), 'malformed'],
    ['padding', `${encode('["AAECAwQFBgcICQoLDA0ODw","/n","xy"]')}=`, 'malformed'],
    ['bytes that are no UTF-8', Buffer.from('5b22ff225d', 'hex').toString('base64url'), 'malformed'],
    ['an array element', encode('["AAECAwQFBgcICQoLDA0ODw","FR"]'), 'wrong-shape'],
    ['a fourth part', encode('["AAECAwQFBgcICQoLDA0ODw","/name","x","y"]'), 'wrong-shape'],
    ['an object', encode('{"salt":"AAECAwQFBgcICQoLDA0ODw"}'), 'wrong-shape'],
    ['a short salt', encode('["AAECAwQFBgcICQoLDA0O","/name","x"]'), 'wrong-shape'],
    ['a salt that is no base64url', encode('["AAECAwQFBgcICQoLDA0OD+","/name","x"]'), 'wrong-shape'],
    ['a name that is no pointer', encode('["AAECAwQFBgcICQoLDA0ODw","name","x"]'), 'wrong-shape'],
    ['a pointer with a bare tilde', encode('["AAECAwQFBgcICQoLDA0ODw","/a~2","x"]'), 'wrong-shape'],
  ])('with %s is refused', (_, encoded, reason) => {
    expect(reasonOf(encoded)).toBe(reason);
  });

  it('is not made of what has no canonical form, nor with a wrong salt or name', () => {
    expect(() => makeDisclosure('/a', 0.5, SALT)).toThrow(NotCanonical);
    expect(() => makeDisclosure('/a', 1, Buffer.alloc(15))).toThrow(NotADisclosure);
    expect(() => makeDisclosure('a', 1, SALT)).toThrow(NotADisclosure);
    expect(() => makeDisclosure('/a', ['a\0'], SALT)).toThrow(NotADisclosure);
    expect(openDisclosure(makeDisclosure('/a', '\\u0000', SALT).encoded).value).toBe('\\u0000');
  });
});
