import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import {
  formatCheckpoint,
  NotACheckpoint,
  openCheckpoint,
  parseCheckpoint,
  type Checkpoint,
} from './checkpoint.js';
import { NoteRefused, signerKeyText, signerOf, signNote, verifierOf } from './signed-note.js';
import { EMPTY_ROOT } from './tree.js';

/** The text of the example in C2SP tlog-checkpoint. */
const EXAMPLE = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';

const LOG = signerOf(signerKeyText('example.com/behind-the-sofa', Buffer.alloc(32, 1)));
const WITNESS = signerOf(signerKeyText('witness.example.com/w1', Buffer.alloc(32, 2)));
const [LOG_KEY, WITNESS_KEY] = [verifierOf(LOG.vkey), verifierOf(WITNESS.vkey)];

const refused = (work: () => unknown): boolean => {
  try {
    work();
  } catch (error) {
    if (error instanceof NotACheckpoint || error instanceof NoteRefused) return true;
    throw error;
  }
  return false;
};

describe('checkpoints', () => {
  it("C2SP's example is read, and written the same", () => {
    const checkpoint = parseCheckpoint(EXAMPLE);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
    expect(checkpoint.root.toString('base64')).toBe(ROOT);
    expect(formatCheckpoint(checkpoint)).toBe(EXAMPLE);
  });

  it('are read back whatever the log, size and root', () => {
    const checkpoint = fc.record<Checkpoint>({
      origin: fc.stringMatching(/^[a-z0-9./-]{1,30}$/),
      size: fc.nat({ max: 2 ** 31 - 1 }).map((n) => n * 4_000_000 + 1),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
    });
    fc.assert(
      fc.property(checkpoint, (head) => {
        expect(parseCheckpoint(formatCheckpoint(head))).toEqual(head);
      }),
    );
  });

  it('of an empty log have the empty root and no other', () => {
    const empty = { origin: 'a.example', size: 0, root: EMPTY_ROOT };
    expect(parseCheckpoint(formatCheckpoint(empty))).toEqual(empty);
    expect(refused(() => formatCheckpoint({ ...empty, root: Buffer.alloc(32) }))).toBe(true);
  });

  it.each([
    ['an extension line', `${EXAMPLE}more\n`],
    ['an empty line', `${EXAMPLE}\n`],
    ['no final newline', EXAMPLE.slice(0, -1)],
    ['two lines', 'example.com\n1\n'],
    ['an empty origin', EXAMPLE.replace('example.com/behind-the-sofa', '')],
    ['a space in the origin', EXAMPLE.replace('behind', 'be hind')],
    ['a plus in the origin', EXAMPLE.replace('behind', 'be+hind')],
    ['a leading zero', EXAMPLE.replace('20852163', '020852163')],
    ['a sign', EXAMPLE.replace('20852163', '+20852163')],
    ['a size beyond 2^53', EXAMPLE.replace('20852163', '9007199254740993')],
    ['an endless size', EXAMPLE.replace('20852163', '9'.repeat(400))],
    ['hex for base64', EXAMPLE.replace(ROOT, 'ab'.repeat(32))],
    ['a root of 31 bytes', EXAMPLE.replace(ROOT, Buffer.alloc(31).toString('base64'))],
    ['a second spelling of the root', EXAMPLE.replace('q2I=', 'q2J=')],
    ['Windows line ends', EXAMPLE.replaceAll('\n', '\r\n')],
  ])('with %s are refused', (_, text) => {
    expect(text).not.toBe(EXAMPLE);
    expect(refused(() => parseCheckpoint(text))).toBe(true);
  });
});

describe('signed checkpoints', () => {
  const signed = signNote(EXAMPLE, LOG, WITNESS);

  it('open with the key of the log; those of witnesses are counted beside it', () => {
    expect(openCheckpoint(signed, [LOG_KEY])).toMatchObject({
      size: 20852163,
      note: { verified: { length: 1 } },
    });
    expect(openCheckpoint(signed, [LOG_KEY, WITNESS_KEY]).note.verified).toHaveLength(2);
  });

  it('are refused where only a witness signed', () => {
    expect(() => openCheckpoint(signed, [WITNESS_KEY])).toThrow('not-signed-by-log');
    expect(() => openCheckpoint(signNote(EXAMPLE, WITNESS), [LOG_KEY, WITNESS_KEY])).toThrow(
      'not-signed-by-log',
    );
  });

  it('are refused where a known log signed for another', () => {
    const other = EXAMPLE.replace('behind', 'before');
    expect(refused(() => openCheckpoint(signNote(other, LOG), [LOG_KEY]))).toBe(true);
  });

  it('are refused after any one character was changed', () => {
    const note = signNote(EXAMPLE, LOG);
    for (let at = 0; at < note.length; at++) {
      for (const character of [...'AZaz059+/= \n—'].filter((other) => other !== note[at])) {
        const changed = note.slice(0, at) + character + note.slice(at + 1);
        expect(refused(() => openCheckpoint(changed, [LOG_KEY]))).toBe(true);
      }
    }
  });
});
