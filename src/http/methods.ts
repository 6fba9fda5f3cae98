import type { FastifyInstance } from 'fastify';
import { MethodNotAllowed } from './refusals.js';

/** Tells an address that exists under another method (405) from one that does not exist (404). */
export class Methods {
  private readonly routes: { pattern: RegExp; methods: readonly string[] }[] = [];

  /** Call before routes are added: it listens to them. */
  constructor(instance: FastifyInstance) {
    instance.addHook('onRoute', ({ url, method }) => {
      this.routes.push({ pattern: patternOf(url), methods: [method].flat() });
    });
  }

  /** @throws MethodNotAllowed when a path that matched no route would match one under another method */
  refuseWrongMethod(target: string): void {
    const path = target.split('?')[0] ?? '';
    const methods = this.routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    if (methods.length > 0) throw new MethodNotAllowed([...new Set(methods)].toSorted());
  }
}

function patternOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+';
    return segment === '*' ? '.*' : segment.replace(/[^\w-]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}$`);
}
