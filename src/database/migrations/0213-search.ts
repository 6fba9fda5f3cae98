import { migration } from '../migration.js';

/**
 * What can be searched, in passages, and an index of their words: Chinese by overlapping pairs of characters. All of it
 * is copied from the ledger and the texts of papers, goes when that goes, and can be made again.
 */
const columns = (id: string, text: string, integer: string): string => `
    id ${id},
    subject ${text} NOT NULL,
    body ${text} NOT NULL,
    source ${text} NOT NULL,
    seq ${integer} NOT NULL,
    digest ${text} NOT NULL,
    field ${text} NOT NULL,
    part ${integer} NOT NULL,
    at ${text} NOT NULL,
    passage ${text} NOT NULL`;

const indexes = [
  'CREATE INDEX search_passage_digest ON search_passage (digest, seq)',
  'CREATE INDEX search_passage_subject ON search_passage (subject, source)',
];

export const searchTables = migration(213, 'search', {
  sqlite: [
    `CREATE TABLE search_passage (${columns('INTEGER PRIMARY KEY', 'TEXT', 'INTEGER')}
  ) STRICT`,
    ...indexes,
    // Only the words: the passage itself stands beside it, and is what they are taken out by.
    `CREATE VIRTUAL TABLE search_word USING fts5 (words, content = '', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'")`,
    // What was removed must not go on standing in a segment of the index.
    `INSERT INTO search_word (search_word, rank) VALUES ('secure-delete', 1)`,
  ],
  postgres: [
    `CREATE TABLE search_passage (${columns('bigserial PRIMARY KEY', 'text COLLATE "C"', 'bigint')},
    words tsvector NOT NULL
  )`,
    ...indexes,
    'CREATE INDEX search_passage_words ON search_passage USING gin (words)',
  ],
});
