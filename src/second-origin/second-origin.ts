import type { Database, Rows } from '../database/database.js';
import { OneAtATime } from '../database/one-at-a-time.js';
import { parseCheckpoint } from '../ledger/checkpoint.js';
import { publishedNote } from '../ledger/cosigned-notes.js';
import { consistencyProof, rootAt } from '../ledger/proofs.js';
import type { TreeNode } from '../ledger/tree.js';
import type { SmSigner } from './sm-signer.js';
import { keepSmNodes, smLeafHash, smNodeHash, smNodeLookup, smRange, smTreeSize } from './sm-tree.js';

/** Machine time. */
const LOOK_EVERY_MS = 10_000;
/** Events that are taken in by one transaction. */
const STRETCH = 256;

/** Where the second origin stands, for whoever keeps the program running. */
export interface SecondOriginStanding {
  readonly is: 'off' | 'signed' | 'failing';
  readonly vkey?: string;
  readonly problem?: string;
}

/**
 * A second log over the same leaf bytes, with SM3 in its tree and SM2 under its checkpoints. It reads the ledger from
 * outside: no append waits for it, and what a crash interrupts is made up for. Switched on for a ledger that is in use,
 * it begins with the first leaf.
 */
export class SecondOrigin {
  private readonly turns = new OneAtATime();
  private timer: NodeJS.Timeout | undefined;
  private failure: unknown;

  constructor(
    private readonly database: Database,
    /** Undefined where none was set: then it is off. */
    readonly signer: SmSigner | undefined,
    private readonly say: (line: string) => void,
  ) {}

  /** Sees whether it can sign, and says plainly when not; then looks every ten seconds until it is stopped. */
  begin(): void {
    if (!this.signer) return;
    this.timer = setInterval(() => void this.tick(), LOOK_EVERY_MS);
    this.timer.unref();
    void this.turns.run(() => this.guarded(() => this.probed())).then(() => this.tick());
  }

  /** Takes in what is new, and has it signed. Never throws. */
  tick(): Promise<void> {
    return this.turns.run(() => this.guarded(() => this.signed()));
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turns.idle();
  }

  standing(): SecondOriginStanding {
    const { signer, failure } = this;
    if (!signer) return { is: 'off' };
    if (failure === undefined) return { is: 'signed', vkey: signer.vkey };
    return { is: 'failing', vkey: signer.vkey, problem: codeOf(failure) };
  }

  /** Its newest checkpoint; undefined before the first, and while it is off. */
  async checkpoint(): Promise<string | undefined> {
    if (!this.signer) return undefined;
    return (await newestSmCheckpoint(this.database.read, this.signer.origin))?.note;
  }

  private async probed(): Promise<void> {
    await this.signer?.probe();
  }

  private async signed(): Promise<void> {
    const { database, signer } = this;
    if (!signer) return;
    await this.grow();
    const published = await publishedSize(database.read);
    const last = await newestSmCheckpoint(database.read, signer.origin);
    if (published === 0 || (last && last.size >= published)) return;
    const lookup = smNodeLookup(database.read);
    const root = await rootAt(published, lookup, smNodeHash);
    const size = published;
    const note = await signer.sign({ size, root }, (earlier) =>
      consistencyProof(earlier, size, lookup, smNodeHash),
    );
    await database.write((tx) =>
      tx.query(
        'INSERT INTO sm_checkpoint (origin, size, root, note) VALUES (?, ?, ?, ?) ON CONFLICT (origin, size) DO NOTHING',
        [signer.origin, size, root, note],
      ),
    );
  }

  private async grow(): Promise<void> {
    for (;;) {
      const from = await smTreeSize(this.database.read);
      const events = await this.database.read.query<{ seq: number; bytes: Buffer }>(
        'SELECT seq, bytes FROM event WHERE seq >= ? ORDER BY seq LIMIT ?',
        [from, STRETCH],
      );
      const hashes = events.filter(({ seq }, at) => seq === from + at).map(({ bytes }) => smLeafHash(bytes));
      if (hashes.length === 0) return;
      await this.database.write(async (tx) => {
        // Another process beside this one may have taken them in meanwhile.
        if ((await smTreeSize(tx)) !== from) return;
        const range = await smRange(tx, from);
        const nodes = hashes.flatMap((hash): TreeNode[] => range.append(hash));
        await keepSmNodes(tx, nodes);
      });
    }
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure = undefined;
    } catch (error) {
      // Said once: what fails every ten seconds would drown what else is said.
      if (codeOf(error) !== codeOf(this.failure))
        this.say(error instanceof Error ? error.message : String(error));
      this.failure = error;
    }
  }
}

const codeOf = (error: unknown): string | undefined =>
  error === undefined ? undefined : error instanceof Error && 'code' in error ? String(error.code) : 'failed';

/** Size of the first origin's newest checkpoint that is given out: the second signs at the same sizes. */
async function publishedSize(rows: Rows): Promise<number> {
  const note = await publishedNote(rows);
  return note === undefined ? 0 : parseCheckpoint(note.slice(0, note.indexOf('\n\n') + 1)).size;
}

interface SmCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
}

const OF_ORIGIN = 'SELECT size, root, note FROM sm_checkpoint WHERE origin = ? AND size <= ? ORDER BY size';

/** Checkpoints of a second origin up to a size, by size. */
export async function smCheckpoints(rows: Rows, origin: string, upTo: number): Promise<SmCheckpoint[]> {
  return rows.query<{ size: number; root: Buffer; note: string }>(OF_ORIGIN, [origin, upTo]);
}

/** The newest of them. */
export async function newestSmCheckpoint(
  rows: Rows,
  origin: string,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<SmCheckpoint | undefined> {
  const [newest] = await rows.query<{ size: number; root: Buffer; note: string }>(
    `${OF_ORIGIN} DESC LIMIT 1`,
    [origin, upTo],
  );
  return newest;
}

/** The first of them over the event at a position. */
export async function firstSmCheckpointOver(
  rows: Rows,
  origin: string,
  seq: number,
): Promise<SmCheckpoint | undefined> {
  const [first] = await rows.query<{ size: number; root: Buffer; note: string }>(
    'SELECT size, root, note FROM sm_checkpoint WHERE origin = ? AND size > ? ORDER BY size LIMIT 1',
    [origin, seq],
  );
  return first;
}
