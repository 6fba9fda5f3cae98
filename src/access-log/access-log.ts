import { Logger } from '@nestjs/common';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { headOf } from '../ledger/reading.js';
import type { RoadRequest } from '../road/road-request.js';
import { LedgerUnavailable, VersionConflict } from '../ledger/refusals.js';
import { NotCompetent, NotNow, RequirementUnmet } from '../road/refusals.js';
import { appendRows, type Access, type AccessRow, type What } from './access-rows.js';

/** In machine time: how long the same thing by the same person is counted rather than written again. */
const WINDOW_MS = 10 * 60 * 1000;
/**
 * Rows that one person can make in that time; the rest is counted in one. An auditor goes through hundreds of papers on
 * one morning, and each is to be told.
 */
const ROWS = { refused: 30, read: 1000, more: 1 } as const satisfies Record<What, number>;

type Row = Omit<AccessRow, 'row'>;

/** What one person has done since the window opened. */
interface Window {
  readonly since: number;
  /** Noted once, and how often again since. */
  readonly again: Map<string, Row>;
  /** Each kind by itself: an auditor's many readings leave room for what they try in vain. */
  readonly noted: Readonly<Record<What, Set<string>>>;
}

/**
 * Who was refused what on a decision that exists, and what auditors read. The first of a kind is a row before the
 * answer; what is done again and again is counted, and becomes one row when its time is over: nobody floods it. A crash
 * loses no more than counts. A row that cannot be written refuses nothing and lets nothing through: the answer stays
 * what it was, and the failure shows in the health page.
 */
export class AccessLog {
  private readonly windows = new Map<string, Window>();
  private timer: NodeJS.Timeout | undefined;
  private failure: unknown;
  private readonly log = new Logger('AccessLog');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Why the last row could not be written; undefined when it could. For the health page. */
  get problem(): unknown {
    return this.failure;
  }

  /** Counts are written when their ten minutes are over, also where nobody comes again. */
  begin(): void {
    this.timer = setInterval(() => void this.flush(WINDOW_MS), WINDOW_MS);
    this.timer.unref();
  }

  /** Notes a refusal of the road, where it is one of those and on a decision that exists. Never throws. */
  async noteRefusal({ kind, id, actor, request }: RoadRequest, refusal: unknown): Promise<void> {
    if (kind !== 'decision') return;
    const noted = notedOf(refusal);
    if (!noted) return;
    const { code, unmet } = noted;
    await this.guarded(async () => {
      const { version } = await headOf(this.database.read, `decision/${id}`);
      if (version < 0) return;
      const requirements = [...new Set(unmet)].toSorted();
      await this.note({ actor, what: 'refused', decision: id, type: request.type, code, requirements });
    });
  }

  /** Notes that an auditor reads a decision, before it is shown. Never throws. */
  async noteReading(actor: string, decision: string, route: string): Promise<void> {
    await this.guarded(() =>
      this.note({ actor, what: 'read', decision, type: route, code: '', requirements: [] }),
    );
  }

  /**
   * Notes one reading under an emergency reading, each as a row of its own, never run together with others.
   * @param code the reading, as `reading/{id}`
   * @throws LedgerUnavailable when it could not be written: what is not on record is not shown
   */
  async noteEach(actor: string, decision: string, route: string, code: string): Promise<void> {
    const time = this.clock.legal().toISOString();
    const row = { actor, what: 'read', decision, type: route, code, requirements: [], count: 1 } as const;
    try {
      await this.database.write((tx) => appendRows(tx, [{ ...row, time, until: time }]));
      this.failure = undefined;
    } catch (error) {
      this.failure = error;
      throw new LedgerUnavailable(
        'commit-failed',
        'The access log cannot be written, so nothing is shown.',
        error,
      );
    }
  }

  /** Writes the counts of windows that are older than this, all of them by default. Never throws. */
  async flush(olderThanMs = 0): Promise<void> {
    await this.guarded(async () => {
      const before = this.clock.machine().getTime() - olderThanMs;
      const over = [...this.windows].filter(([, { since }]) => since <= before);
      const rows = over.flatMap(([, window]) => [...window.again.values()]);
      if (rows.length > 0) await this.database.write((tx) => appendRows(tx, rows));
      for (const [actor, window] of over) if (this.windows.get(actor) === window) this.windows.delete(actor);
    });
  }

  /** Writes what was counted, and stops. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private async note(access: Access): Promise<void> {
    const now = this.clock.machine().getTime();
    const open = this.windows.get(access.actor);
    if (open && open.since + WINDOW_MS <= now) await this.flush(WINDOW_MS);
    const window = this.windows.get(access.actor) ?? newWindow(now);
    this.windows.set(access.actor, window);
    const time = this.clock.legal().toISOString();
    const key = keyOf(access);
    const noted = window.noted[access.what];
    if (noted.has(key)) return countAgain(window, key, access, time);
    if (noted.size >= ROWS[access.what]) return countAgain(window, MORE, moreOf(access.actor), time);
    noted.add(key);
    try {
      await this.database.write((tx) => appendRows(tx, [{ ...access, time, until: time, count: 1 }]));
    } catch (error) {
      noted.delete(key);
      throw error;
    }
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure = undefined;
    } catch (error) {
      this.failure = error;
      this.log.error(`A row could not be written: ${error instanceof Error ? error.message : typeof error}`);
    }
  }
}

/** Which requirements stood in the way; undefined for what is no refusal of an act on what is there. */
function notedOf(refusal: unknown): { readonly code: string; readonly unmet: readonly string[] } | undefined {
  if (refusal instanceof RequirementUnmet || refusal instanceof NotNow)
    return { code: refusal.code, unmet: refusal.unmet.map(({ requirement }) => requirement) };
  if (refusal instanceof NotCompetent) return { code: refusal.code, unmet: ['competent'] };
  // It answered a version that is no more: an attempt like any other, and no requirement was asked.
  return refusal instanceof VersionConflict ? { code: refusal.code, unmet: [] } : undefined;
}

const MORE = 'more';

const newWindow = (since: number): Window => ({
  since,
  again: new Map(),
  noted: { refused: new Set(), read: new Set(), more: new Set() },
});

const keyOf = ({ what, decision, type, code, requirements }: Access): string =>
  JSON.stringify([what, decision, type, code, requirements]);

const moreOf = (actor: string): Access => ({
  actor,
  what: 'more',
  decision: '',
  type: '',
  code: '',
  requirements: [],
});

function countAgain({ again }: Window, key: string, access: Access, time: string): void {
  const before = again.get(key);
  again.set(key, { ...access, time: before?.time ?? time, until: time, count: (before?.count ?? 0) + 1 });
}
