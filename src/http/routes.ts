import { RequestMethod, type Type } from '@nestjs/common';
import { permissionOf, type Permission } from './access.js';
import { descriptionOf, type RouteDescription } from './description.js';
import { takenBy, type Taken } from './input.js';

/** Every address begins with it. */
export const PREFIX = 'api';

/** One route as its controller declares it. */
export interface Route {
  readonly name: string;
  /** Lower case, as OpenAPI writes it. */
  readonly method: string;
  /** `/api/documents/:sha256` */
  readonly path: string;
  readonly permission: Permission | undefined;
  readonly description: RouteDescription | undefined;
  readonly taken: Taken;
}

/** Reads the routes off their controllers, without starting anything. */
export function routesOf(controllers: readonly Type[]): Route[] {
  return controllers.flatMap((controller) => {
    const base = Reflect.getMetadata('path', controller) as string;
    return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
      const handler: unknown = Object.getOwnPropertyDescriptor(controller.prototype, name)?.value;
      if (typeof handler !== 'function' || handler === controller) return [];
      const path = Reflect.getMetadata('path', handler) as string | undefined;
      if (path === undefined) return [];
      return [
        {
          name: `${controller.name.replace(/Controller$/, '')}.${name}`,
          method: (RequestMethod[Reflect.getMetadata('method', handler) as number] ?? '').toLowerCase(),
          path: `/${[PREFIX, base, path]
            .flatMap((part) => part.split('/'))
            .filter(Boolean)
            .join('/')}`,
          permission: permissionOf(handler, controller),
          description: descriptionOf(handler),
          taken: takenBy(controller, name),
        },
      ];
    });
  });
}

/** @throws Error naming every route that does not say for whom it is, or what it answers */
export function refuseSilentRoutes(routes: readonly Route[]): void {
  const silent = routes.filter(({ permission, description }) => !permission || !description);
  if (silent.length === 0) return;
  const list = silent.map(({ method, path, name }) => `${method.toUpperCase()} ${path} (${name})`).join(', ');
  throw new Error(`These routes do not say for whom they are, or what they answer: ${list}`);
}
