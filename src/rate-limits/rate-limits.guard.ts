import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { permissionOf } from '../http/access.js';
import { limitOf } from './limits.js';
import { isThisMachine } from './network.js';
import { RateLimits } from './rate-limits.js';

/** Before every handler of a route that is for everybody: how often this address has asked. */
@Injectable()
export class RateLimitsGuard implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (permissionOf(context.getHandler(), context.getClass())?.for !== 'everybody') return true;
    const { method, routeOptions, ip } = context.switchToHttp().getRequest<FastifyRequest>();
    const name = limitOf(method, routeOptions.url ?? '');
    // Whoever is on this machine; or everybody, behind a proxy that we were not told of: they are no single asker.
    if (name === undefined || isThisMachine(ip)) return true;
    await this.limits.count(name, ip);
    return true;
  }
}
