import { migration } from '../migration.js';

/** Nothing in these is ever changed or removed. The triggers are a fence against accidents, not proof. */
const KEPT = ['event', 'disclosure', 'ledger_node', 'checkpoint', 'content'] as const;

const sqlite = [
  `CREATE TABLE event (
    seq INTEGER PRIMARY KEY CHECK (seq BETWEEN 0 AND 9007199254740991),
    id TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 0),
    type TEXT NOT NULL,
    time TEXT NOT NULL,
    leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
    bytes BLOB NOT NULL,
    UNIQUE (subject, version)
  ) STRICT`,
  `CREATE TABLE disclosure (
    seq INTEGER NOT NULL REFERENCES event (seq),
    digest TEXT NOT NULL,
    encoded TEXT NOT NULL,
    PRIMARY KEY (seq, digest)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE ledger_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL CHECK (size >= 0),
    compact_range TEXT NOT NULL,
    last_time TEXT NOT NULL
  ) STRICT`,
  `INSERT INTO ledger_head (id, size, compact_range, last_time) VALUES (1, 0, '', '')`,
  `CREATE TABLE ledger_node (
    level INTEGER NOT NULL CHECK (level >= 1),
    idx INTEGER NOT NULL CHECK (idx >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY CHECK (size >= 1),
    root BLOB NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE idempotency (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES event (seq),
    binding INTEGER NOT NULL,
    answer TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (actor, key)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX idempotency_expiry ON idempotency (expires_at)`,
  `CREATE TABLE content (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT, WITHOUT ROWID`,
  ...KEPT.flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (verb) => `CREATE TRIGGER ${table}_refuses_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
        BEGIN SELECT RAISE(ABORT, 'append-only: ${verb} on ${table} is refused'); END`,
    ),
  ),
  `CREATE TRIGGER ledger_head_refuses_delete BEFORE DELETE ON ledger_head
    BEGIN SELECT RAISE(ABORT, 'append-only: DELETE on ledger_head is refused'); END`,
  `CREATE TRIGGER event_takes_the_next_position BEFORE INSERT ON event
    WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM event)
    BEGIN SELECT RAISE(ABORT, 'append-only: an event takes the next position'); END`,
];

const postgres = [
  `CREATE TABLE event (
    seq bigint PRIMARY KEY CHECK (seq BETWEEN 0 AND 9007199254740991),
    id text COLLATE "C" NOT NULL UNIQUE,
    subject text COLLATE "C" NOT NULL,
    version bigint NOT NULL CHECK (version >= 0),
    type text COLLATE "C" NOT NULL,
    time text COLLATE "C" NOT NULL,
    leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32),
    bytes bytea NOT NULL,
    UNIQUE (subject, version)
  )`,
  `CREATE TABLE disclosure (
    seq bigint NOT NULL REFERENCES event (seq),
    digest text COLLATE "C" NOT NULL,
    encoded text COLLATE "C" NOT NULL,
    PRIMARY KEY (seq, digest)
  )`,
  `CREATE TABLE ledger_head (
    id integer PRIMARY KEY CHECK (id = 1),
    size bigint NOT NULL CHECK (size >= 0),
    compact_range text NOT NULL,
    last_time text NOT NULL
  )`,
  `INSERT INTO ledger_head (id, size, compact_range, last_time) VALUES (1, 0, '', '')`,
  `CREATE TABLE ledger_node (
    level integer NOT NULL CHECK (level >= 1),
    idx bigint NOT NULL CHECK (idx >= 0),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
  )`,
  `CREATE TABLE checkpoint (
    size bigint PRIMARY KEY CHECK (size >= 1),
    root bytea NOT NULL CHECK (length(root) = 32),
    note text NOT NULL
  )`,
  `CREATE TABLE idempotency (
    actor text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    request_digest text COLLATE "C" NOT NULL,
    seq bigint NOT NULL REFERENCES event (seq),
    binding integer NOT NULL,
    answer text NOT NULL,
    expires_at text COLLATE "C" NOT NULL,
    PRIMARY KEY (actor, key)
  )`,
  `CREATE INDEX idempotency_expiry ON idempotency (expires_at)`,
  `CREATE TABLE content (
    sha256 text COLLATE "C" PRIMARY KEY CHECK (length(sha256) = 64),
    media_type text NOT NULL,
    bytes bytea NOT NULL
  )`,
  `CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '23001'; END $$`,
  ...KEPT.flatMap((table) => [
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION append_only()`,
    `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_append_only`,
  ]),
  ...[...KEPT, 'ledger_head'].flatMap((table) => [
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION append_only()`,
    `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_no_truncate`,
  ]),
  `CREATE TRIGGER ledger_head_kept BEFORE DELETE ON ledger_head FOR EACH ROW EXECUTE FUNCTION append_only()`,
  `ALTER TABLE ledger_head ENABLE ALWAYS TRIGGER ledger_head_kept`,
  `CREATE FUNCTION event_next_position() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM event) THEN
        RAISE EXCEPTION 'append-only: an event takes the next position' USING ERRCODE = '23001';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER event_takes_the_next_position BEFORE INSERT ON event
    FOR EACH ROW EXECUTE FUNCTION event_next_position()`,
  `ALTER TABLE event ENABLE ALWAYS TRIGGER event_takes_the_next_position`,
];

export const ledgerTables = migration(1, 'ledger', { sqlite, postgres });
