import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../../workflows/fields.js';
import { sha256 } from '../../canonical/digest.js';
import { DATABASE, type Database } from '../../database/database.js';
import { SignedInBySession } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { HeaderIn, JsonBody, PathParam } from '../../http/input.js';
import { actRequest } from '../../road/act-request.js';
import { ifMatch, recorded, recordOverHttp, THE_ROAD } from '../../road/http-answers.js';
import { Road } from '../../road/record-event.js';
import { ActSignatureRefused } from '../../road/refusals.js';
import type { RoadRequest } from '../../road/road-request.js';
import { CurrentActor, type Actor } from '../actor.js';
import type { PersonState } from '../person.js';
import { Admission } from '../sign-in/admission.js';
import { credentialId, publicJwk, signedActs } from '../signing-keys.js';
import { ActSignatures, saltsFrom } from './act-signatures.js';

const unsigned = actRequest.omit({ signature: true });
const toBeSigned = z.strictObject({
  subject: z.strictObject({
    kind: z.enum(['decision', 'meeting', 'consultation', 'catalogue', 'person', 'unit']),
    id: opaqueId,
  }),
  act: unsigned,
});
const shown = z.strictObject({
  ticket: z.string(),
  /** What `navigator.credentials.get` takes; its challenge is the SHA-256 of `statement`. */
  options: z.record(z.string(), z.unknown()),
  /** Canonical JSON of everything that is signed (docs/signatures.md). */
  statement: z.string(),
  /** The salted texts whose digests stand in it: base64url of `[salt, pointer, value]`. */
  disclosures: z.array(z.string()),
  /** The version that it answers: send it as If-Match. */
  version: z.int(),
});
const chosen = z.strictObject({ passkey: credentialId, acts: signedActs.default([]) });
const confirmed = chosen.extend({ signature: actRequest.shape.signature.unwrap() });
const keys = z.strictObject({
  keys: z.array(
    z.strictObject({
      credential: z.string(),
      key: publicJwk,
      rpId: z.string(),
      acts: z.array(z.string()),
      revoked: z.boolean(),
    }),
  ),
});
const revocation = z.strictObject({ reason: z.string().trim().min(1).max(1000) });

/** A person's own keys for signing acts, and what is to be signed with them. */
@SignedInBySession()
@Controller('me')
export class SignaturesController {
  constructor(
    private readonly road: Road,
    private readonly signatures: ActSignatures,
    private readonly admission: Admission,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get('signing-keys')
  @Describe({ summary: 'Your keys for signing acts, as the ledger has them', status: 200, answer: keys })
  async list(@CurrentActor() { person }: Actor) {
    const { state } = await this.road.states.read(this.database.read, `person/${person}`);
    return { keys: (state as PersonState | undefined)?.signingKeys ?? [] };
  }

  @Post('signing-keys')
  @HttpCode(200)
  @Describe({
    summary: 'Begin to register one of your passkeys for signing acts: what it signs; nothing is kept yet',
    status: 200,
    answer: shown,
    problems: [...THE_ROAD, 'step-up-required'],
  })
  async begin(@CurrentActor() actor: Actor, @JsonBody(chosen) body: z.infer<typeof chosen>) {
    const asked = await this.registration(actor, body);
    return this.show(asked, actor.person, () => [body.passkey]);
  }

  @Post('signing-keys/confirm')
  @HttpCode(201)
  @Describe({
    summary: 'Register the key: an event, signed with the key itself',
    status: 201,
    answer: recorded,
    problems: [...THE_ROAD, 'step-up-required'],
  })
  async confirm(
    @CurrentActor() actor: Actor,
    @JsonBody(confirmed) { signature, ...body }: z.infer<typeof confirmed>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { request, ...asked } = await this.registration(actor, body);
    return recordOverHttp(this.road, { ...asked, request: { ...request, signature } }, reply);
  }

  @Post('signing-keys/:credential/revoke')
  @HttpCode(201)
  @Describe({
    summary: 'Revoke one of your signing keys; what it signed before stands',
    status: 201,
    answer: recorded,
    problems: [...THE_ROAD, 'step-up-required'],
  })
  async revoke(
    @CurrentActor() actor: Actor,
    @PathParam('credential', credentialId) credential: string,
    @JsonBody(revocation) { reason }: z.infer<typeof revocation>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.admission.refuseUnlessRecent(actor.by, actor.person);
    const request = { type: 'SigningKeyRevoked', payload: { credential, reason } };
    return recordOverHttp(
      this.road,
      { kind: 'person', id: actor.person, actor: actor.person, request },
      reply,
    );
  }

  @Post('signatures')
  @HttpCode(200)
  @Describe({
    summary:
      'What is to be signed of an act that would be accepted now: exactly what would be recorded; send the signature with the act within five minutes',
    status: 200,
    answer: shown,
    problems: THE_ROAD,
  })
  async sign(
    @CurrentActor() { person, sender }: Actor,
    @JsonBody(toBeSigned) { subject, act }: z.infer<typeof toBeSigned>,
    @HeaderIn('if-match', ifMatch) version: number | undefined,
  ) {
    const asked = { ...subject, actor: person, request: act, ifMatch: version, sender };
    return this.show(asked, person, (standing) => standing);
  }

  private async registration({ by, person, sender }: Actor, { passkey, acts }: z.infer<typeof chosen>) {
    await this.admission.refuseUnlessRecent(by, person);
    const key = await this.signatures.publicKey(person, passkey);
    const payload = { person, credential: passkey, key, rpId: this.signatures.rpId, acts };
    const request = { type: 'SigningKeyRegistered', payload };
    return { kind: 'person', id: person, actor: person, request, sender } satisfies RoadRequest;
  }

  private async show(
    asked: RoadRequest,
    person: string,
    choose: (standing: readonly string[]) => readonly string[],
  ) {
    const seed = this.signatures.seed();
    const { statement, version, keys: standing } = await this.road.statementOf(asked, saltsFrom(seed));
    const credentials = choose(standing.map(({ credential }) => credential));
    if (credentials.length === 0) throw new ActSignatureRefused('no-key');
    const digest = sha256(statement.text);
    const subject = `${asked.kind}/${asked.id}`;
    const begun = await this.signatures.challenge(person, { subject, version, digest, seed }, credentials);
    return { ...begun, statement: statement.text, disclosures: statement.disclosures, version };
  }
}
