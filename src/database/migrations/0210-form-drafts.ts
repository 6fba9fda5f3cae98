import { migration } from '../migration.js';

/** What people have begun to fill in: theirs alone, on no record, and gone after a while. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE form_draft (
    person ${text} NOT NULL REFERENCES account (person),
    key ${text} NOT NULL,
    subject ${text} NOT NULL,
    content ${text} NOT NULL,
    size ${integer} NOT NULL,
    saved_at ${text} NOT NULL,
    expires_at ${text} NOT NULL,
    PRIMARY KEY (person, key)
  )${end}`,
  'CREATE INDEX form_draft_subject ON form_draft (subject)',
  'CREATE INDEX form_draft_expiry ON form_draft (expires_at)',
];

export const formDrafts = migration(210, 'form-drafts', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
