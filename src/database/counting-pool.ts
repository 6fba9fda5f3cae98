import { Pool } from 'pg';
import { placeOf } from './database-url.js';

/**
 * Connections for counts that nodes share, on PostgreSQL alone. They stand beside the one writer: nothing of it is on
 * record, it may be lost with a power cut, and nobody who asks too often shall make the ledger wait.
 */
export function countingPool(databaseUrl: string): Pool | undefined {
  const place = placeOf(databaseUrl);
  if (place.dialect === 'sqlite') return undefined;
  return new Pool({
    connectionString: place.url,
    application_name: 'chengxu-counting',
    max: 2,
    connectionTimeoutMillis: 2000,
    query_timeout: 2000,
    options: '-c synchronous_commit=off -c statement_timeout=2s -c lock_timeout=1s',
    allowExitOnIdle: true,
  });
}
