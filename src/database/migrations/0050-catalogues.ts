import { migration } from '../migration.js';

/** Yearly catalogues, their items and their adjustments since publication, rebuilt from the ledger at any time. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE catalogue_projection (
    id ${text} PRIMARY KEY,
    body ${text} NOT NULL,
    year ${integer} NOT NULL,
    status ${text} NOT NULL,
    published_on ${text},
    version ${integer} NOT NULL
  )${end}`,
  'CREATE INDEX catalogue_projection_by_body ON catalogue_projection (body, year, id)',
  'CREATE INDEX catalogue_projection_by_year ON catalogue_projection (status, year, id)',
  `CREATE TABLE catalogue_item (
    catalogue ${text} NOT NULL,
    number ${integer} NOT NULL,
    name ${text} NOT NULL,
    unit ${text} NOT NULL,
    planned_by ${text} NOT NULL,
    kind ${text} NOT NULL,
    removed_on ${text},
    PRIMARY KEY (catalogue, number)
  )${end}`,
  `CREATE TABLE catalogue_adjustment (
    catalogue ${text} NOT NULL,
    version ${integer} NOT NULL,
    adjusted_on ${text} NOT NULL,
    added ${text} NOT NULL,
    changed ${text} NOT NULL,
    removed ${text} NOT NULL,
    PRIMARY KEY (catalogue, version)
  )${end}`,
];

export const catalogueTables = migration(50, 'catalogues', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
