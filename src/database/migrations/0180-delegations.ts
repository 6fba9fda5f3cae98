import { migration } from '../migration.js';

/** Delegations that stand, for those who received them: read off the ledger. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE delegation_projection (
    person ${text} NOT NULL,
    delegation ${text} NOT NULL,
    version ${integer} NOT NULL,
    delegate ${text} NOT NULL,
    body ${text} NOT NULL,
    valid_from ${text} NOT NULL,
    valid_until ${text} NOT NULL,
    scope ${text} NOT NULL,
    PRIMARY KEY (person, delegation)
  )${end}`,
  'CREATE INDEX delegation_by_delegate ON delegation_projection (delegate)',
];

export const delegationTable = migration(180, 'delegations', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
