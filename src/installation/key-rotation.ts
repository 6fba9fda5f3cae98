import { KEY_ROTATED, rotationTo } from '../ledger/key-rotations.js';
import type { Rows } from '../database/database.js';
import { crashHere } from '../ledger/crash-points.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Signer } from '../ledger/signer.js';
import type { Road } from '../road/record-event.js';

export interface RotationParts {
  readonly database: { readonly read: Rows };
  readonly road: Road;
  readonly ledger: Ledger;
  readonly signer: Signer;
}

/**
 * Gives the log a new key, provably from inside the log: a key is made; the log records it; the old key signs a
 * checkpoint over that; from then on the new key signs, and the old one is gone. What is interrupted anywhere is gone on
 * with when it is called again, with the same new key, or at the next start.
 *
 * @returns the new public key, once it signs
 * @throws SignerUnusable, SignerRefuses, LedgerUnavailable: nothing is lost then; call it again
 */
export async function rotateKey(parts: RotationParts, reason: string): Promise<string> {
  const vkey = await parts.signer.prepareNextKey();
  crashHere('after-next-key');
  if ((await rotationTo(parts.database.read, vkey)) === undefined) {
    const request = { type: KEY_ROTATED, payload: { vkey, reason } };
    await parts.road.record({ kind: 'installation', id: '', actor: 'installation', request });
  }
  crashHere('after-rotation-event');
  await finishRotation(parts);
  return vkey;
}

/** Goes on with a rotation that is on record and was interrupted; does nothing where there is none. */
export async function finishRotation({ database, ledger, signer }: RotationParts): Promise<void> {
  const vkey = await signer.preparedKey();
  const seq = vkey === undefined ? undefined : await rotationTo(database.read, vkey);
  if (vkey === undefined || seq === undefined) return;
  await ledger.checkpoint();
  crashHere('after-rotation-checkpoint');
  await signer.rotate(vkey);
}
