import { migration } from '../migration.js';

/** Calls for comments and their comments, projected from the ledger, and the secret that receipt codes come from. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE open_call (
    consultation ${text} PRIMARY KEY,
    decision ${text} NOT NULL,
    body ${text} NOT NULL,
    opened_on ${text} NOT NULL,
    deadline ${text} NOT NULL,
    notice_seq ${integer} NOT NULL,
    received ${integer} NOT NULL,
    disposed ${integer} NOT NULL,
    adopted ${integer} NOT NULL,
    partly ${integer} NOT NULL,
    not_adopted ${integer} NOT NULL
  )${end}`,
  'CREATE INDEX open_call_by_deadline ON open_call (deadline, consultation)',
  `CREATE TABLE comment_projection (
    consultation ${text} NOT NULL,
    number ${integer} NOT NULL,
    seq ${integer} NOT NULL,
    receipt ${text} NOT NULL,
    disposition ${text},
    disposed_seq ${integer},
    PRIMARY KEY (consultation, number)
  )${end}`,
  'CREATE INDEX comment_by_receipt ON comment_projection (receipt)',
  `CREATE TABLE receipt_secret (
    id ${integer} PRIMARY KEY CHECK (id = 1),
    secret ${text} NOT NULL
  )${end}`,
];

export const consultationTables = migration(40, 'consultations', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
