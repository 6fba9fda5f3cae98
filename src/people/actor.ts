import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Grant } from '../../workflows/vocabulary.js';
import type { Rows } from '../database/database.js';
import type { Sender } from '../road/road-request.js';
import { SignInNeeded } from './refusals.js';
import type { SignedInBy } from './sign-in/signed-in-by.js';

/** A person, with the roles in force today. */
export interface ActiveRoles {
  readonly person: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** Whoever sends a request: the person of the session or the token, with the roles that count in it. */
export interface Actor extends ActiveRoles {
  readonly by: SignedInBy;
  /** What this way of signing in lets pass on the road. */
  readonly sender: Sender;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor;
  }
}

/** The actor, in a handler of a route that is not for everybody. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new SignInNeeded();
  return actor;
});

/** @param on civil date in Asia/Shanghai: a grant counts from its first to its last day */
export async function readActor(rows: Rows, person: string, on: string): Promise<ActiveRoles | undefined> {
  const [known] = await rows.query<{ name: string }>('SELECT name FROM person_projection WHERE person = ?', [
    person,
  ]);
  if (!known) return undefined;
  const grants = await rows.query<{ role: Grant['role']; unit: string; body: string }>(
    `SELECT role, unit, body FROM grant_projection WHERE person = ?
       AND (valid_from IS NULL OR valid_from <= ?) AND (valid_until IS NULL OR valid_until >= ?)
     ORDER BY body, unit, role`,
    [person, on, on],
  );
  return { person, name: known.name, grants: grants.map(({ role, unit, body }) => ({ role, unit, body })) };
}

/** The bodies that this actor administers. */
export function administeredBy({ grants }: Pick<ActiveRoles, 'grants'>): string[] {
  return grants.filter(({ role }) => role === 'administrator').map(({ body }) => body);
}
