import { migration } from '../migration.js';

/** Emergency readings of decisions by people without access of their own: where each stands. Rebuilt from the ledger. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE emergency_reading (
    id ${text} PRIMARY KEY,
    decision ${text} NOT NULL,
    body ${text} NOT NULL,
    reader ${text} NOT NULL,
    hours ${integer} NOT NULL,
    status ${text} NOT NULL,
    asked_at ${text} NOT NULL,
    decided_by ${text},
    until ${text},
    ended_at ${text}
  )${end}`,
  'CREATE INDEX emergency_reading_by_decision ON emergency_reading (decision, asked_at)',
  'CREATE INDEX emergency_reading_by_body ON emergency_reading (body, asked_at)',
  'CREATE INDEX emergency_reading_by_reader ON emergency_reading (reader, asked_at)',
];

export const emergencyReadings = migration(190, 'emergency-readings', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'integer', ''),
});
