import { migration } from '../migration.js';

/** By which somebody without a password chooses one: a secret of this machine, of which the digest is kept. */
const tables = (text: string, end: string): string[] => [
  `CREATE TABLE invitation (
    person ${text} PRIMARY KEY REFERENCES account (person),
    token_digest ${text} NOT NULL UNIQUE CHECK (length(token_digest) = 64),
    created_at ${text} NOT NULL,
    expires_at ${text} NOT NULL
  )${end}`,
];

export const invitationTable = migration(130, 'Invitation', {
  sqlite: tables('TEXT', ' STRICT'),
  postgres: tables('text COLLATE "C"', ''),
});
