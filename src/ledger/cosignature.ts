import { verify } from 'node:crypto';
import {
  type NoteSignature,
  type NoteVerifier,
  privateKeyIn,
  publicKeyIn,
  signatureLine,
  signerKeyText,
} from './signed-note.js';

/**
 * C2SP cosignature/v1 (Ed25519, key type 0x04): a witness says that, at this time, this checkpoint was the largest it
 * had seen of the log, and consistent with all that it saw before.
 */
export const COSIGNATURE_V1 = 0x04;
const TIME_SIZE = 8;
const SIGNATURE_SIZE = 64;
const LATEST = 2n ** 63n - 1n;

/** A witness's key that signs. */
export interface Cosigner {
  readonly name: string;
  /** The public half as it is given to others. */
  readonly vkey: string;
  /** @param time POSIX seconds. @returns the line of a note, newline included */
  cosign(checkpointText: string, time: number): string;
}

/** @throws NoteRefused `malformed-key` unless it is exactly the vkey of a witness */
export function cosignatureVerifierOf(vkey: string): NoteVerifier {
  const { name, id, publicKey } = publicKeyIn(vkey, COSIGNATURE_V1);
  return {
    name,
    id,
    cosigns: true,
    verifies: (text, signature) => {
      if (signature.length !== TIME_SIZE + SIGNATURE_SIZE) return false;
      const time = signature.readBigUInt64BE();
      if (time > LATEST) return false;
      return verify(null, signedMessage(text, time), publicKey, signature.subarray(TIME_SIZE));
    },
  };
}

/** The private half of a witness's key as text; see `signerKeyText`. */
export function cosignerKeyText(name: string, seed: Buffer): string {
  return signerKeyText(name, seed, COSIGNATURE_V1);
}

/** @throws NoteRefused `malformed-key` unless it is exactly what `cosignerKeyText` writes */
export function cosignerOf(keyText: string): Cosigner {
  const { name, vkey, sign } = privateKeyIn(keyText, COSIGNATURE_V1);
  const [, id = ''] = vkey.split('+');
  return {
    name,
    vkey,
    cosign: (text, time) => {
      const seconds = Buffer.alloc(TIME_SIZE);
      seconds.writeBigUInt64BE(BigInt(time));
      const signed = sign(signedMessage(text, BigInt(time)).toString('utf8'));
      return signatureLine({ name, id, signature: Buffer.concat([seconds, signed]) });
    },
  };
}

/** When a cosignature that holds was made, in POSIX seconds. */
export function timeOf({ signature }: Pick<NoteSignature, 'signature'>): number {
  return Number(signature.readBigUInt64BE());
}

function signedMessage(text: string, time: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`, 'utf8');
}
