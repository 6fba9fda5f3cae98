import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { JsonObject } from '../src/canonical/canonical-json.js';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

/** What may be otherwise than an honest browser and authenticator would have it. */
export interface Deviation {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly counter?: number;
  readonly flags?: number;
  readonly attestation?: 'none' | 'packed';
  /** Whose key signs; its own unless told. */
  readonly signedBy?: Authenticator;
}

/** A security key and the browser that it is plugged into: WebAuthn with ES256, in software. */
export class Authenticator {
  readonly id = randomBytes(16).toString('base64url');
  counter = 0;
  private userHandle = '';
  private readonly key: { publicKey: KeyObject; privateKey: KeyObject };

  constructor(private readonly origin: string) {
    this.key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  /** `navigator.credentials.create`, as its JSON. */
  creates(options: JsonObject, deviation: Deviation = {}): JsonObject {
    this.userHandle = String((options['user'] as JsonObject)['id']);
    const clientData = this.clientData('webauthn.create', options, deviation);
    const id = Buffer.from(this.id, 'base64url');
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, this.coseKey()]);
    const rpId = String((options['rp'] as JsonObject)['id']);
    const data = Buffer.concat([this.data(rpId, ATTESTED, deviation), attested]);
    const packed = deviation.attestation === 'packed';
    const statement: [Cbor, Cbor][] = packed
      ? [
          ['alg', -7],
          ['sig', this.signature(data, clientData, deviation)],
        ]
      : [];
    const attestationObject = cbor([
      ['fmt', packed ? 'packed' : 'none'],
      ['attStmt', statement],
      ['authData', data],
    ]);
    return this.credential({
      clientDataJSON: clientData.toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['usb'],
    });
  }

  /** `navigator.credentials.get`, as its JSON. */
  signs(options: JsonObject, deviation: Deviation = {}): JsonObject {
    this.counter += 1;
    const clientData = this.clientData('webauthn.get', options, deviation);
    const data = this.data(String(options['rpId']), 0, deviation);
    return this.credential({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: this.signature(data, clientData, deviation).toString('base64url'),
      userHandle: this.userHandle,
    });
  }

  private credential(response: JsonObject): JsonObject {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private clientData(type: string, options: JsonObject, deviation: Deviation): Buffer {
    const challenge = deviation.challenge ?? String(options['challenge']);
    return Buffer.from(
      JSON.stringify({ type, challenge, origin: deviation.origin ?? this.origin, crossOrigin: false }),
    );
  }

  private data(rpId: string, more: number, deviation: Deviation): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(deviation.counter ?? this.counter);
    const flags = (deviation.flags ?? USER_PRESENT | USER_VERIFIED) | more;
    return Buffer.concat([digest(deviation.rpId ?? rpId), Buffer.from([flags]), counter]);
  }

  private signature(data: Buffer, clientData: Buffer, { signedBy = this }: Deviation): Buffer {
    return sign('sha256', Buffer.concat([data, digest(clientData)]), signedBy.key.privateKey);
  }

  /** RFC 9052 §7, RFC 9053 §7.1: EC2, ES256, P-256. */
  private coseKey(): Buffer {
    const { x = '', y = '' } = this.key.publicKey.export({ format: 'jwk' });
    return cbor([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
  }
}

const digest = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** As much of CBOR (RFC 8949) as there is to say here; a list of pairs is a map. */
type Cbor = number | string | Buffer | readonly [Cbor, Cbor][];

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.length), ...value.flatMap((pair) => pair.map(cbor))]);
}

function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument]);
  if (argument < 256) return Buffer.from([(major << 5) | 24, argument]);
  return Buffer.from([(major << 5) | 25, argument >> 8, argument & 0xff]);
}
