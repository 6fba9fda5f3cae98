import { migration } from '../migration.js';

/** The second origin (SM3/SM2): nodes of its own tree over the same leaves, its leaf hashes included; its checkpoints. */
const tables = (text: string, count: string, bytes: string, end: string): string[] => [
  `CREATE TABLE sm_node (
    level ${count} NOT NULL CHECK (level >= 0),
    idx ${count} NOT NULL CHECK (idx >= 0),
    hash ${bytes} NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
  )${end}`,
  `CREATE TABLE sm_checkpoint (
    origin ${text} NOT NULL,
    size ${count} NOT NULL CHECK (size >= 1),
    root ${bytes} NOT NULL CHECK (length(root) = 32),
    note ${text} NOT NULL,
    PRIMARY KEY (origin, size)
  )${end}`,
];
const KEPT = ['sm_node', 'sm_checkpoint'] as const;

export const secondOriginTables = migration(110, 'second-origin', {
  sqlite: [
    ...tables('TEXT', 'INTEGER', 'BLOB', ' STRICT, WITHOUT ROWID'),
    ...KEPT.flatMap((table) =>
      ['UPDATE', 'DELETE'].map(
        (verb) => `CREATE TRIGGER ${table}_refuses_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
        BEGIN SELECT RAISE(ABORT, 'append-only: ${verb} on ${table} is refused'); END`,
      ),
    ),
  ],
  postgres: [
    ...tables('text COLLATE "C"', 'bigint', 'bytea', ''),
    ...KEPT.flatMap((table) => [
      `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION append_only()`,
      `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_append_only`,
      `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION append_only()`,
      `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_no_truncate`,
    ]),
  ],
});
