import type { JsonObject } from '../../canonical/canonical-json.js';
import { sha256Hex } from '../../canonical/digest.js';
import type { Clock } from '../../clock.js';
import type { Transaction } from '../../database/database.js';
import type { PrivateKey } from '../sign-in/private-key.js';

const FIVE_MINUTES = 5 * 60 * 1000;

/** What a ticket was issued for. */
export type TicketKind = 'totp' | 'passkey-registration' | 'passkey' | 'oidc' | 'act';

/**
 * What a sign-in of several steps must remember between them, sealed and in the hands of whoever signs in: beginning
 * costs no row, so nobody can fill the database by it. One that led to something is used up on every node.
 */
export class Tickets {
  constructor(
    private readonly key: PrivateKey,
    private readonly clock: Pick<Clock, 'machine'>,
  ) {}

  issue(kind: TicketKind, content: JsonObject): string {
    const until = this.clock.machine().getTime() + FIVE_MINUTES;
    return this.key.seal(JSON.stringify({ until, content }), `ticket ${kind}`);
  }

  /** What it was issued with; undefined for one that was not issued here for that, or whose time is over. */
  read(kind: TicketKind, ticket: string): JsonObject | undefined {
    let text: string;
    try {
      text = this.key.unseal(ticket, `ticket ${kind}`);
    } catch {
      // Whatever is wrong with it, it is not ours: there is nothing more to know.
      return undefined;
    }
    const { until, content } = JSON.parse(text) as { until: number; content: JsonObject };
    return this.clock.machine().getTime() < until ? content : undefined;
  }

  /** @returns false when it was used before */
  async useUp(tx: Transaction, ticket: string): Promise<boolean> {
    const now = this.clock.machine().getTime();
    const digest = sha256Hex(ticket);
    await tx.query('DELETE FROM used_ticket WHERE expires_at <= ?', [new Date(now).toISOString()]);
    const used = await tx.query('SELECT 1 AS one FROM used_ticket WHERE ticket_digest = ?', [digest]);
    if (used.length > 0) return false;
    await tx.query('INSERT INTO used_ticket (ticket_digest, expires_at) VALUES (?, ?)', [
      digest,
      new Date(now + FIVE_MINUTES).toISOString(),
    ]);
    return true;
  }
}
