import type { Clock } from '../clock.js';
import type { Transaction } from '../database/database.js';
import type { AppendCommand, Batch, EventDraft, Once, RecordedEvent, SubjectHead } from './append-command.js';
import type { Json } from '../canonical/canonical-json.js';
import { crashHere } from './crash-points.js';
import { insertEvent, type Sealed, seal } from './event-rows.js';
import { type HeadRow, readHead, writeHead } from './head-row.js';
import { recall, remember, type Remembered } from './idempotency.js';
import { keepNodes } from './node-store.js';
import { eventAt, headOf } from './reading.js';
import { LedgerUnavailable, VersionConflict } from './refusals.js';
import { CompactRange, type TreeNode } from './tree.js';

/** How far the clock may go back (a correction by NTP) before the ledger stops taking events. */
const CLOCK_SLACK_MS = 2000;

/** Whether the clock shows so much less than the last event's time that nothing may be recorded. */
export const wentBack = (clock: Clock, lastTime: string): boolean =>
  lastTime !== '' && clock.legal().getTime() < Date.parse(lastTime) - CLOCK_SLACK_MS;

/** What became of one command. Nobody may hear of it before the batch is durable. */
export type Verdict =
  | {
      readonly kind: 'recorded';
      readonly event: RecordedEvent;
      readonly draft: EventDraft;
      readonly answer: Json;
    }
  | {
      readonly kind: 'repeated';
      readonly event: RecordedEvent;
      readonly binding: boolean;
      readonly answer: Json;
    }
  /** As it would have been recorded; it was not. */
  | { readonly kind: 'rehearsed'; readonly event: RecordedEvent; readonly answer: Json }
  | { readonly kind: 'refused'; readonly error: unknown };

/** What a rehearsal wrote is rolled back by it, and nobody hears of it. */
class TakenBack extends Error {}

function restore<K, V>(now: Map<K, V>, then: ReadonlyMap<K, V>): void {
  now.clear();
  for (const [key, value] of then) now.set(key, value);
}

/** One transaction under the head row: commands enter one by one, each on what the ones before it left. */
export class OpenBatch implements Batch {
  readonly staged = new Map<string, unknown>();
  private readonly heads = new Map<string, SubjectHead>();
  private readonly nodes: TreeNode[] = [];

  private constructor(
    readonly tx: Transaction,
    readonly time: string,
    private head0: HeadRow,
    private readonly source: string,
    private readonly machineTime: Date,
  ) {}

  /** @throws LedgerUnavailable when the clock went back: a later event must not bear an earlier time. */
  static async open(tx: Transaction, clock: Clock, source: string): Promise<OpenBatch> {
    const head = await readHead(tx);
    crashHere('after-begin');
    const now = clock.legal().getTime();
    const last = head.lastTime === '' ? now : Date.parse(head.lastTime);
    if (wentBack(clock, head.lastTime)) {
      throw new LedgerUnavailable(
        'clock-went-back',
        `The clock shows ${new Date(now).toISOString()}, but the last event was recorded at ${head.lastTime}. ` +
          'Set the clock right; until then nothing is recorded.',
      );
    }
    return new OpenBatch(tx, new Date(Math.max(now, last)).toISOString(), head, source, clock.machine());
  }

  async head(subject: string): Promise<SubjectHead> {
    const known = this.heads.get(subject) ?? (await headOf(this.tx, subject));
    this.heads.set(subject, known);
    return known;
  }

  /** Decides one command in a savepoint of its own: whatever it throws, its neighbours do not notice. */
  async take(command: AppendCommand): Promise<Verdict> {
    try {
      const verdict = await this.tx.savepoint(() => this.decided(command));
      if (!('sealed' in verdict)) return verdict;
      const { sealed, draft, answer } = verdict;
      this.keep(sealed, draft);
      return { kind: 'recorded', event: sealed.event, draft, answer };
    } catch (error) {
      return { kind: 'refused', error };
    }
  }

  /**
   * Decides these one after the other in one savepoint: all are recorded, or none. Where one is refused, or all were
   * only rehearsed, the batch goes on as if none had been there.
   * @param how rehearsed, or under a key that stands for all of them: what was recorded under it before is told instead
   */
  async takeAll(commands: readonly AppendCommand[], how?: 'rehearsed' | Once): Promise<readonly Verdict[]> {
    const backTo = this.here();
    const rehearsed = how === 'rehearsed' ? how : undefined;
    const once = how === 'rehearsed' ? undefined : how;
    const verdicts: Verdict[] = [];
    try {
      await this.tx.savepoint(async () => {
        const before = once && (await recall(this.tx, once.idempotency, this.machineTime));
        if (before) {
          verdicts.push(await this.repeated(before));
          return;
        }
        for (const command of commands) {
          const verdict = await this.decided(command);
          if ('sealed' in verdict) {
            const { sealed, draft, answer } = verdict;
            this.keep(sealed, draft);
            verdicts.push({ kind: rehearsed ?? 'recorded', event: sealed.event, draft, answer });
          } else verdicts.push(verdict);
        }
        if (rehearsed) throw new TakenBack();
        if (once) await this.rememberAll(once, verdicts);
      });
      return verdicts;
    } catch (error) {
      backTo();
      return error instanceof TakenBack ? verdicts : [{ kind: 'refused', error }];
    }
  }

  private async rememberAll({ idempotency, answer }: Once, verdicts: readonly Verdict[]): Promise<void> {
    const events = verdicts.flatMap((verdict) => (verdict.kind === 'recorded' ? [verdict.event] : []));
    const seq = events.at(-1)?.seq;
    if (seq === undefined) return;
    const what = { seq, binding: false, answer: answer(events) };
    await remember(this.tx, idempotency, what, this.machineTime);
  }

  /** The way back to how the batch stands at this moment. */
  private here(): () => void {
    const [range, nodes] = [this.head0.range.toJson(), this.nodes.length];
    const [heads, staged] = [new Map(this.heads), new Map(this.staged)];
    return () => {
      this.head0 = { ...this.head0, range: CompactRange.fromJson(range) };
      this.nodes.length = nodes;
      restore(this.heads, heads);
      restore(this.staged, staged);
    };
  }

  /** The last writes, once every command has been taken. */
  async finish(): Promise<void> {
    if (this.nodes.length === 0) return;
    await keepNodes(this.tx, this.nodes);
    await writeHead(this.tx, { range: this.head0.range, lastTime: this.time });
  }

  private async decided(command: AppendCommand) {
    const { subject, expectedVersion, idempotency } = command;
    const before = idempotency && (await recall(this.tx, idempotency, this.machineTime));
    if (before) return this.repeated(before);
    const head = await this.head(subject);
    if (expectedVersion !== undefined && expectedVersion !== head.version) {
      throw new VersionConflict(subject, expectedVersion, head.version);
    }
    const draft = await command.decide(head, this);
    crashHere('after-decide');
    const { source, time } = this;
    const sealed = seal(draft, { source, subject, seq: this.head0.range.size, head, time });
    await insertEvent(this.tx, sealed);
    crashHere('after-insert');
    await draft.project?.(this.tx, sealed.event);
    const answer = draft.answer?.(sealed.event) ?? null;
    if (idempotency) {
      const binding = draft.binding === true;
      await remember(this.tx, idempotency, { seq: sealed.event.seq, binding, answer }, this.machineTime);
    }
    return { sealed, draft, answer };
  }

  private async repeated({ seq, binding, answer }: Remembered): Promise<Verdict> {
    const event = await eventAt(this.tx, seq);
    if (!event) throw new RangeError(`Event ${seq} was answered, and is not in the ledger.`);
    return { kind: 'repeated', event, binding, answer };
  }

  /** From here on the event is part of what the next command sees. */
  private keep({ event, hash }: Sealed, draft: EventDraft): void {
    this.nodes.push(...this.head0.range.append(hash));
    this.heads.set(event.subject, { version: event.version, leafHash: event.leafHash });
    if (draft.stage === undefined) this.staged.delete(event.subject);
    else this.staged.set(event.subject, draft.stage);
  }
}
