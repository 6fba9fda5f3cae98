import { migration } from '../migration.js';

/** Acts that remove (docs/bag.md): what an event of these lists may be deleted, and nothing else. */
const ACTS = "('DisclosuresErased', 'RemovedUnderOrder')";
const REFUSED = 'append-only: DELETE on disclosure is refused unless an act on record lists it';

/** The fence around disclosures opens for what a recorded act lists; papers that were removed stay away. */
export const erasureFence = migration(80, 'erasure', {
  sqlite: [
    'DROP TRIGGER disclosure_refuses_delete',
    `CREATE TRIGGER disclosure_refuses_delete BEFORE DELETE ON disclosure
      WHEN NOT EXISTS (
        SELECT 1 FROM event AS e, json_each(CAST(e.bytes AS TEXT), '$.data.payload.digests') AS listed
        WHERE e.subject = 'installation' AND e.type IN ${ACTS} AND listed.value = OLD.digest)
      BEGIN SELECT RAISE(ABORT, '${REFUSED}'); END`,
    `CREATE TABLE document_removal (
      sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
      seq INTEGER NOT NULL REFERENCES event (seq)
    ) STRICT`,
  ],
  postgres: [
    'DROP TRIGGER disclosure_append_only ON disclosure',
    `CREATE TRIGGER disclosure_no_update BEFORE UPDATE ON disclosure
      FOR EACH ROW EXECUTE FUNCTION append_only()`,
    'ALTER TABLE disclosure ENABLE ALWAYS TRIGGER disclosure_no_update',
    `CREATE FUNCTION disclosure_delete_listed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT 1 FROM event WHERE subject = 'installation' AND type IN ${ACTS}
            AND convert_from(bytes, 'UTF8')::jsonb #> '{data,payload,digests}' @> to_jsonb(OLD.digest::text)
        ) THEN
          RAISE EXCEPTION '${REFUSED}' USING ERRCODE = '23001';
        END IF;
        RETURN OLD;
      END $$`,
    `CREATE TRIGGER disclosure_delete_listed BEFORE DELETE ON disclosure
      FOR EACH ROW EXECUTE FUNCTION disclosure_delete_listed()`,
    'ALTER TABLE disclosure ENABLE ALWAYS TRIGGER disclosure_delete_listed',
    `CREATE TABLE document_removal (
      sha256 text COLLATE "C" PRIMARY KEY CHECK (length(sha256) = 64),
      seq bigint NOT NULL REFERENCES event (seq)
    )`,
  ],
});
