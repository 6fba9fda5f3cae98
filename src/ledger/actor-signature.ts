import { createPublicKey, verify } from 'node:crypto';
import type { JsonObject } from '../canonical/canonical-json.js';
import { sha256 } from '../canonical/digest.js';
import type { ActorSignature } from './leaf.js';

/** User present, user verified (WebAuthn Level 3 §6.1). */
const PRESENT_AND_VERIFIED = 0x05;

/**
 * Whether this is a signature over an act, to the letter of docs/bag.md, step 12: the limited verification of WebAuthn
 * Level 3 §5.8.1.2. Asked before it is recorded for ever, and again by whoever verifies.
 * @param digest SHA-256 of the act's statement, which is the challenge
 * @param signer the public key (JWK) and the host that it is bound to
 */
export function actorSignatureHolds(
  digest: Buffer,
  { authenticatorData, clientDataJSON, signature }: Omit<ActorSignature, 'credential'>,
  { key, rpId }: { readonly key: JsonObject; readonly rpId: string },
): boolean {
  const texts = [authenticatorData, clientDataJSON, signature];
  if (texts.some((text) => Buffer.from(text, 'base64url').toString('base64url') !== text)) return false;
  const client = Buffer.from(clientDataJSON, 'base64url');
  const challenge = digest.toString('base64url');
  const begins = Buffer.from(`{"type":"webauthn.get","challenge":"${challenge}","origin":"`);
  if (!client.subarray(0, begins.length).equals(begins)) return false;
  const data = Buffer.from(authenticatorData, 'base64url');
  if (data.length < 37 || !data.subarray(0, 32).equals(sha256(rpId))) return false;
  if (((data[32] ?? 0) & PRESENT_AND_VERIFIED) !== PRESENT_AND_VERIFIED) return false;
  const signed = Buffer.concat([data, sha256(client)]);
  try {
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const algorithm = key['kty'] === 'EC' ? 'sha256' : null;
    return verify(algorithm, signed, publicKey, Buffer.from(signature, 'base64url'));
  } catch {
    // No key of these forms: then nothing was signed with it.
    return false;
  }
}
