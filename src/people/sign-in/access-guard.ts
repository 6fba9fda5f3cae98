import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CLOCK, type Clock } from '../../clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import { dateInShanghai } from '../../engine/civil-date.js';
import { permissionOf } from '../../http/access.js';
import { CONFIGURATION, publicUrlOf, type Configuration } from '../../server/configuration.js';
import { readActor, type Actor } from '../actor.js';
import { NotPermitted, SignInNeeded } from '../refusals.js';
import { Admission } from './admission.js';
import { Recognition } from './recognition.js';

/** Before every handler: who asks, and whether the route is for them. A route that does not say is for nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly recognition: Recognition,
    private readonly admission: Admission,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = permissionOf(context.getHandler(), context.getClass());
    if (permission?.for === 'everybody') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = await this.actorOf(request);
    request.actor = actor;
    this.admission.refuseRequest(actor.by, request.method, permission);
    if (permission?.for === 'signed-in') return true;
    const roles = permission?.roles ?? [];
    if (!actor.grants.some(({ role }) => roles.includes(role))) throw new NotPermitted(roles);
    return true;
  }

  /** @throws SignInNeeded, CrossSiteRefused, UnsupportedMediaType */
  private async actorOf(request: FastifyRequest): Promise<Actor> {
    const by = await this.recognition.of(request, publicUrlOf(this.configuration));
    if (!by) throw new SignInNeeded();
    const { person } = by.is === 'session' ? by.session : by.token;
    const today = dateInShanghai(this.clock.legal().toISOString());
    const known = await readActor(this.database.read, person, today);
    if (!known) throw new SignInNeeded();
    const sender = this.admission.senderFor(by);
    const { onlyRoles } = sender;
    const grants = known.grants.filter(({ role }) => onlyRoles === undefined || onlyRoles.includes(role));
    return { ...known, grants, by, sender };
  }
}
