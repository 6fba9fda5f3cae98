import { migration } from '../migration.js';

/** Draws of experts, by decision: where they were announced and ended in the ledger. Rebuilt from it at any time. */
const tables = (text: string, integer: string, end: string): string[] => [
  `CREATE TABLE expert_draw (
    id ${text} PRIMARY KEY,
    pool ${text} NOT NULL,
    decision ${text} NOT NULL,
    status ${text} NOT NULL,
    announced_seq ${integer} NOT NULL,
    ended_seq ${integer}
  )${end}`,
  'CREATE INDEX expert_draw_by_decision ON expert_draw (decision, announced_seq)',
  'CREATE INDEX expert_draw_by_pool ON expert_draw (pool, announced_seq)',
];

export const expertDraws = migration(121, 'expert-draws', {
  sqlite: tables('TEXT', 'INTEGER', ' STRICT'),
  postgres: tables('text COLLATE "C"', 'bigint', ''),
});
