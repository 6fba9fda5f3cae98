import { createHmac, randomBytes } from 'node:crypto';
import type { JsonObject } from '../../canonical/canonical-json.js';
import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { actorSignatureHolds } from '../../ledger/actor-signature.js';
import { SALT_SIZE } from '../../ledger/disclosure.js';
import type { ActRequest } from '../../road/act-request.js';
import { ActSignatureRefused } from '../../road/refusals.js';
import type { OpenedSignature } from '../../road/signing.js';
import type { PublicJwk } from '../signing-keys.js';
import { countUp, passkeyNamed } from './passkeys.js';
import type { Tickets } from './tickets.js';
import { webauthn, webauthnKeys } from './webauthn.js';

type Sent = NonNullable<ActRequest['signature']>;

/** What is shown for signing, and what it takes to know it again. */
export interface Shown {
  readonly subject: string;
  readonly version: number;
  readonly digest: Buffer;
  readonly seed: string;
}

/** Signatures of passkeys over acts: the challenge is the digest of exactly what is about to be recorded. */
export class ActSignatures {
  private readonly rp: { readonly id: string; readonly origin: string };

  constructor(
    private readonly database: Database,
    private readonly tickets: Tickets,
    private readonly clock: Pick<Clock, 'machine'>,
    publicUrl: string,
  ) {
    const { hostname, origin } = new URL(publicUrl);
    this.rp = { id: hostname, origin };
  }

  get rpId(): string {
    return this.rp.id;
  }

  /** Base64url; whoever has it knows the salts, so it leaves only sealed. */
  seed(): string {
    return randomBytes(32).toString('base64url');
  }

  /** What `navigator.credentials.get` takes, and the ticket that comes back with what it gives. */
  async challenge(person: string, { subject, version, digest, seed }: Shown, credentials: readonly string[]) {
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({
      rpID: this.rp.id,
      challenge: new Uint8Array(digest),
      userVerification: 'required',
      allowCredentials: credentials.map((id) => ({ id })),
    });
    const content = { person, subject, version, seed, challenge: digest.toString('base64url') };
    return { ticket: this.tickets.issue('act', content), options };
  }

  /**
   * The public key of one of this person's passkeys, as the ledger is to keep it.
   * @throws ActSignatureRefused where there is no such passkey, or its key is of another kind
   */
  async publicKey(person: string, credential: string): Promise<PublicJwk> {
    const row = await passkeyNamed(this.database.read, credential);
    if (row?.person !== person) throw new ActSignatureRefused('key-unknown');
    const jwk = await jwkOf(new Uint8Array(Buffer.from(row.public_key, 'base64url')));
    if (!jwk) throw new ActSignatureRefused('unfit-key');
    return jwk;
  }

  /** @throws ActSignatureRefused */
  async open(person: string, subject: string, { ticket, response }: Sent): Promise<OpenedSignature> {
    const shown = this.tickets.read('act', ticket);
    if (!shown) throw new ActSignatureRefused('over');
    if (shown['person'] !== person || shown['subject'] !== subject)
      throw new ActSignatureRefused('other-act');
    const key = await this.publicKey(person, response.id);
    const { newCounter } = await this.verified(person, String(shown['challenge']), response, key);
    const { authenticatorData, clientDataJSON, signature } = response.response;
    return {
      credential: response.id,
      key: key as JsonObject,
      version: Number(shown['version']),
      salt: saltsFrom(String(shown['seed'])),
      over: (digest) => {
        if (digest.toString('base64url') !== shown['challenge']) throw new ActSignatureRefused('other-act');
        return { credential: response.id, authenticatorData, clientDataJSON, signature };
      },
      spend: async (tx) => {
        if (!(await this.tickets.useUp(tx, ticket))) throw new ActSignatureRefused('over');
        if (!(await countUp(tx, response.id, newCounter, this.clock.machine())))
          throw new ActSignatureRefused('wrong');
      },
    };
  }

  private async verified(person: string, challenge: string, response: Sent['response'], key: PublicJwk) {
    const row = await passkeyNamed(this.database.read, response.id);
    const signer = { key: key as JsonObject, rpId: this.rp.id };
    const digest = Buffer.from(challenge, 'base64url');
    // What the verifiers ask, before it is recorded for ever.
    if (row?.person !== person || !actorSignatureHolds(digest, response.response, signer))
      throw new ActSignatureRefused('wrong');
    const { authenticatorAttachment, ...rest } = response;
    const { verifyAuthenticationResponse } = await webauthn();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...rest,
        ...(authenticatorAttachment !== undefined && { authenticatorAttachment }),
        response: withoutUndefined(response.response),
      },
      expectedChallenge: challenge,
      expectedOrigin: this.rp.origin,
      expectedRPID: this.rp.id,
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
        counter: Number(row.counter),
      },
      requireUserVerification: true,
    }).catch((cause: unknown) => {
      throw new ActSignatureRefused('wrong', cause);
    });
    if (!verified) throw new ActSignatureRefused('wrong');
    return authenticationInfo;
  }
}

const withoutUndefined = ({ userHandle, ...rest }: Sent['response']['response']) => ({
  ...rest,
  ...(userHandle !== undefined && { userHandle }),
});

/** The salt of each disclosure, so that what is recorded has the digests that were signed. */
export const saltsFrom =
  (seed: string) =>
  (pointer: string): Buffer =>
    createHmac('sha256', Buffer.from(seed, 'base64url')).update(pointer).digest().subarray(0, SALT_SIZE);

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('base64url');

/** RFC 9052 §7, RFC 9053 §7; undefined for another kind of key. */
async function jwkOf(credential: Uint8Array<ArrayBuffer>): Promise<PublicJwk | undefined> {
  const { cose, decodeCredentialPublicKey } = await webauthnKeys();
  const key = decodeCredentialPublicKey(credential);
  const { crv, x, y } = cose.COSEKEYS;
  if (cose.isCOSEPublicKeyEC2(key) && key.get(crv) === cose.COSECRV.P256)
    return { kty: 'EC', crv: 'P-256', x: text(key.get(x)), y: text(key.get(y)) };
  if (cose.isCOSEPublicKeyOKP(key) && key.get(crv) === cose.COSECRV.ED25519)
    return { kty: 'OKP', crv: 'Ed25519', x: text(key.get(x)) };
  return undefined;
}
