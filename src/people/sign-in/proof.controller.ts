import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DATABASE, type Database } from '../../database/database.js';
import { Public, SignedInBySession } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { JsonBody } from '../../http/input.js';
import { challenge, proof } from '../second-factor/proof.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { usernameOf } from './accounts.js';
import { CurrentSession } from './current-session.js';
import { SessionAnswer } from './session-answer.js';
import type { Session } from './sessions.js';
import { SignIn } from './sign-in.js';

const again = z
  .strictObject({ password: z.string().max(1000).optional(), ...proof })
  .refine((given) => Object.keys(given).length === 1, 'one proof');
const proven = z.strictObject({ token: z.string().optional(), expiresAt: z.iso.datetime() });

/** Challenges for passkeys, and proofs in a session that is there already. */
@Controller()
export class ProofController {
  constructor(
    private readonly signIns: SignIn,
    private readonly answer: SessionAnswer,
    private readonly secondFactors: SecondFactors,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Public()
  @Post('sessions/passkey/challenge')
  @HttpCode(200)
  @Describe({
    summary: 'What a browser’s passkey signs, for signing in without a user name',
    status: 200,
    answer: challenge,
  })
  passkeyChallenge() {
    return this.secondFactors.passkeys.challenge();
  }

  @SignedInBySession()
  @Post('sessions/current/passkey/challenge')
  @HttpCode(200)
  @Describe({
    summary: 'What one of your passkeys signs, to prove again who you are',
    status: 200,
    answer: challenge,
  })
  ownPasskeyChallenge(@CurrentSession() { person }: Session) {
    return this.secondFactors.passkeys.challenge(person);
  }

  @SignedInBySession()
  @Post('sessions/current/proof')
  @HttpCode(200)
  @Describe({
    summary:
      'Prove again who you are, where step-up-required asked for it; the session goes on under a new token',
    status: 200,
    answer: proven,
    problems: ['sign-in-refused', 'second-factor-refused', 'sign-in-slowed', 'sign-in-busy'],
  })
  async proveAgain(
    @CurrentSession() session: Session,
    @JsonBody(again) body: z.infer<typeof again>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const username = (await usernameOf(this.database.read, session.person)) ?? '';
    const goesOn = await this.signIns.proveAgain(session, this.answer.attempt(request, username), body);
    return this.answer.send(reply, goesOn, session.carrier);
  }
}
