import { migration } from '../migration.js';

/**
 * The bodies that answer for a person who holds no role at the moment: those whose administrator registered them, and
 * those that ever gave them one. Read off the ledger; filled from it here.
 */
const table = (text: string, end: string): string => `CREATE TABLE person_body (
    person ${text} NOT NULL,
    body ${text} NOT NULL,
    PRIMARY KEY (person, body)
  )${end}`;
const GIVEN = "type IN ('RoleGranted', 'RoleConfirmed')";

export const bodiesOfPeople = migration(191, 'bodies-of-people', {
  sqlite: [
    table('TEXT', ' STRICT, WITHOUT ROWID'),
    `INSERT OR IGNORE INTO person_body (person, body)
      SELECT substr(e.subject, 8), json_extract(g.value, '$.body')
        FROM event e, json_each(CAST(e.bytes AS TEXT), '$.data.facts.actor.grants') g
       WHERE e.type = 'PersonRegistered' AND json_extract(g.value, '$.role') = 'administrator'`,
    `INSERT OR IGNORE INTO person_body (person, body)
      SELECT substr(subject, 8), json_extract(CAST(bytes AS TEXT), '$.data.payload.body')
        FROM event WHERE ${GIVEN}`,
  ],
  postgres: [
    table('text COLLATE "C"', ''),
    `INSERT INTO person_body (person, body)
      SELECT DISTINCT substr(e.subject, 8), g->>'body'
        FROM event e,
             jsonb_array_elements(convert_from(e.bytes, 'UTF8')::jsonb #> '{data,facts,actor,grants}') g
       WHERE e.type = 'PersonRegistered' AND g->>'role' = 'administrator'`,
    `INSERT INTO person_body (person, body)
      SELECT DISTINCT substr(subject, 8), convert_from(bytes, 'UTF8')::jsonb #>> '{data,payload,body}'
        FROM event WHERE ${GIVEN} ON CONFLICT DO NOTHING`,
  ],
});
