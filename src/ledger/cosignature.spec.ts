import { describe, expect, it } from 'vitest';
import { openCheckpoint } from './checkpoint.js';
import { cosignatureVerifierOf, cosignerKeyText, cosignerOf, timeOf } from './cosignature.js';
import { openNote, signNote, signerKeyText, signerOf, verifierOf } from './signed-note.js';

const seed = (n: number) => Buffer.alloc(32, n);
const log = signerOf(signerKeyText('log.example', seed(1)));
const witness = cosignerOf(cosignerKeyText('witness.example/w1', seed(2)));
const TEXT = `log.example\n7\n${Buffer.alloc(32, 7).toString('base64')}\n`;
const TIME = 1_679_315_147;

describe('A cosignature (C2SP cosignature/v1)', () => {
  const note = signNote(TEXT, log) + witness.cosign(TEXT, TIME);
  const known = [verifierOf(log.vkey), cosignatureVerifierOf(witness.vkey)];

  it('stands in the note beside the log’s signature, with its time', () => {
    const { verified } = openNote(note, known);
    expect(verified.map(({ name }) => name)).toEqual(['log.example', 'witness.example/w1']);
    expect(verified.slice(1).map(timeOf)).toEqual([TIME]);
  });

  it('covers time, text and key: with any byte changed it does not hold', () => {
    const line = witness.cosign(TEXT, TIME);
    const bytes = Buffer.from(line.trimEnd().split(' ')[2] ?? '', 'base64').subarray(4);
    const { verifies } = cosignatureVerifierOf(witness.vkey);
    expect(verifies(TEXT, bytes)).toBe(true);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(verifies(TEXT, changed)).toBe(false);
    }
    expect(verifies(TEXT.replace('7', '8'), bytes)).toBe(false);
    expect(verifies(TEXT, bytes.subarray(1))).toBe(false);
  });

  it('is that of the example in the specification in form: a message of two lines before the text', () => {
    const [, id] = witness.vkey.split('+');
    const [name, base64] = witness.cosign(TEXT, TIME).slice(2).trimEnd().split(' ');
    const bytes = Buffer.from(base64 ?? '', 'base64');
    expect([name, bytes.toString('hex', 0, 4), bytes.length]).toEqual(['witness.example/w1', id, 4 + 8 + 64]);
    // The same key, signing the message as a plain note signature: cosignatures are Ed25519 over exactly this.
    const plain = signerOf(signerKeyText('witness.example/w1', seed(2)));
    expect(bytes.subarray(12)).toEqual(plain.sign(`cosignature/v1\ntime ${TIME}\n${TEXT}`));
  });

  it('is never the log’s own signature, even under its name', () => {
    const namesake = cosignerOf(cosignerKeyText('log.example', seed(3)));
    const forged = `${TEXT}\n${namesake.cosign(TEXT, TIME)}`;
    const keys = [verifierOf(log.vkey), cosignatureVerifierOf(namesake.vkey)];
    expect(() => openCheckpoint(forged, keys)).toThrow(/not-signed-by-log/);
    expect(openCheckpoint(note, known).size).toBe(7);
  });

  it('takes no key of another type', () => {
    expect(() => cosignatureVerifierOf(log.vkey)).toThrow(/malformed-key/);
    expect(() => verifierOf(witness.vkey)).toThrow(/malformed-key/);
    expect(() => cosignerOf(signerKeyText('w', seed(4)))).toThrow(/malformed-key/);
  });
});
