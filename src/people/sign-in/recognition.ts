import type { FastifyRequest } from 'fastify';
import { API_TOKEN, type ApiTokens } from '../api-tokens/api-tokens.js';
import { cookieIn, SESSION_COOKIE } from './cookies.js';
import { refuseCrossSite } from './same-origin.js';
import { bearerToken, type Sessions } from './sessions.js';
import type { SignedInBy } from './signed-in-by.js';

/** Tells by what a request is signed in: a bearer token of a session or for programs, or else a browser's cookie. */
export class Recognition {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
  ) {}

  /**
   * A request that names a bearer token is judged by that alone: no other site's page can make a browser send one.
   * @throws CrossSiteRefused, UnsupportedMediaType for a write that a cookie vouches for
   */
  async of(request: FastifyRequest, publicUrl: string): Promise<SignedInBy | undefined> {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) return this.byBearer(bearerToken(authorization));
    const token = cookieIn(cookie, SESSION_COOKIE);
    const session = token === undefined ? undefined : await this.sessions.find(token, 'cookie');
    if (!session) return undefined;
    refuseCrossSite(request, publicUrl);
    return { is: 'session', session };
  }

  private async byBearer(token: string | undefined): Promise<SignedInBy | undefined> {
    if (token === undefined) return undefined;
    if (token.startsWith(API_TOKEN)) {
      const scope = await this.tokens.find(token);
      return scope && { is: 'token', token: scope };
    }
    const session = await this.sessions.find(token, 'bearer');
    return session && { is: 'session', session };
  }
}
