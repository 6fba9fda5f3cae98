import { migration } from '../migration.js';

/** Refused attempts on decisions, and auditors' readings of them; no payload. Its digest is anchored in the ledger. */
const columns = (text: string, integer: string) => `
  row ${integer} PRIMARY KEY CHECK (row >= 1),
  time ${text} NOT NULL,
  until ${text} NOT NULL,
  actor ${text} NOT NULL,
  what ${text} NOT NULL CHECK (what IN ('refused', 'read', 'more')),
  decision ${text} NOT NULL,
  type ${text} NOT NULL,
  code ${text} NOT NULL,
  requirements ${text} NOT NULL,
  count ${integer} NOT NULL CHECK (count >= 1)`;
const index = 'CREATE INDEX access_log_by_decision ON access_log (decision, row)';
const NEXT = 'append-only: a row of the access log takes the next number';

export const accessLogTable = migration(81, 'access-log', {
  sqlite: [
    `CREATE TABLE access_log (${columns('TEXT', 'INTEGER')}) STRICT`,
    index,
    ...['UPDATE', 'DELETE'].map(
      (verb) => `CREATE TRIGGER access_log_refuses_${verb.toLowerCase()} BEFORE ${verb} ON access_log
        BEGIN SELECT RAISE(ABORT, 'append-only: ${verb} on access_log is refused'); END`,
    ),
    `CREATE TRIGGER access_log_takes_the_next_row BEFORE INSERT ON access_log
      WHEN NEW.row <> (SELECT coalesce(max(row) + 1, 1) FROM access_log)
      BEGIN SELECT RAISE(ABORT, '${NEXT}'); END`,
  ],
  postgres: [
    `CREATE TABLE access_log (${columns('text COLLATE "C"', 'bigint')})`,
    index,
    `CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log
      FOR EACH ROW EXECUTE FUNCTION append_only()`,
    'ALTER TABLE access_log ENABLE ALWAYS TRIGGER access_log_append_only',
    `CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON access_log
      FOR EACH STATEMENT EXECUTE FUNCTION append_only()`,
    'ALTER TABLE access_log ENABLE ALWAYS TRIGGER access_log_no_truncate',
    `CREATE FUNCTION access_log_next_row() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.row <> (SELECT coalesce(max(row) + 1, 1) FROM access_log) THEN
          RAISE EXCEPTION '${NEXT}' USING ERRCODE = '23001';
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER access_log_takes_the_next_row BEFORE INSERT ON access_log
      FOR EACH ROW EXECUTE FUNCTION access_log_next_row()`,
    'ALTER TABLE access_log ENABLE ALWAYS TRIGGER access_log_takes_the_next_row',
  ],
});
