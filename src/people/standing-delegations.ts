import { z } from 'zod';
import type { Rows } from '../database/database.js';

/** A delegation as those whom it concerns are shown it; it may be over, or not begun. */
export const standingDelegation = z.strictObject({
  delegation: z.string(),
  /** Who delegated, and to whom. */
  person: z.string(),
  to: z.string(),
  body: z.string(),
  roles: z.array(z.string()),
  acts: z.array(z.string()).optional(),
  unit: z.string().optional(),
  decision: z.string().optional(),
  from: z.iso.date(),
  until: z.iso.date(),
  basis: z.string(),
});
export type StandingDelegation = z.infer<typeof standingDelegation>;

interface DelegationRow {
  readonly delegation: string;
  readonly person: string;
  readonly delegate: string;
  readonly body: string;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly scope: string;
}

/** Given or received by this person and not ended, the oldest first. */
export async function standingDelegations(rows: Rows, person: string): Promise<StandingDelegation[]> {
  const found = await rows.query<DelegationRow & Record<string, unknown>>(
    `SELECT delegation, person, delegate, body, valid_from, valid_until, scope FROM delegation_projection
      WHERE person = ? OR delegate = ? ORDER BY valid_from, person, version`,
    [person, person],
  );
  return found.map(({ delegation, person: by, delegate, body, valid_from, valid_until, scope }) => ({
    delegation,
    person: by,
    to: delegate,
    body,
    from: valid_from,
    until: valid_until,
    ...(JSON.parse(scope) as Pick<StandingDelegation, 'roles' | 'basis'>),
  }));
}

/** On whose record a delegation stands that this person gave or received. A second one of that id is somebody else's. */
export async function delegatorOf(
  rows: Rows,
  delegation: string,
  person: string,
): Promise<string | undefined> {
  const [row] = await rows.query<{ person: string }>(
    'SELECT person FROM delegation_projection WHERE delegation = ? AND (person = ? OR delegate = ?) ORDER BY person',
    [delegation, person, person],
  );
  return row?.person;
}
