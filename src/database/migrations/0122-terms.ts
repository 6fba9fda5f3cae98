import { migration } from '../migration.js';

/** Qualifications, engagements and mandates of people, and until when somebody is barred: read off the ledger. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE term_projection (
    person ${text} NOT NULL,
    version ${integer} NOT NULL,
    kind ${text} NOT NULL,
    body ${text} NOT NULL,
    number ${text} NOT NULL,
    valid_from ${text} NOT NULL,
    valid_until ${text},
    PRIMARY KEY (person, version)
  )${end}`,
  `ALTER TABLE person_projection ADD COLUMN barred_until ${text}`,
];

export const termTables = migration(122, 'terms', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
