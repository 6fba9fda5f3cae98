import { migration } from '../migration.js';

/**
 * What can be done about every subject as it stands, by role: projected from the ledger, rebuilt at any time. Whether
 * this or that person can do it is asked of the procedure when they look.
 */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE task_projection (
    subject ${text} NOT NULL,
    act ${text} NOT NULL,
    role ${text} NOT NULL,
    body ${text} NOT NULL,
    duty ${text} NOT NULL,
    step ${text} NOT NULL,
    deadline ${text},
    due_on ${text} NOT NULL,
    since ${text} NOT NULL,
    handed_by ${text} NOT NULL,
    handed_role ${text} NOT NULL,
    PRIMARY KEY (subject, act, role)
  )${end}`,
  'CREATE INDEX task_of_role ON task_projection (body, role, duty, due_on)',
  // Up to which event the rows of a ledger from before this table were made.
  `CREATE TABLE projection_built (
    name ${text} PRIMARY KEY,
    size ${integer} NOT NULL
  )${end}`,
];

export const taskTables = migration(211, 'tasks', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
