import { migration } from '../migration.js';

/**
 * Checkpoints held elsewhere: time-stamp responses (RFC 3161) as they came, and how far each subscriber has been told.
 */
const tables = (text: string, count: string, bytes: string, end: string): string[] => [
  `CREATE TABLE time_stamp (
    size ${count} PRIMARY KEY REFERENCES checkpoint (size),
    stamped_at ${text} NOT NULL,
    response ${bytes} NOT NULL
  )${end}`,
  `CREATE TABLE webhook_position (
    subscriber ${text} PRIMARY KEY,
    size ${count} NOT NULL
  )${end}`,
];

export const anchorTables = migration(71, 'Anchors', {
  sqlite: [
    ...tables('TEXT', 'INTEGER', 'BLOB', ' STRICT'),
    ...['UPDATE', 'DELETE'].map(
      (verb) => `CREATE TRIGGER time_stamp_refuses_${verb.toLowerCase()} BEFORE ${verb} ON time_stamp
        BEGIN SELECT RAISE(ABORT, 'append-only: ${verb} on time_stamp is refused'); END`,
    ),
  ],
  postgres: [
    ...tables('text COLLATE "C"', 'bigint', 'bytea', ''),
    `CREATE TRIGGER time_stamp_append_only BEFORE UPDATE OR DELETE ON time_stamp
      FOR EACH ROW EXECUTE FUNCTION append_only()`,
    'ALTER TABLE time_stamp ENABLE ALWAYS TRIGGER time_stamp_append_only',
    `CREATE TRIGGER time_stamp_no_truncate BEFORE TRUNCATE ON time_stamp
      FOR EACH STATEMENT EXECUTE FUNCTION append_only()`,
    'ALTER TABLE time_stamp ENABLE ALWAYS TRIGGER time_stamp_no_truncate',
  ],
});
