import { migration } from '../migration.js';

/**
 * What witnesses said of checkpoints. `cosignature` has the first word of each, which bounds the time best, and the
 * newest, which shows that it still watches; `cosigned_note` each checkpoint as it was when enough of them had signed,
 * for ever: receipts are made of these.
 */
const tables = (text: string, count: string, end: string): string[] => [
  `CREATE TABLE cosignature (
    size ${count} NOT NULL REFERENCES checkpoint (size),
    witness ${text} NOT NULL,
    first_time ${count} NOT NULL,
    first_line ${text} NOT NULL,
    latest_time ${count} NOT NULL,
    latest_line ${text} NOT NULL,
    PRIMARY KEY (size, witness)
  )${end}`,
  'CREATE INDEX cosignature_by_witness ON cosignature (witness, size)',
  `CREATE TABLE cosigned_note (
    size ${count} PRIMARY KEY REFERENCES checkpoint (size),
    note ${text} NOT NULL
  )${end}`,
];

export const cosignatureTables = migration(70, 'Cosignatures', {
  sqlite: [
    ...tables('TEXT', 'INTEGER', ' STRICT'),
    ...['UPDATE', 'DELETE'].map(
      (verb) => `CREATE TRIGGER cosigned_note_refuses_${verb.toLowerCase()} BEFORE ${verb} ON cosigned_note
        BEGIN SELECT RAISE(ABORT, 'append-only: ${verb} on cosigned_note is refused'); END`,
    ),
  ],
  postgres: [
    ...tables('text COLLATE "C"', 'bigint', ''),
    `CREATE TRIGGER cosigned_note_append_only BEFORE UPDATE OR DELETE ON cosigned_note
      FOR EACH ROW EXECUTE FUNCTION append_only()`,
    'ALTER TABLE cosigned_note ENABLE ALWAYS TRIGGER cosigned_note_append_only',
    `CREATE TRIGGER cosigned_note_no_truncate BEFORE TRUNCATE ON cosigned_note
      FOR EACH STATEMENT EXECUTE FUNCTION append_only()`,
    'ALTER TABLE cosigned_note ENABLE ALWAYS TRIGGER cosigned_note_no_truncate',
  ],
});
