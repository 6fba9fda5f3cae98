import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { NoteRefused, openNote, signNote, signerKeyText, signerOf, verifierOf } from './signed-note.js';

/** The example of C2SP signed-note. */
const FOO = verifierOf('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
const FOO_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

/** The examples of Go's sumdb/note. */
const PETER_KEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const PETER_VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const ENOCH_VKEY = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const [PETER, ENOCH] = [verifierOf(PETER_VKEY), verifierOf(ENOCH_VKEY)];
const TEXT = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.
`;
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const NOTE = `${TEXT}\n${PETER_LINE}`;
const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ \n\t—\ud800'];

const refusalOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof NoteRefused) return error.reason;
    throw error;
  }
  return 'taken';
};
const opening = (note: string, ...known: (typeof PETER)[]) => refusalOf(() => openNote(note, known));

const read = (text: string) => refusalOf(() => verifierOf(text));
const readPrivate = (text: string) => refusalOf(() => signerOf(text));

describe('published notes', () => {
  it("C2SP's example opens", () => {
    const note = openNote(FOO_NOTE, [FOO]);
    expect(note.text).toBe('This is an example message.\n');
    expect(note.verified).toMatchObject([{ name: 'example.com/foo', id: '530d903a' }]);
    expect(note.unknown).toEqual([]);
  });

  it("Go's examples open, with one key known and with both", () => {
    const note = `${TEXT}\n${PETER_LINE}${ENOCH_LINE}`;
    expect(openNote(note, [PETER])).toMatchObject({
      text: TEXT,
      unknown: [{ name: 'EnochRoot', id: 'af0cfe78' }],
    });
    expect(openNote(note, [PETER, ENOCH]).verified.map(({ name }) => name)).toEqual([
      'PeterNeumann',
      'EnochRoot',
    ]);
    expect(opening(note)).toBe('no-known-signature');
  });

  it("signing with Go's key gives Go's note, byte for byte", () => {
    const peter = signerOf(PETER_KEY);
    expect(peter.vkey).toBe(PETER_VKEY);
    expect(signNote(TEXT, peter)).toBe(NOTE);
  });

  it("the key of Go's checksum database is one", () => {
    expect(verifierOf('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8')).toMatchObject({
      name: 'sum.golang.org',
      id: '033de0ae',
    });
  });
});

describe('a note is refused', () => {
  it.each<[string, string, string]>([
    ['no signature', TEXT, 'malformed-note'],
    ['a blank line and nothing after it', `${TEXT}\n`, 'malformed-note'],
    ['no final newline', NOTE.slice(0, -1), 'malformed-note'],
    ['no text', PETER_LINE, 'malformed-note'],
    ['a control character', `\u0001${NOTE}`, 'malformed-note'],
    ['a carriage return', NOTE.replaceAll('\n', '\r\n'), 'malformed-note'],
    ['half a character', `\ud800${NOTE}`, 'malformed-note'],
    ['a key name with a space', NOTE.replace('PeterNeumann', 'Peter Neumann'), 'malformed-note'],
    [
      'a key name with a no-break space',
      NOTE.replace('PeterNeumann', 'Peter\u00a0Neumann'),
      'malformed-note',
    ],
    ['a key name with a plus', NOTE.replace('PeterNeumann', 'Peter+Neumann'), 'malformed-note'],
    ['a line after the signatures', `${NOTE}Unexpected line.\n`, 'malformed-note'],
    ['a hyphen for the dash', NOTE.replace('—', '-'), 'malformed-note'],
    ['a signature of nothing', `${TEXT}\n— PeterNeumann x08gow==\n`, 'malformed-note'],
    ['101 signatures', `${TEXT}\n${PETER_LINE.repeat(101)}`, 'malformed-note'],
    ['a million characters', `${'x'.repeat(1_000_000)}${NOTE}`, 'malformed-note'],
    ['another text', NOTE.replace('cryptography', 'blockchain'), 'bad-signature'],
    ['a blank line more', `${TEXT}\n\n${PETER_LINE}`, 'bad-signature'],
    ['another name', NOTE.replace('PeterNeumann', 'CarmenSandiego'), 'no-known-signature'],
    ['another id', NOTE.replace('x08g', 'xxxx'), 'no-known-signature'],
    ['bytes after the signature', NOTE.replace('nAM=', 'nAMA'), 'bad-signature'],
  ])('that has %s', (_, note, reason) => {
    expect(opening(note, PETER)).toBe(reason);
  });

  it('with the second number that some verifiers take for the same Ed25519 signature (RFC 8032 §5.1.7)', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const bytes = Buffer.from(PETER_LINE.split(' ')[2] ?? '', 'base64');
    const s = BigInt(`0x${Buffer.from(bytes.subarray(36)).reverse().toString('hex')}`) + order;
    const other = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
    const line = `— PeterNeumann ${Buffer.concat([bytes.subarray(0, 36), other]).toString('base64')}\n`;
    expect(opening(`${TEXT}\n${line}`, PETER)).toBe('bad-signature');
  });

  it('if any one of its known signatures does not hold, in whatever order they stand', () => {
    const broken = ENOCH_LINE.replace('ABCD', 'ABCE').replace('2/5n', '2/6n');
    expect(opening(`${TEXT}\n${PETER_LINE}${broken}`, PETER, ENOCH)).toBe('bad-signature');
    expect(opening(`${TEXT}\n${broken}${PETER_LINE}`, PETER, ENOCH)).toBe('bad-signature');
    expect(opening(`${TEXT}\n${broken}${PETER_LINE}`, PETER)).toBe('taken');
  });

  it.each([
    ["C2SP's", FOO_NOTE, FOO],
    ["Go's", NOTE, PETER],
  ])('%s example, after any one character was changed, removed or put in', (_, note, key) => {
    for (let at = 0; at <= note.length; at++) {
      const [before, after] = [note.slice(0, at), note.slice(at + 1)];
      expect(at === note.length || opening(before + after, key) !== 'taken').toBe(true);
      for (const character of ALPHABET) {
        if (character !== note[at]) expect(opening(before + character + after, key)).not.toBe('taken');
        expect(opening(before + character + note.slice(at), key)).not.toBe('taken');
      }
    }
  });
});

describe('what we sign', () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((seed) => Buffer.from(seed));
  const text = fc
    .string({ unit: fc.constantFrom(...'程序 a+—\n'), maxLength: 60 })
    .map((line) => `${line}\n`);

  it('opens with the vkey, has one line per key, and is the same every time', () => {
    fc.assert(
      fc.property(text, key, key, (body, one, two) => {
        const signers = [
          signerOf(signerKeyText('a.example/log', one)),
          signerOf(signerKeyText('b.example', two)),
        ];
        const note = signNote(body, ...signers);
        const opened = openNote(
          note,
          signers.map((signer) => verifierOf(signer.vkey)),
        );
        expect([opened.text, opened.verified.length]).toEqual([body, 2]);
        expect(signNote(body, ...signers)).toBe(note);
      }),
    );
  });

  it('counts a key once, however often its line stands there', () => {
    expect(openNote(`${TEXT}\n${PETER_LINE.repeat(3)}`, [PETER]).verified).toHaveLength(1);
  });

  it.each(['no newline', 'a tab\t\n', 'half \udc00\n', ''])('is never %j', (wrong) => {
    expect(refusalOf(() => signNote(wrong, signerOf(PETER_KEY)))).toBe('malformed-note');
  });
});

describe('keys', () => {
  it('are refused in any part, and after any character was changed', () => {
    for (let from = 0; from < PETER_VKEY.length; from++) {
      expect(read(PETER_VKEY.slice(from + 1))).toBe('malformed-key');
      expect(read(PETER_VKEY.slice(0, from))).toBe('malformed-key');
      for (const character of ALPHABET.filter((other) => other !== PETER_VKEY[from])) {
        expect(read(PETER_VKEY.slice(0, from) + character + PETER_VKEY.slice(from + 1))).toBe(
          'malformed-key',
        );
      }
    }
    for (let from = 0; from < PETER_KEY.length; from++) {
      const next = String.fromCharCode(PETER_KEY.charCodeAt(from) + 1);
      expect(readPrivate(PETER_KEY.slice(0, from) + next + PETER_KEY.slice(from + 1))).toBe('malformed-key');
      expect(readPrivate(PETER_KEY.slice(0, from))).toBe('malformed-key');
    }
  });

  it.each([
    ['of a wrong length', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['of another algorithm', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['with a newline', `${PETER_VKEY}\n`],
    ['that are private', PETER_KEY],
  ])('%s are refused', (_, vkey) => {
    expect(read(vkey)).toBe('malformed-key');
  });
});
