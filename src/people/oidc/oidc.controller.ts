import { Controller, Get, HttpCode, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Public } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { PathParam, QueryIn } from '../../http/input.js';
import { cookieIn, cookieOf, noCookie, OIDC_COOKIE, SESSION_COOKIE } from '../sign-in/cookies.js';
import { SessionAnswer } from '../sign-in/session-answer.js';
import { SignIn } from '../sign-in/sign-in.js';
import { Oidc } from './oidc.js';

const providerId = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
const listed = z.strictObject({
  providers: z.array(
    z.strictObject({ id: z.string(), title: z.string(), issuer: z.string(), begin: z.string() }),
  ),
});
/** Providers add parameters of their own; the library reads those that count, each once. */
const back = z.looseObject({ code: z.string().optional(), state: z.string().optional() });
const TICKET_SECONDS = 300;

/** Signing in at an identity provider, for browsers. */
@Public()
@Controller('sessions/oidc')
export class OidcController {
  constructor(
    private readonly oidc: Oidc,
    private readonly signIns: SignIn,
    private readonly answer: SessionAnswer,
  ) {}

  @Get()
  @Describe({ summary: 'The identity providers at which people may sign in', status: 200, answer: listed })
  list() {
    return {
      providers: this.oidc.providers.map(({ id, title, issuer }) => ({
        id,
        title,
        issuer,
        begin: `/api/sessions/oidc/${id}`,
      })),
    };
  }

  @Get(':provider')
  @HttpCode(303)
  @Describe({
    summary: 'Sends the browser to the identity provider',
    status: 303,
    headers: { location: 'The provider', 'set-cookie': 'What the browser must bring back' },
    problems: ['not-found', 'identity-provider-unavailable'],
  })
  async begin(
    @PathParam('provider', providerId) provider: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { url, ticket } = await this.oidc.begin(provider);
    // Lax: the provider's redirect back comes from another site, and a Strict cookie would not come with it.
    void reply.header('set-cookie', cookieOf(OIDC_COOKIE, ticket, 'lax', TICKET_SECONDS));
    void reply.header('location', url.href);
  }

  @Get(':provider/callback')
  @HttpCode(303)
  @Describe({
    summary: 'Where the identity provider sends the browser back to: a session, if the person is linked',
    status: 303,
    headers: { location: 'The first page', 'set-cookie': 'The session' },
    problems: ['not-found', 'identity-refused', 'identity-not-linked', 'identity-provider-unavailable'],
  })
  async finish(
    @PathParam('provider', providerId) provider: string,
    @QueryIn(back) _query: z.infer<typeof back>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const ticket = cookieIn(request.headers.cookie, OIDC_COOKIE);
    void reply.header('set-cookie', noCookie(OIDC_COOKIE, 'lax'));
    const { person, strong } = await this.oidc.finish(provider, request.raw.url ?? '', ticket);
    const replaces = cookieIn(request.headers.cookie, SESSION_COOKIE);
    const session = await this.signIns.open(person, { carrier: 'cookie', replaces }, strong);
    this.answer.send(reply, session, 'cookie');
    void reply.header('location', '/');
  }
}
