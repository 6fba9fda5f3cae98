import { migration } from '../migration.js';

/** Lists of decisions, rebuilt from the ledger at any time: nothing here is the truth. */
const columns = (integer: string) => `
  id text PRIMARY KEY,
  body text NOT NULL,
  title text NOT NULL,
  state text NOT NULL,
  version ${integer} NOT NULL,
  proposed_at text NOT NULL,
  changed_at text NOT NULL`;

const index = 'CREATE INDEX decision_projection_by_body ON decision_projection (body, changed_at, id)';

export const decisionTables = migration(20, 'Decisions', {
  sqlite: [`CREATE TABLE decision_projection (${columns('INTEGER')}) STRICT`, index],
  postgres: [`CREATE TABLE decision_projection (${columns('integer')})`, index],
});
