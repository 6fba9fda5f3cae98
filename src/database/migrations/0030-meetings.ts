import { migration } from '../migration.js';

/** The list of meetings, rebuilt from the ledger at any time: nothing here is the truth. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE meeting_projection (
    id ${text} PRIMARY KEY,
    body ${text} NOT NULL,
    kind ${text} NOT NULL,
    status ${text} NOT NULL,
    planned_on ${text} NOT NULL,
    opened_on ${text},
    head ${text} NOT NULL,
    version ${integer} NOT NULL
  )${end}`,
  'CREATE INDEX meeting_projection_by_body ON meeting_projection (body, planned_on, id)',
];

export const meetingTables = migration(30, 'meetings', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
