import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { event } from './forging.js';
import { jcs, type Plain } from './jcs.js';
import type { MadeUpLedger } from './made-up-ledger.js';

export const RP_ID = 'made.up';
const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** What may be otherwise than an honest authenticator has it. */
export interface OddSignature {
  readonly credential?: string;
  readonly rpId?: string;
  readonly flags?: number;
  readonly type?: string;
  readonly challenge?: string;
  /** As it was signed before the statement named the delegation. */
  readonly format?: 'chengxu-act@1';
  readonly authenticatorData?: Buffer;
  readonly signature?: (true_: Buffer) => Buffer;
  readonly text?: (true_: string) => string;
}

/** A passkey of somebody in a made-up ledger. */
export class ActorKey {
  private readonly key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

  constructor(
    readonly credential: string,
    private readonly kind: 'P-256' | 'Ed25519' = 'P-256',
  ) {
    this.key =
      kind === 'P-256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  }

  jwk(): { [name: string]: Plain } {
    return { ...this.key.publicKey.export({ format: 'jwk' }) } as { [name: string]: Plain };
  }

  /** The payload of its registration. */
  registration(more: { [name: string]: Plain } = {}): { [name: string]: Plain } {
    return { person: 'a', credential: this.credential, key: this.jwk(), rpId: RP_ID, acts: [], ...more };
  }

  /** Signs the event at `seq` as it stands now; whatever is before it must not change any more. */
  signs(ledger: MadeUpLedger, seq: number, odd: OddSignature = {}): void {
    const leaf = JSON.parse(String(ledger.leaves()[seq])) as { [name: string]: Plain };
    const { credential = this.credential, rpId = RP_ID, flags = 0x05, type = 'webauthn.get' } = odd;
    const challenge = odd.challenge ?? sha256(statementOf(leaf, odd.format)).toString('base64url');
    const client = JSON.stringify({ type, challenge, origin: `https://${RP_ID}`, crossOrigin: false });
    const data =
      odd.authenticatorData ?? Buffer.concat([sha256(rpId), Buffer.from([flags]), Buffer.alloc(4)]);
    const message = Buffer.concat([data, sha256(client)]);
    const raw = sign(this.kind === 'P-256' ? 'sha256' : null, message, this.key.privateKey);
    const signature = (odd.signature ?? ((true_: Buffer) => true_))(raw).toString('base64url');
    event(ledger, seq).more = {
      actorsig: {
        credential,
        authenticatorData: data.toString('base64url'),
        clientDataJSON: Buffer.from(client).toString('base64url'),
        signature: (odd.text ?? ((true_: string) => true_))(signature),
      },
    };
  }
}

/** docs/bag.md, To the letter, 12a. */
function statementOf(
  leaf: { [name: string]: Plain },
  format: 'chengxu-act@1' | 'chengxu-act@2' = 'chengxu-act@2',
): string {
  const { id: _, seq: __, specversion: ___, statehash: ____, time: _____, data, ...meant } = leaf;
  const { facts, actorsig: ______, ...said } = data as { [name: string]: Plain };
  const { delegation: lent } = facts as { delegation?: { delegation: string; by: { person: string } } };
  const actingFor: { [name: string]: Plain } =
    lent && format === 'chengxu-act@2' ? { delegation: lent.delegation, delegatedBy: lent.by.person } : {};
  return jcs({ ...meant, ...actingFor, data: said, format });
}

/** r and s of a signature in DER, written as told: for encodings that no honest one has. */
export function derOf(raw: Buffer, change: (number: Buffer) => Buffer, more = Buffer.alloc(0)): Buffer {
  const lengthOfR = raw[3] ?? 0;
  const numbers = [raw.subarray(4, 4 + lengthOfR), raw.subarray(6 + lengthOfR)].map(change);
  const body = numbers.flatMap((number) => [Buffer.from([0x02, number.length]), number]);
  const whole = Buffer.concat([...body, more]);
  return Buffer.concat([Buffer.from([0x30, whole.length]), whole]);
}
