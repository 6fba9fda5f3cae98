import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { latest, type SignedHead } from '../ledger/checkpointing.js';
import {
  type Cosigned,
  CosignatureRefused,
  keepCosignature,
  lastCosigned,
} from '../ledger/cosigned-notes.js';
import { readHead } from '../ledger/head-row.js';
import { nodeLookup } from '../ledger/node-store.js';
import type { Policy, PolicyWitness } from '../ledger/policy.js';
import { consistencyProof } from '../ledger/proofs.js';
import { askWitness, type WitnessProblem } from './ask-witness.js';

/** How a witness stands, for whoever keeps the program running. */
export interface WitnessStanding {
  readonly name: string;
  /** Events in the largest tree that it cosigned; 0 before the first. */
  readonly size: number;
  /** Events that the ledger has beyond that. */
  readonly lag: number;
  /** When it last cosigned, by its own clock: RFC 3339, UTC; undefined before the first. */
  readonly cosignedAt: string | undefined;
  /** Why the last attempt failed; undefined when it did not, or when it is one that is never asked (offline). */
  readonly problem: WitnessProblem | undefined;
  readonly offline: boolean;
}

export interface CosigningParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Undefined where no policy was set: then nobody is asked. */
  readonly policy: Policy | undefined;
}

/** Machine time. A checkpoint is signed within 5 s of an event, so cosignatures are there within 10. */
const LOOK_EVERY_MS = 1000;
const HEARTBEAT_MS = 3600 * 1000;
const LONGEST_WAIT_MS = 60 * 1000;
/** How often it is asked again at once when it says that it stands elsewhere. */
const ATTEMPTS = 3;

interface Waiting {
  readonly until: number;
  readonly failures: number;
}

/**
 * Shows each new checkpoint to the witnesses of the policy and keeps what they cosign; and the newest again after an
 * hour, so that an outsider can tell a quiet ledger from one that is withheld. It reads the ledger from outside: an
 * append never waits for it, and what a crash interrupts is asked again.
 */
export class Cosigning {
  private timer: NodeJS.Timeout | undefined;
  private readonly asking = new Map<string, Promise<void>>();
  private readonly waiting = new Map<string, Waiting>();
  private readonly problems = new Map<string, WitnessProblem>();
  private failure: unknown;

  constructor(private readonly parts: CosigningParts) {}

  /** Looks every second until it is stopped. */
  begin(): void {
    if (this.reachable().length === 0) return;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    this.look();
  }

  /** Asks every witness that has not cosigned the newest checkpoint yet, or not for an hour. Never throws. */
  async tick(): Promise<void> {
    this.look();
    await Promise.all(this.asking.values());
  }

  /** Lets those that are being asked answer, and asks nobody else. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.asking.values());
  }

  /** Whether a quorum of witnesses is asked for. */
  get asksForQuorum(): boolean {
    return (this.parts.policy?.witnesses.length ?? 0) > 0;
  }

  /** Why the database could not be read or written last time; undefined when it could. */
  get problem(): unknown {
    return this.failure;
  }

  async standings(): Promise<WitnessStanding[]> {
    const { database, policy } = this.parts;
    const { range } = await readHead(database.read);
    return Promise.all(
      (policy?.witnesses ?? []).map(async (witness) => {
        const last = await lastCosigned(database.read, witness);
        return {
          name: witness.name,
          size: last?.size ?? 0,
          lag: range.size - (last?.size ?? 0),
          cosignedAt: last && new Date(last.time * 1000).toISOString(),
          problem: this.problems.get(witness.vkey),
          offline: witness.url === undefined,
        };
      }),
    );
  }

  private reachable(): (PolicyWitness & { readonly url: string })[] {
    return (this.parts.policy?.witnesses ?? []).flatMap((witness) =>
      witness.url === undefined ? [] : [{ ...witness, url: witness.url }],
    );
  }

  /** Each on its own: one that is slow, or gone, keeps no other waiting. */
  private look(): void {
    for (const witness of this.reachable()) {
      const { vkey } = witness;
      if (this.asking.has(vkey) || this.mustWait(vkey)) continue;
      const done = this.ask(witness)
        .then((problem) => this.note(vkey, problem))
        .catch((error: unknown) => {
          this.failure = error;
        })
        .finally(() => this.asking.delete(vkey));
      this.asking.set(vkey, done);
    }
  }

  private mustWait(vkey: string): boolean {
    return this.parts.clock.machine().getTime() < (this.waiting.get(vkey)?.until ?? 0);
  }

  private note(vkey: string, problem: WitnessProblem | undefined): void {
    this.failure = undefined;
    if (problem === undefined) {
      this.problems.delete(vkey);
      this.waiting.delete(vkey);
      return;
    }
    const failures = (this.waiting.get(vkey)?.failures ?? 0) + 1;
    const pause = Math.min(LOOK_EVERY_MS * 2 ** failures, LONGEST_WAIT_MS);
    this.problems.set(vkey, problem);
    this.waiting.set(vkey, { failures, until: this.parts.clock.machine().getTime() + pause });
  }

  private async ask(witness: PolicyWitness & { readonly url: string }): Promise<WitnessProblem | undefined> {
    const rows = this.parts.database.read;
    const head = await latest(rows);
    const last = await lastCosigned(rows, witness);
    if (!head || !this.isDue(head, last)) return undefined;
    let old = last?.size ?? 0;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const proof = await consistencyProof(old, head.size, nodeLookup(rows));
      const asked = await askWitness(witness.url, { old, proof, note: head.note });
      if (asked.is === 'refused') return asked.why;
      if (asked.is === 'cosigned') return this.keep(witness, head, asked.lines);
      // It has seen more than the checkpoint that we read a moment ago: the next look finds a larger one.
      if (asked.size > head.size) return 'ahead';
      // We asked from where it says it is, so what it holds of that size is not our root.
      if (asked.size === old) return 'forked';
      old = asked.size;
    }
    return 'refused';
  }

  private isDue(head: SignedHead, last: Cosigned | undefined): boolean {
    if (!last || last.size < head.size) return true;
    return this.parts.clock.machine().getTime() >= last.time * 1000 + HEARTBEAT_MS;
  }

  private async keep(
    witness: PolicyWitness,
    { size }: SignedHead,
    lines: string,
  ): Promise<WitnessProblem | undefined> {
    const { database, policy } = this.parts;
    if (!policy) return undefined;
    try {
      await database.write((tx) => keepCosignature(tx, policy, witness, size, lines));
      return undefined;
    } catch (error) {
      if (error instanceof CosignatureRefused) return 'bad-cosignature';
      throw error;
    }
  }
}
