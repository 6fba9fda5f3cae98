import { Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { DATABASE, type Database } from '../../database/database.js';
import { SignedInBySession } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { JsonBody, PathParam } from '../../http/input.js';
import { CurrentActor, type Actor } from '../actor.js';
import { SignInNeeded } from '../refusals.js';
import { usernameOf } from '../sign-in/accounts.js';
import { Admission } from '../sign-in/admission.js';
import { SessionAnswer } from '../sign-in/session-answer.js';
import { Sessions } from '../sign-in/sessions.js';
import { methodsOf } from './methods.js';
import { challenge, registration, totpCode } from './proof.js';
import { SecondFactors } from './second-factors.js';

const listed = z.strictObject({
  methods: z.array(z.enum(['totp', 'passkey', 'recovery-code'])),
  passkeys: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      createdAt: z.iso.datetime(),
      lastUsedAt: z.iso.datetime().nullable(),
    }),
  ),
});
const totpBegun = z.strictObject({
  ticket: z.string(),
  secret: z.string(),
  uri: z.string(),
  /** SVG. */
  qr: z.string(),
});
const confirmation = z.strictObject({ ticket: z.string().max(2000), code: totpCode });
const enrolled = z.strictObject({
  /** Shown once, and with the first second factor only. */
  recoveryCodes: z.array(z.string()).optional(),
  /** The session goes on under this token, unless a cookie carries it. */
  token: z.string().optional(),
  expiresAt: z.iso.datetime(),
});
const PROBLEMS = ['second-factor-refused', 'step-up-required'];

/** What a person sets up to prove more than a password does. Changing any of it takes a proof of just now. */
@SignedInBySession()
@Controller('me')
export class SecondFactorController {
  constructor(
    private readonly secondFactors: SecondFactors,
    private readonly admission: Admission,
    private readonly sessions: Sessions,
    private readonly answer: SessionAnswer,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get('second-factors')
  @Describe({ summary: 'By what you prove more than a password does', status: 200, answer: listed })
  async list(@CurrentActor() { person }: Actor) {
    const methods = await methodsOf(this.database.read, person);
    return { methods, passkeys: await this.secondFactors.passkeys.of(person) };
  }

  @Post('totp')
  @HttpCode(200)
  @Describe({
    summary:
      'Begin with one-time codes: the secret for your app, as text, link and QR code; nothing is kept yet',
    status: 200,
    answer: totpBegun,
    problems: PROBLEMS,
  })
  async beginTotp(@CurrentActor() actor: Actor) {
    await this.admission.refuseUnlessRecent(actor.by, actor.person);
    return this.secondFactors.totp.enrol(actor.person, await this.username(actor));
  }

  @Post('totp/confirm')
  @HttpCode(201)
  @Describe({
    summary: 'Show with a code that your app has the secret; from now on it is asked for',
    status: 201,
    answer: enrolled,
    problems: PROBLEMS,
  })
  async confirmTotp(
    @CurrentActor() actor: Actor,
    @JsonBody(confirmation) { ticket, code }: z.infer<typeof confirmation>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.admission.refuseUnlessRecent(actor.by, actor.person);
    const codes = await this.secondFactors.enrol(actor.person, (tx) =>
      this.secondFactors.totp.confirm(tx, actor.person, ticket, code),
    );
    return this.enrolled(actor, codes, reply);
  }

  @Delete('totp')
  @HttpCode(204)
  @Describe({ summary: 'Do without one-time codes', status: 204, problems: PROBLEMS })
  async removeTotp(@CurrentActor() actor: Actor) {
    await this.admission.refuseUnlessRecent(actor.by, actor.person);
    await this.secondFactors.remove(actor.person, (tx) =>
      tx.query('DELETE FROM totp WHERE person = ?', [actor.person]),
    );
  }

  @Post('passkeys')
  @HttpCode(200)
  @Describe({
    summary: 'Begin with a passkey or security key: what the browser makes it with',
    status: 200,
    answer: challenge,
    problems: PROBLEMS,
  })
  async beginPasskey(@CurrentActor() actor: Actor) {
    await this.admission.refuseUnlessRecent(actor.by, actor.person);
    return this.secondFactors.passkeys.beginRegistration(actor.person, await this.username(actor));
  }

  @Post('passkeys/confirm')
  @HttpCode(201)
  @Describe({ summary: 'Keep the passkey that was made', status: 201, answer: enrolled, problems: PROBLEMS })
  async confirmPasskey(
    @CurrentActor() actor: Actor,
    @JsonBody(registration) made: z.infer<typeof registration>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.admission.refuseUnlessRecent(actor.by, actor.person);
    const codes = await this.secondFactors.enrol(actor.person, (tx) =>
      this.secondFactors.passkeys.register(tx, actor.person, made),
    );
    return this.enrolled(actor, codes, reply);
  }

  @Delete('passkeys/:id')
  @HttpCode(204)
  @Describe({ summary: 'Do without this passkey', status: 204, problems: [...PROBLEMS, 'not-found'] })
  async removePasskey(
    @CurrentActor() actor: Actor,
    @PathParam('id', z.string().regex(/^[A-Za-z0-9_-]{1,1400}$/)) id: string,
  ) {
    await this.admission.refuseUnlessRecent(actor.by, actor.person);
    await this.secondFactors.remove(actor.person, (tx) =>
      this.secondFactors.passkeys.remove(tx, actor.person, id),
    );
  }

  @Post('recovery-codes')
  @HttpCode(201)
  @Describe({
    summary: 'New recovery codes instead of those of before, shown once',
    status: 201,
    answer: z.strictObject({ recoveryCodes: z.array(z.string()) }),
    problems: PROBLEMS,
  })
  async renewCodes(@CurrentActor() actor: Actor) {
    await this.admission.refuseUnlessRecent(actor.by, actor.person);
    return { recoveryCodes: await this.secondFactors.renewCodes(actor.person) };
  }

  /** Whoever has set it up has just proved to have it. */
  private async enrolled({ by }: Actor, recoveryCodes: string[] | undefined, reply: FastifyReply) {
    const proven = by.is === 'session' ? await this.sessions.prove(by.session, true) : undefined;
    if (by.is !== 'session' || !proven) throw new SignInNeeded();
    const answer = this.answer.send(reply, proven, by.session.carrier);
    return { ...(recoveryCodes && { recoveryCodes }), ...answer };
  }

  private async username({ person }: Actor): Promise<string> {
    return (await usernameOf(this.database.read, person)) ?? '';
  }
}
