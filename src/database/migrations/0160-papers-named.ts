import { migration } from '../migration.js';

/** Which subjects' acts name a paper, and for which bodies it was brought: what a right to read it rests on. */
const tables = (text: string, end: string): string[] => [
  `CREATE TABLE document_naming (
    sha256 ${text} NOT NULL CHECK (length(sha256) = 64),
    subject ${text} NOT NULL,
    PRIMARY KEY (sha256, subject)
  )${end}`,
  `CREATE TABLE document_brought (
    sha256 ${text} NOT NULL REFERENCES document (sha256),
    body ${text} NOT NULL,
    PRIMARY KEY (sha256, body)
  )${end}`,
  // Of what was brought before, only where its bringers serve now is known.
  `INSERT INTO document_brought (sha256, body)
   SELECT DISTINCT u.sha256, g.body FROM document_upload u JOIN grant_projection g ON g.person = u.person`,
];

// A leaf that was changed into something else names nothing here; the verifier says what became of it.
const LEAF_ON_SQLITE = `CASE WHEN json_valid(CAST(bytes AS TEXT)) THEN CAST(bytes AS TEXT) ELSE '{}' END`;

const namedOnSqlite = `INSERT INTO document_naming (sha256, subject)
  SELECT value, subject FROM (
    SELECT tree.value, subject FROM event, json_tree(${LEAF_ON_SQLITE}, '$.data.payload') AS tree
      WHERE tree.key = 'sha256' AND tree.type = 'text'
    UNION SELECT json_extract(${LEAF_ON_SQLITE}, '$.data.evidenced.source'), subject FROM event
    UNION SELECT json_extract(${LEAF_ON_SQLITE}, '$.data.instrument.digest'), subject FROM event
  ) WHERE length(value) = 64`;

const namedOnPostgres = [
  `CREATE FUNCTION pg_temp.leaf_of(bytes bytea) RETURNS jsonb LANGUAGE plpgsql AS $leaf$
    BEGIN RETURN convert_from(bytes, 'UTF8')::jsonb; EXCEPTION WHEN data_exception THEN RETURN NULL; END $leaf$`,
  `INSERT INTO document_naming (sha256, subject)
    SELECT value, subject FROM (
      SELECT found #>> '{}' AS value, subject
        FROM event, LATERAL jsonb_path_query(pg_temp.leaf_of(bytes) #> '{data,payload}', '$.**.sha256') AS found
      UNION SELECT pg_temp.leaf_of(bytes) #>> '{data,evidenced,source}', subject FROM event
      UNION SELECT pg_temp.leaf_of(bytes) #>> '{data,instrument,digest}', subject FROM event
    ) AS named WHERE length(value) = 64`,
  'DROP FUNCTION pg_temp.leaf_of(bytea)',
];

export const papersNamed = migration(160, 'papers-named', {
  sqlite: [...tables('TEXT', ' STRICT'), namedOnSqlite],
  postgres: [...tables('text COLLATE "C"', ''), ...namedOnPostgres],
});
