import type { Database, Rows } from '../database/database.js';
import { OneAtATime } from '../database/one-at-a-time.js';
import { cosignedOver } from './cosigned-notes.js';
import { crashHere } from './crash-points.js';
import { readHead } from './head-row.js';
import { nodeLookup } from './node-store.js';
import { consistencyProof, inclusionProof } from './proofs.js';
import { formatReceipt } from './receipt.js';
import { type Signer, SignerRefuses } from './signer.js';

/** A tree head that was signed, as kept: `note` is the signed note, byte for byte. */
export interface SignedHead {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
}

/** Another process had the signer sign a larger tree than the one that we read a moment ago. */
class SignerIsAhead extends Error {}

const movedOn = (error: unknown): boolean =>
  error instanceof SignerIsAhead || (error instanceof SignerRefuses && error.code === 'signer-moved');

/** How often we read again and ask again after that. */
const ATTEMPTS = 4;

/**
 * Has the signer sign tree heads, and keeps them. The signer remembers what it signed before it answers, so a
 * crash anywhere in here costs at most a checkpoint, which the next one makes up for.
 */
export class Checkpointing {
  private readonly turns = new OneAtATime();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private failure: unknown;

  constructor(
    private readonly database: Database,
    private readonly signer: Signer,
    private readonly withinMs: number,
  ) {}

  /** Why the last attempt failed; undefined when it did not. */
  get problem(): unknown {
    return this.failure;
  }

  /** A checkpoint of the whole ledger as it stands, signed now if need be; undefined while it is empty. */
  sign(): Promise<SignedHead | undefined> {
    return this.turns.run(() => this.signPresentHead());
  }

  /** The receipt of an event, signing a checkpoint over it first; undefined when that fails for now. */
  async receiptNow(seq: number): Promise<string | undefined> {
    try {
      await this.turns.run(async () => {
        const last = await latest(this.database.read);
        if (!last || last.size <= seq) await this.signPresentHead();
      });
      return await receiptOf(this.database.read, seq);
    } catch (error) {
      this.failure = error;
      this.soon();
      return undefined;
    }
  }

  /** Has a checkpoint signed within the time that was set, together with whatever is recorded until then. */
  soon(): void {
    if (this.timer || this.closed) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.sign().catch((error: unknown) => {
        this.failure = error;
        this.soon();
      });
    }, this.withinMs);
    this.timer.unref();
  }

  /** Signs what is still unsigned, and stops. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.sign().catch((error: unknown) => (this.failure = error));
  }

  private async signPresentHead(): Promise<SignedHead | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const signed = await this.signOnce();
        this.failure = undefined;
        return signed;
      } catch (error) {
        if (attempt === ATTEMPTS || !movedOn(error)) throw error;
      }
    }
  }

  private async signOnce(): Promise<SignedHead | undefined> {
    const rows = this.database.read;
    const { range } = await readHead(rows);
    const [size, root] = [range.size, range.root()];
    const last = await latest(rows);
    if (size === 0 || (last && last.size >= size)) return last;
    const signed = this.signer.size();
    if (signed > size) throw new SignerIsAhead(`It has signed ${signed} events, and we see ${size}.`);
    const proof = await consistencyProof(signed, size, nodeLookup(rows));
    crashHere('before-sign');
    const note = await this.signer.sign({ size, root }, proof);
    const kept = await this.keep({ size, root, note });
    crashHere('after-checkpoint');
    return kept;
  }

  /** Checkpoints are kept in order of size: a smaller one that came late would change receipts given out. */
  private keep(head: SignedHead): Promise<SignedHead> {
    return this.database.write(async (tx) => {
      const last = await latest(tx);
      if (last && last.size >= head.size) return last;
      await tx.query('INSERT INTO checkpoint (size, root, note) VALUES (?, ?, ?)', [
        head.size,
        head.root,
        head.note,
      ]);
      return head;
    });
  }
}

/** The checkpoint of the largest tree. */
export async function latest(rows: Rows): Promise<SignedHead | undefined> {
  const [row] = await rows.query<{ size: number; root: Buffer; note: string }>(
    'SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT 1',
  );
  return row;
}

/**
 * tlog-proof of an event, always to the first checkpoint over it that had its quorum of witnesses, and until there is
 * one to the first over it; undefined while there is none at all.
 */
export async function receiptOf(rows: Rows, seq: number): Promise<string | undefined> {
  const first = (await cosignedOver(rows, seq)) ?? (await signedOver(rows, seq));
  if (!first) return undefined;
  const path = await inclusionProof(seq, first.size, nodeLookup(rows));
  return formatReceipt({ index: seq, path, checkpoint: first.note });
}

async function signedOver(rows: Rows, seq: number): Promise<{ size: number; note: string } | undefined> {
  const [first] = await rows.query<{ size: number; note: string }>(
    'SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1',
    [seq],
  );
  return first;
}
