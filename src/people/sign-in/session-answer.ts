import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { publicUrlOf, type Configuration } from '../../server/configuration.js';
import { networkOf } from '../../rate-limits/network.js';
import { CrossSiteRefused } from '../refusals.js';
import { cookieIn, cookieOf, DEVICE_COOKIE, noCookie, SESSION_COOKIE } from './cookies.js';
import type { Attempt } from './delay.js';
import type { PrivateKey } from './private-key.js';
import { isSameOrigin } from './same-origin.js';
import type { Carrier, OpenedSession } from './sessions.js';
import type { Wanted } from './sign-in.js';

/** How the token of the new session travels: in the answer (for programs), or in a cookie that no script can read. */
export const carrier = z.enum(['bearer', 'cookie']).default('bearer');

const HALF_A_YEAR = 180 * 24 * 3600;

/** What signing in reads off a request, and writes to its answer, besides the body. */
export class SessionAnswer {
  constructor(
    private readonly configuration: Configuration,
    private readonly key: PrivateKey,
  ) {}

  /** A session of before that came with the request ends when the new one begins. @throws CrossSiteRefused */
  wanted(request: FastifyRequest, carriedBy: Carrier): Wanted {
    if (carriedBy === 'bearer') return { carrier: carriedBy };
    if (!isSameOrigin(request, publicUrlOf(this.configuration))) throw new CrossSiteRefused();
    return { carrier: carriedBy, replaces: cookieIn(request.headers.cookie, SESSION_COOKIE) };
  }

  attempt(request: FastifyRequest, username: string): Attempt {
    const device = cookieIn(request.headers.cookie, DEVICE_COOKIE);
    const known = device === undefined ? undefined : this.key.vouched(device, deviceOf(username));
    return { username, address: networkOf(request.ip), device: known };
  }

  /** The token, unless a cookie carries it. @param username by which this browser is known from now on */
  send(reply: FastifyReply, { token, expiresAt }: OpenedSession, carriedBy: Carrier, username?: string) {
    if (carriedBy === 'bearer') return { token, expiresAt };
    void reply.header('set-cookie', cookieOf(SESSION_COOKIE, token, 'strict'));
    if (username !== undefined) {
      const device = this.key.vouch(deviceOf(username));
      void reply.header('set-cookie', cookieOf(DEVICE_COOKIE, device, 'strict', HALF_A_YEAR));
    }
    return { expiresAt };
  }

  /** Takes the cookie of a session that is over back. */
  forget(reply: FastifyReply, carriedBy: Carrier): void {
    if (carriedBy === 'cookie') void reply.header('set-cookie', noCookie(SESSION_COOKIE));
  }
}

const deviceOf = (username: string): string => `device of ${username}`;
