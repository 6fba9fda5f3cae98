import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SignInNeeded } from '../refusals.js';
import type { Session } from './sessions.js';

/** The session, in a handler of a route that is for sessions only. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const by = context.switchToHttp().getRequest<FastifyRequest>().actor?.by;
  if (by?.is !== 'session') throw new SignInNeeded();
  return by.session;
});
