import { Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CLOCK, type Clock } from '../../clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import { dateInShanghai } from '../../engine/civil-date.js';
import { Public, SignedIn, SignedInBySession } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { JsonBody } from '../../http/input.js';
import { CurrentActor, readActor, type Actor } from '../actor.js';
import { assertion, proof } from '../second-factor/proof.js';
import { usernameOf } from './accounts.js';
import { carrier, SessionAnswer } from './session-answer.js';
import { CurrentSession } from './current-session.js';
import { Sessions, type Carrier, type OpenedSession, type Session } from './sessions.js';
import { SignIn } from './sign-in.js';

const credentials = z.strictObject({
  username: z.string().max(200),
  password: z.string().max(1000),
  ...proof,
  carrier,
});
const byPasskey = assertion.extend({ carrier });
const passwords = z.strictObject({ present: z.string().max(1000), next: z.string().max(1000) });
export const actorSchema = z.strictObject({
  person: z.string(),
  name: z.string(),
  grants: z.array(z.strictObject({ role: z.string(), unit: z.string(), body: z.string() })),
});
export const opened = z.strictObject({
  /** Absent where a cookie carries it. */
  token: z.string().optional(),
  expiresAt: z.iso.datetime(),
  person: actorSchema,
});

@Controller()
export class SessionsController {
  constructor(
    private readonly signIns: SignIn,
    private readonly sessions: Sessions,
    private readonly answer: SessionAnswer,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Public()
  @Post('sessions')
  @Describe({
    summary:
      'Sign in. A program sends the token as Authorization: Bearer; with carrier "cookie" a browser gets it as the ' +
      'cookie __Host-chengxu. It ends after 12 hours, or half an hour unused, unless the profile says otherwise',
    status: 201,
    answer: opened,
    headers: {
      'set-cookie': 'The session, and by what this browser is known again, where a cookie was asked for',
    },
    problems: [
      'sign-in-refused',
      'second-factor-needed',
      'second-factor-refused',
      'sign-in-slowed',
      'sign-in-busy',
      'cross-site-refused',
    ],
  })
  async signIn(
    @JsonBody(credentials) body: z.infer<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wanted = this.answer.wanted(request, body.carrier);
    const username = body.username.normalize('NFKC').toLowerCase();
    const session = await this.signIns.signIn(this.answer.attempt(request, username), body, wanted);
    return this.opened(reply, session, body.carrier);
  }

  @Public()
  @Post('sessions/passkey')
  @Describe({
    summary: 'Sign in by a passkey alone, whose authenticator has made sure who holds it',
    status: 201,
    answer: opened,
    headers: { 'set-cookie': 'As with a password' },
    problems: ['second-factor-refused', 'cross-site-refused'],
  })
  async signInByPasskey(
    @JsonBody(byPasskey) { carrier: carriedBy, ...body }: z.infer<typeof byPasskey>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wanted = this.answer.wanted(request, carriedBy);
    return this.opened(reply, await this.signIns.signInByPasskey(body, wanted), carriedBy);
  }

  @SignedInBySession()
  @Delete('sessions/current')
  @HttpCode(204)
  @Describe({ summary: 'Sign out', status: 204 })
  async signOut(@CurrentSession() session: Session, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.sessions.close(session);
    this.answer.forget(reply, session.carrier);
  }

  @SignedInBySession()
  @Delete('sessions')
  @HttpCode(204)
  @Describe({
    summary: 'End all of your sessions, everywhere',
    status: 204,
    problems: ['cross-site-refused'],
  })
  async signOutEverywhere(
    @CurrentSession() session: Session,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.sessions.closeAllOf(session.person);
    this.answer.forget(reply, session.carrier);
  }

  @SignedIn()
  @Get('me')
  @Describe({
    summary: 'Who am I',
    status: 200,
    answer: actorSchema.extend({ username: z.string().nullable() }),
  })
  async me(@CurrentActor() { person, name, grants }: Actor) {
    return { person, name, grants, username: (await usernameOf(this.database.read, person)) ?? null };
  }

  @SignedInBySession()
  @Post('me/password')
  @HttpCode(204)
  @Describe({
    summary: 'Change your own password; it ends all of your sessions and tokens',
    status: 204,
    problems: ['sign-in-refused', 'sign-in-slowed', 'sign-in-busy', 'password-refused'],
  })
  async changePassword(
    @CurrentActor() actor: Actor,
    @JsonBody(passwords) { present, next }: z.infer<typeof passwords>,
    @Req() request: FastifyRequest,
  ) {
    const name = (await usernameOf(this.database.read, actor.person)) ?? '';
    await this.signIns.changePassword(this.answer.attempt(request, name), present, next);
  }

  private async opened(
    reply: FastifyReply,
    session: OpenedSession & { readonly person: string },
    carriedBy: Carrier,
  ) {
    const today = dateInShanghai(this.clock.legal().toISOString());
    const person = await readActor(this.database.read, session.person, today);
    const username = await usernameOf(this.database.read, session.person);
    return { ...this.answer.send(reply, session, carriedBy, username), person };
  }
}
