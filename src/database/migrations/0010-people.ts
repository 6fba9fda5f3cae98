import { migration } from '../migration.js';

/** Accounts and sessions are secrets of this machine and stand in no ledger; the rest is projected from it. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE account (
    person ${text} PRIMARY KEY,
    username ${text} NOT NULL UNIQUE,
    password_hash ${text} NOT NULL,
    created_at ${text} NOT NULL,
    password_set_at ${text} NOT NULL
  )${end}`,
  `CREATE TABLE session (
    token_digest ${text} PRIMARY KEY CHECK (length(token_digest) = 64),
    person ${text} NOT NULL REFERENCES account (person),
    created_at ${text} NOT NULL,
    last_seen_at ${text} NOT NULL,
    expires_at ${text} NOT NULL
  )${end}`,
  `CREATE INDEX session_person ON session (person)`,
  `CREATE INDEX session_expiry ON session (expires_at)`,
  `CREATE TABLE setup_token (
    token_digest ${text} PRIMARY KEY CHECK (length(token_digest) = 64),
    created_at ${text} NOT NULL,
    used_at ${text}
  )${end}`,
  `CREATE TABLE person_projection (
    person ${text} PRIMARY KEY,
    version ${integer} NOT NULL,
    standing ${text} NOT NULL,
    name ${text} NOT NULL,
    post ${text} NOT NULL,
    registered_at ${text} NOT NULL
  )${end}`,
  `CREATE TABLE grant_projection (
    person ${text} NOT NULL REFERENCES person_projection (person),
    role ${text} NOT NULL,
    unit ${text} NOT NULL,
    body ${text} NOT NULL,
    valid_from ${text},
    valid_until ${text},
    PRIMARY KEY (person, role, unit, body)
  )${end}`,
  `CREATE INDEX grant_body ON grant_projection (body, role)`,
  `CREATE TABLE unit_projection (
    unit ${text} PRIMARY KEY,
    version ${integer} NOT NULL,
    kind ${text} NOT NULL,
    level ${text} NOT NULL,
    parent ${text},
    body ${text} NOT NULL,
    rule_set ${text} NOT NULL,
    name ${text} NOT NULL
  )${end}`,
  `CREATE TABLE calendar_notice (
    version ${integer} PRIMARY KEY,
    digest ${text} NOT NULL,
    noticed_at ${text} NOT NULL
  )${end}`,
];

export const peopleTables = migration(10, 'people', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
