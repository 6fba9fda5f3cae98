import type { CustomDecorator } from '@nestjs/common';
import { SetMetadata } from '@nestjs/common';
import type { Role } from '../../workflows/vocabulary.js';

/** Who may use a route. A route that does not say is used by nobody: the program does not start with one. */
export type Permission =
  | { readonly for: 'everybody' }
  /** `bySessionOnly`: not for a token that a program has, since it concerns the account itself. */
  | { readonly for: 'signed-in'; readonly bySessionOnly?: true }
  /** Whoever holds one of these roles in some body; what the act itself asks comes after it, on the road. */
  | { readonly for: 'roles'; readonly roles: readonly Role[] };

const PERMISSION = 'chengxu:permission';

const permit = (permission: Permission): CustomDecorator => SetMetadata(PERMISSION, permission);

/** For everybody, without an account. */
export const Public = () => permit({ for: 'everybody' });
export const SignedIn = () => permit({ for: 'signed-in' });
export const SignedInBySession = () => permit({ for: 'signed-in', bySessionOnly: true });
export const RequiresRole = (...roles: Role[]) => permit({ for: 'roles', roles });

/** What stands on a route's handler, or on its controller for all of its routes. */
export function permissionOf(handler: object, controller: object): Permission | undefined {
  const on = (target: object): Permission | undefined =>
    Reflect.getMetadata(PERMISSION, target) as Permission | undefined;
  return on(handler) ?? on(controller);
}
