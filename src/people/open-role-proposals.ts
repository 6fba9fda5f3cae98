import type { Rows } from '../database/database.js';
import type { Look } from '../road/facts.js';
import type { PersonState } from './person.js';
import type { RoleProposal } from './role-proposals.js';

/** A role that waits for a second administrator. */
export interface OpenRoleProposal {
  readonly person: string;
  readonly id: string;
  readonly proposal: RoleProposal;
}

const PAGE = 5000;

/**
 * For whom a role is proposed and not yet decided on. Whose record had such a proposal is found once, from the records
 * of people alone, and kept up with the ledger: whoever looks asks a few people how they stand, not everybody.
 */
export class OpenRoleProposals {
  private readonly people = new Set<string>();
  private next: number | undefined;

  constructor(private readonly rows: Rows) {}

  /** Those of these bodies. */
  async in(bodies: readonly string[], look: Look): Promise<OpenRoleProposal[]> {
    await this.catchUp();
    const open: OpenRoleProposal[] = [];
    for (const subject of this.people) {
      const { proposals = {} } = ((await look(subject)).state ?? {}) as Partial<PersonState>;
      if (Object.keys(proposals).length === 0) this.people.delete(subject);
      for (const [id, proposal] of Object.entries(proposals))
        if (bodies.includes(proposal.body))
          open.push({ person: subject.slice('person/'.length), id, proposal });
    }
    return open;
  }

  private async catchUp(): Promise<void> {
    if (this.next === undefined) {
      const [head] = await this.rows.query<{ size: number }>('SELECT size FROM ledger_head WHERE id = 1');
      const before = await this.rows.query<{ subject: string }>(
        `SELECT DISTINCT subject FROM event
          WHERE subject > 'person/' AND subject < 'person0' AND type = 'RoleProposed'`,
      );
      for (const { subject } of before) this.people.add(subject);
      this.next = Number(head?.size ?? 0);
      return;
    }
    const since = await this.rows.query<{ seq: number; subject: string; type: string }>(
      'SELECT seq, subject, type FROM event WHERE seq >= ? ORDER BY seq LIMIT ?',
      [this.next, PAGE],
    );
    for (const { subject, type } of since) if (type === 'RoleProposed') this.people.add(subject);
    const last = since.at(-1);
    if (last) this.next = Number(last.seq) + 1;
    if (since.length === PAGE) await this.catchUp();
  }
}
