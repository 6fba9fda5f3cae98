import { digestsIn } from '../decisions/papers/named-papers';
import type { Paper } from './upload';

/** The papers that a value names with all that an act says of one, each once. */
export function wholePapersIn(value: unknown): Paper[] {
  const found = new Map<string, Paper>();
  for (const paper of digestsIn(value))
    if (isWhole(paper) && !found.has(paper.sha256)) found.set(paper.sha256, paper);
  return [...found.values()];
}

const isWhole = (paper: Partial<Paper>): paper is Paper =>
  typeof paper.name === 'string' && typeof paper.mediaType === 'string' && typeof paper.size === 'number';
