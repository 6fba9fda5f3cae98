import type { Pool } from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { countingPool } from '../database/counting-pool.js';
import type { LimitName, Limits } from './limits.js';
import { networkOf } from './network.js';
import { TooManyRequests } from './refusals.js';

/**
 * Counts what each address asks of public routes. Nodes on one PostgreSQL count together there, and each by itself while
 * it does not answer; on SQLite there is one node. Whoever is over the limit waits for the window to end, and
 * going on meanwhile makes it no longer: nobody is locked out.
 */
export class RateLimits {
  private constructor(
    private readonly limiters: Readonly<Record<LimitName, RateLimiterAbstract>>,
    private readonly pool: Pool | undefined,
  ) {}

  static open(databaseUrl: string, limits: Limits): RateLimits {
    const pool = countingPool(databaseUrl);
    // A connection that breaks while nobody uses it is replaced at the next request.
    pool?.on('error', (error) =>
      process.emitWarning(`Counting requests: ${error.message}`, 'ChengxuRateLimits'),
    );
    const limiters = Object.fromEntries(
      Object.entries(limits).map(([name, limit]) => [name, limiterOf(name, limit, pool)]),
    ) as Record<LimitName, RateLimiterAbstract>;
    return new RateLimits(limiters, pool);
  }

  /** @throws TooManyRequests */
  async count(name: LimitName, address: string): Promise<void> {
    try {
      await this.limiters[name].consume(networkOf(address));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new TooManyRequests(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    }
  }

  async close(): Promise<void> {
    await this.pool?.end();
  }
}

function limiterOf(
  name: string,
  { requests, seconds }: Limits[LimitName],
  pool: Pool | undefined,
): RateLimiterAbstract {
  const common = { keyPrefix: name, points: requests, duration: seconds };
  if (!pool) return new RateLimiterMemory(common);
  return new RateLimiterPostgres({
    ...common,
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    // Whoever is over it costs the database nothing more until the window ends.
    inMemoryBlockOnConsumed: requests + 1,
    insuranceLimiter: new RateLimiterMemory(common),
  });
}
