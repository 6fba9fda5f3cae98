import { migration } from '../migration.js';

/** How often an address has asked, where several nodes count together; SQLite serves one, which counts in memory. */
export const rateLimits = migration(161, 'rate-limits', {
  sqlite: [],
  postgres: [
    `CREATE TABLE rate_limit (
      key varchar(255) PRIMARY KEY,
      points integer NOT NULL DEFAULT 0,
      expire bigint
    )`,
  ],
});
