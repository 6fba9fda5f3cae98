import { migration } from '../migration.js';

/** The last day of a body or unit that is no more. */
export const closedUnits = migration(120, 'closed-units', {
  sqlite: ['ALTER TABLE unit_projection ADD COLUMN closed_on TEXT'],
  postgres: ['ALTER TABLE unit_projection ADD COLUMN closed_on text COLLATE "C"'],
});
