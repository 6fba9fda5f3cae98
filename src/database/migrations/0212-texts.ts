import { migration } from '../migration.js';

/** The text of each paper, as far as one could be taken: it can be taken again at any time. */
const table = (text: string, integer: string, end: string): string => `CREATE TABLE document_text (
    sha256 ${text} PRIMARY KEY REFERENCES document (sha256),
    state ${text} NOT NULL,
    failure ${text} NOT NULL,
    content ${text} NOT NULL,
    truncated ${integer} NOT NULL,
    taken_at ${text} NOT NULL
  )${end}`;

const byTime = 'CREATE INDEX document_stored ON document (stored_at)';

export const documentTexts = migration(212, 'document-texts', {
  sqlite: [table('TEXT', 'INTEGER', ' STRICT'), byTime],
  postgres: [table('text COLLATE "C"', 'integer', ''), byTime],
});
