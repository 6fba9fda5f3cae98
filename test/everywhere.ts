import type { Level } from '../src/jurisdictions/levels.js';
import type { Where } from '../src/jurisdictions/rule-sets.js';
import { SHIPPED } from '../src/jurisdictions/shipped.js';

export interface Place {
  readonly name: string;
  readonly level: Level;
  readonly where: Where;
}

/**
 * Every place that is shipped, as a county there where its file names no level, and every kind of matter with rules of
 * its own. What a township there may depart from is the same everywhere, so one township stands for all.
 */
export const EVERYWHERE: readonly [Place, ...Place[]] = [
  { name: 'the nation, a township', level: 'township', where: {} },
  ...[...SHIPPED.places.values()].map(({ id, level = 'county' }): Place => ({
    name: `${id}, a ${level}`,
    level,
    where: { jurisdiction: id },
  })),
  ...[...SHIPPED.matters.keys()].map((id): Place => ({
    name: `${id} in a county`,
    level: 'county',
    where: { matters: [id] },
  })),
];
