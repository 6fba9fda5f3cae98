import { migration } from '../migration.js';

/** What the document store holds; the bytes are files, named by their digest. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE document (
    sha256 ${text} PRIMARY KEY CHECK (length(sha256) = 64),
    size ${integer} NOT NULL CHECK (size >= 0),
    media_type ${text} NOT NULL,
    stored_at ${text} NOT NULL
  )${end}`,
  `CREATE TABLE document_upload (
    sha256 ${text} NOT NULL REFERENCES document (sha256),
    person ${text} NOT NULL,
    name ${text} NOT NULL,
    uploaded_at ${text} NOT NULL,
    PRIMARY KEY (sha256, person, name)
  )${end}`,
];

export const documentTables = migration(11, 'documents', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
