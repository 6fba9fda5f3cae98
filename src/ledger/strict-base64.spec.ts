import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { decodeBase64, decodeBase64Url, NotBase64 } from './strict-base64.js';

/** RFC 4648 §10. */
const PUBLISHED = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy'];

describe('strict base64', () => {
  it('reads the examples of RFC 4648', () => {
    expect(PUBLISHED.map((text) => decodeBase64(text).toString())).toEqual(
      PUBLISHED.map((_, length) => 'foobar'.slice(0, length)),
    );
    expect(decodeBase64Url('-_8')).toEqual(Buffer.from([0xfb, 0xff]));
  });

  it.each([
    'Zg',
    'Zg=',
    'Zh==',
    'Zm9=',
    'Zm9v\n',
    ' Zm9v',
    'Zm 9v',
    'Zm9v=',
    '-_8=',
    'Zm9v!',
    '====',
    'Zg==Zg==',
  ])('refuses %j', (text) => {
    expect(() => decodeBase64(text)).toThrow(NotBase64);
  });

  it.each(['+/8', '-_8=', '-_9', 'Zm9v\n', 'Z'])(
    'refuses %j where the URL-safe form is asked for',
    (text) => {
      expect(() => decodeBase64Url(text)).toThrow(NotBase64);
    },
  );

  it('has one text for any bytes: no edit of one character decodes to the same', () => {
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ \n'];
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(), (content, place) => {
        const bytes = Buffer.from(content);
        const text = bytes.toString('base64');
        const at = place % text.length;
        for (const character of alphabet.filter((other) => other !== text[at])) {
          const edited = text.slice(0, at) + character + text.slice(at + 1);
          let read: Buffer | undefined;
          try {
            read = decodeBase64(edited);
          } catch (error) {
            expect(error).toBeInstanceOf(NotBase64);
          }
          if (read) expect(read.equals(bytes)).toBe(false);
        }
      }),
    );
  });
});
