import { documentsPresent } from './papers.js';
import type { Standing } from './procedure.js';

/**
 * `blocked` by what is unmet; `depends` on what is filled in; or `ready`: nothing is unmet, and nothing depends on more
 * than the presence of the papers that will be named.
 */
export type Readiness = 'ready' | 'depends' | 'blocked';

/** Papers that will be named are there or not when they are named. */
export function readiness(standings: readonly Standing[]): Readiness {
  if (standings.some(({ is }) => is === 'unmet')) return 'blocked';
  const open = standings.filter(
    ({ is, requirement }) => is === 'depends' && requirement !== documentsPresent.id,
  );
  return open.length > 0 ? 'depends' : 'ready';
}
