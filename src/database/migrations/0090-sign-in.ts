import { migration } from '../migration.js';

/**
 * What signing in takes: secrets of this machine, which stand in no ledger. Sessions of before end (they live for
 * hours); `linked_identity` is projected from the ledger.
 */
const tables = (text: string, integer: string, end: string): string[] => [
  'DROP TABLE session',
  `CREATE TABLE session (
    token_digest ${text} PRIMARY KEY CHECK (length(token_digest) = 64),
    person ${text} NOT NULL REFERENCES account (person),
    carrier ${text} NOT NULL CHECK (carrier IN ('bearer', 'cookie')),
    created_at ${text} NOT NULL,
    last_seen_at ${text} NOT NULL,
    expires_at ${text} NOT NULL,
    idle_ms ${integer} NOT NULL,
    proven_at ${text} NOT NULL,
    strong_at ${text}
  )${end}`,
  'CREATE INDEX session_person ON session (person)',
  'CREATE INDEX session_expiry ON session (expires_at)',
  `CREATE TABLE password_history (
    person ${text} NOT NULL REFERENCES account (person),
    replaced_at ${text} NOT NULL,
    password_hash ${text} NOT NULL,
    PRIMARY KEY (person, replaced_at)
  )${end}`,
  `CREATE TABLE totp (
    person ${text} PRIMARY KEY REFERENCES account (person),
    sealed_secret ${text} NOT NULL,
    confirmed_at ${text} NOT NULL,
    last_step ${integer} NOT NULL
  )${end}`,
  `CREATE TABLE recovery_code (
    code_digest ${text} PRIMARY KEY CHECK (length(code_digest) = 64),
    person ${text} NOT NULL REFERENCES account (person)
  )${end}`,
  'CREATE INDEX recovery_code_person ON recovery_code (person)',
  `CREATE TABLE second_factor_failures (
    person ${text} PRIMARY KEY REFERENCES account (person),
    failed ${integer} NOT NULL,
    not_before ${text} NOT NULL
  )${end}`,
  `CREATE TABLE passkey (
    credential_id ${text} PRIMARY KEY,
    person ${text} NOT NULL REFERENCES account (person),
    public_key ${text} NOT NULL,
    counter ${integer} NOT NULL,
    transports ${text} NOT NULL,
    name ${text} NOT NULL,
    created_at ${text} NOT NULL,
    last_used_at ${text}
  )${end}`,
  'CREATE INDEX passkey_person ON passkey (person)',
  `CREATE TABLE used_ticket (
    ticket_digest ${text} PRIMARY KEY CHECK (length(ticket_digest) = 64),
    expires_at ${text} NOT NULL
  )${end}`,
  'CREATE INDEX used_ticket_expiry ON used_ticket (expires_at)',
  `CREATE TABLE linked_identity (
    issuer ${text} NOT NULL,
    external_id ${text} NOT NULL,
    person ${text} NOT NULL REFERENCES person_projection (person),
    linked_at ${text} NOT NULL,
    PRIMARY KEY (issuer, external_id)
  )${end}`,
  'CREATE INDEX linked_identity_person ON linked_identity (person)',
  `CREATE TABLE api_token (
    id ${text} PRIMARY KEY,
    token_digest ${text} NOT NULL UNIQUE CHECK (length(token_digest) = 64),
    person ${text} NOT NULL REFERENCES account (person),
    name ${text} NOT NULL,
    roles ${text} NOT NULL,
    kinds ${text} NOT NULL,
    created_at ${text} NOT NULL,
    expires_at ${text} NOT NULL,
    last_used_at ${text}
  )${end}`,
  'CREATE INDEX api_token_person ON api_token (person)',
];

export const signInTables = migration(90, 'SignIn', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
