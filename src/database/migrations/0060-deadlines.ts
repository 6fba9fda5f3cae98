import { migration } from '../migration.js';

/** Deadlines that run in each decision and are not on record as passed, rebuilt from the ledger at any time. */
const tables = (text: string, end: string): string[] => [
  `CREATE TABLE deadline_projection (
    decision ${text} NOT NULL,
    id ${text} NOT NULL,
    due_on ${text} NOT NULL,
    PRIMARY KEY (decision, id)
  )${end}`,
  'CREATE INDEX deadline_projection_by_day ON deadline_projection (due_on, decision, id)',
];

export const deadlineTables = migration(60, 'Deadlines', {
  sqlite: tables('TEXT', ' STRICT'),
  postgres: tables('text COLLATE "C"', ''),
});
