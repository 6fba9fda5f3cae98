import { migration } from '../migration.js';

/**
 * How often somebody has tried to sign in, for all nodes and over a restart. The key is a keyed digest: neither a name
 * (people type their password there) nor an address stands in it. `at`: milliseconds of machine time.
 */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE sign_in_attempt (
    key ${text} PRIMARY KEY CHECK (length(key) = 43),
    count ${integer} NOT NULL CHECK (count >= 0),
    at ${integer} NOT NULL
  )${end}`,
  'CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at)',
];

export const signInAttempts = migration(200, 'sign-in-attempts', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
