import type { Unmet } from '../api/problem';
import type { Action } from './decisions';

export function unmetOf({ standings }: Action): Unmet[] {
  return standings.filter((one) => one.is === 'unmet');
}
