import type { Clock } from '../clock.js';
import type { Database, Transaction } from '../database/database.js';
import type { AppendCommand, Appended, Once } from './append-command.js';
import { OpenBatch, type Verdict } from './batch.js';
import { crashHere } from './crash-points.js';
import { forgetExpired } from './idempotency.js';
import { LedgerUnavailable } from './refusals.js';

/** How many waiting commands share a commit: its fsync is most of what an append costs. */
const BATCH = 64;
const FORGET_EVERY_MS = 3600 * 1000;

interface Waiting {
  take(open: OpenBatch): Promise<readonly Verdict[]>;
  readonly resolve: (appended: Appended[]) => void;
  readonly reject: (error: unknown) => void;
}

/** What follows a durable commit: the receipts of binding acts, and a checkpoint soon for the others. */
export interface AfterCommit {
  receiptNow(seq: number): Promise<string | undefined>;
  soon(): void;
}

/**
 * The one road into the ledger. Commands wait here while a commit is under way, and the next takes up to 64 of
 * them together; each hears its own verdict, and none before the commit is durable.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  private closing = false;
  private forgotAt = 0;
  private readonly answering = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly source: string,
    private readonly after: AfterCommit,
  ) {}

  async append(command: AppendCommand): Promise<Appended> {
    const [appended] = await this.enqueue(async (open) => [await open.take(command)]);
    if (!appended) throw new RangeError('An append was answered with nothing.');
    return appended;
  }

  /** @param how rehearsed: told as it would be, and nothing is recorded; or under a key that stands for all of them */
  appendAll(commands: readonly AppendCommand[], how?: 'rehearsed' | Once): Promise<Appended[]> {
    return this.enqueue((open) => open.takeAll(commands, how));
  }

  private enqueue(take: Waiting['take']): Promise<Appended[]> {
    if (this.closing) return Promise.reject(new LedgerUnavailable('closing', 'The program is stopping.'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ take, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Takes nothing more, and fulfils when everything taken has been answered. */
  async close(): Promise<void> {
    this.closing = true;
    await this.running;
    await Promise.all(this.answering);
  }

  private async run(): Promise<void> {
    // Let the requests that arrived together come in together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.commit(this.waiting.splice(0, BATCH));
    this.running = undefined;
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    let verdicts: readonly (readonly Verdict[])[];
    try {
      verdicts = await this.database.write((tx) => this.decideAll(tx, batch));
    } catch (error) {
      const reason = error instanceof LedgerUnavailable ? error : commitFailed(error);
      for (const { reject } of batch) reject(reason);
      return;
    }
    crashHere('after-commit');
    this.acknowledge(batch, verdicts);
  }

  private async decideAll(tx: Transaction, batch: readonly Waiting[]) {
    const open = await OpenBatch.open(tx, this.clock, this.source);
    const verdicts: (readonly Verdict[])[] = [];
    for (const { take } of batch) verdicts.push(await take(open));
    await open.finish();
    await this.forgetNowAndThen(tx);
    crashHere('before-commit');
    return verdicts;
  }

  /** The events are durable: caches first, then the answers. */
  private acknowledge(batch: readonly Waiting[], verdicts: readonly (readonly Verdict[])[]): void {
    const recorded = verdicts.flat().filter((verdict) => verdict.kind === 'recorded');
    for (const verdict of recorded) tellCommitted(verdict);
    if (recorded.length > 0) this.after.soon();
    batch.forEach((waiting, i) => {
      const verdict = verdicts[i];
      if (verdict) this.keepTrack(this.answer(waiting, verdict));
    });
  }

  private async answer({ resolve, reject }: Waiting, verdicts: readonly Verdict[]): Promise<void> {
    const all: Appended[] = [];
    for (const verdict of verdicts) {
      if (verdict.kind === 'refused') return reject(verdict.error);
      all.push(await this.appended(verdict));
    }
    crashHere('before-answer');
    resolve(all);
  }

  private async appended(verdict: Exclude<Verdict, { kind: 'refused' }>): Promise<Appended> {
    const { event, answer, kind } = verdict;
    const binding =
      kind === 'repeated' ? verdict.binding : kind === 'recorded' && verdict.draft.binding === true;
    const receipt = binding ? await this.after.receiptNow(event.seq) : undefined;
    return { event, answer, repeated: kind === 'repeated', ...(receipt !== undefined && { receipt }) };
  }

  private keepTrack(answer: Promise<void>): void {
    this.answering.add(answer);
    void answer.finally(() => this.answering.delete(answer));
  }

  private async forgetNowAndThen(tx: Transaction): Promise<void> {
    const now = this.clock.machine();
    if (now.getTime() < this.forgotAt + FORGET_EVERY_MS) return;
    await forgetExpired(tx, now);
    this.forgotAt = now.getTime();
  }
}

/** A cache that fails must not turn a recorded event into a refused one. */
function tellCommitted({ draft, event }: Verdict & { kind: 'recorded' }): void {
  try {
    draft.committed?.(event);
  } catch (error) {
    process.emitWarning(`After event ${event.seq} was recorded: ${String(error)}`, 'ChengxuLedger');
  }
}

function commitFailed(cause: unknown): LedgerUnavailable {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new LedgerUnavailable('commit-failed', `The ledger could not be written: ${why}`, cause);
}
