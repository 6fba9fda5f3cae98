import type { Unmet } from '../api/problem';
import type { Action } from './decisions';

/** What stands in the way of an act. */
export function unmetOf({ standings }: Action): Unmet[] {
  return standings.filter((one) => one.is === 'unmet');
}
