import { migration } from '../migration.js';

/** What the antivirus program said of each document that was brought, kept or not. */
const table = (text: string, end: string): string[] => [
  `CREATE TABLE document_scan (
    sha256 ${text} NOT NULL CHECK (length(sha256) = 64),
    scanned_at ${text} NOT NULL,
    person ${text} NOT NULL,
    scanner ${text} NOT NULL,
    verdict ${text} NOT NULL CHECK (verdict IN ('clean', 'infected')),
    finding ${text} NOT NULL,
    PRIMARY KEY (sha256, person, scanned_at)
  )${end}`,
];

export const documentScans = migration(150, 'document-scans', {
  sqlite: table('TEXT', ' STRICT'),
  postgres: table('text COLLATE "C"', ''),
});
