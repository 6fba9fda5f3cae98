import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CLOCK, type Clock } from '../../clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import { dateInShanghai } from '../../engine/civil-date.js';
import { permissionOf } from '../../http/access.js';
import { readActor } from '../actor.js';
import { NotPermitted, SignInNeeded } from '../refusals.js';
import { bearerToken, Sessions } from './sessions.js';

/** Before every handler: who asks, and whether the route is for them. A route that does not say is for nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = permissionOf(context.getHandler(), context.getClass());
    if (permission?.for === 'everybody') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearerToken(request.headers.authorization);
    const person = token === undefined ? undefined : await this.sessions.personOf(token);
    const today = dateInShanghai(this.clock.legal().toISOString());
    const actor = person === undefined ? undefined : await readActor(this.database.read, person, today);
    if (!actor) throw new SignInNeeded();
    request.actor = actor;
    if (permission?.for === 'signed-in') return true;
    const roles = permission?.roles ?? [];
    if (!actor.grants.some(({ role }) => roles.includes(role))) throw new NotPermitted(roles);
    return true;
  }
}
