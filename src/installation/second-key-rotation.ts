import type { Rows } from '../database/database.js';
import { crashHere } from '../ledger/crash-points.js';
import { SM_KEY_ROTATED, smRotations } from '../ledger/key-rotations.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Road } from '../road/record-event.js';
import type { SecondOrigin } from '../second-origin/second-origin.js';
import { smVkey } from '../second-origin/sm-key.js';
import { prepareNextSm } from '../second-origin/sm-next.js';
import type { SmSigner } from '../second-origin/sm-signer.js';
import type { SmSetting } from '../second-origin/sm-signing.js';

export interface SecondRotationParts {
  readonly configuration: { readonly data: string };
  readonly database: { readonly read: Rows };
  readonly road: Road;
  readonly ledger: Ledger;
  readonly secondOrigin: SecondOrigin;
}

/**
 * Gives the second origin a new key, provably from inside the log, as `rotateKey` does for the first: a key is made; the
 * log records it; the old key signs a checkpoint over that; from then on the new key signs, and the old one is gone.
 * What is interrupted anywhere is gone on with when it is called again, with the same new key.
 *
 * @param held a key that a program holds; without, OpenSSL makes one
 * @returns the new public key; `signs` is false while the old key has not signed over the event: the first origin's
 *   checkpoint over it is not given out yet (its witnesses have not cosigned), or the old key cannot sign
 * @throws SmUnusable, LedgerUnavailable: nothing is lost then; call it again
 */
export async function rotateSmKey(
  parts: SecondRotationParts,
  signer: SmSigner,
  reason: string,
  held?: SmSetting,
): Promise<{ readonly vkey: string; readonly signs: boolean }> {
  const vkeyOf = ({ publicKey }: SmSetting): string => smVkey(signer.origin, Buffer.from(publicKey, 'hex'));
  const used = [signer.vkey, ...(await smRotations(parts.database.read)).map(({ vkey: one }) => one)];
  const next = await prepareNextSm(parts.configuration.data, held, (setting) =>
    used.includes(vkeyOf(setting)),
  );
  const vkey = vkeyOf(next);
  crashHere('after-next-key');
  const seq = (await seqOf(parts, vkey)) ?? (await recorded(parts, vkey, reason));
  crashHere('after-rotation-event');
  await parts.ledger.checkpoint();
  await parts.secondOrigin.tick();
  crashHere('after-rotation-checkpoint');
  return { vkey, signs: await signer.rotate(next, seq) };
}

async function recorded(parts: SecondRotationParts, vkey: string, reason: string): Promise<number> {
  const request = { type: SM_KEY_ROTATED, payload: { vkey, reason } };
  await parts.road.record({ kind: 'installation', id: '', actor: 'installation', request });
  return (await seqOf(parts, vkey)) ?? Number.MAX_SAFE_INTEGER;
}

async function seqOf({ database }: SecondRotationParts, vkey: string): Promise<number | undefined> {
  return (await smRotations(database.read)).find((rotation) => rotation.vkey === vkey)?.seq;
}
