import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DayCounting } from '../../workflows/vocabulary.js';
import { canonicalize, type Json } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';
import type { Database, Rows } from '../database/database.js';
import { dayCountingOn, type Calendar } from '../engine/day-counting.js';
import { PROJECT_ROOT } from '../project-root.js';

const SHIPPED = join(PROJECT_ROOT, 'workflows/calendars/china.json');
const MEDIA_TYPE = 'application/vnd.chengxu.calendar+json';

/** An event names a calendar that is not kept here: nothing can be counted, so nothing is decided. */
export class CalendarMissing extends Error {
  readonly code = 'calendar-missing';
  constructor(readonly digest: string) {
    super(`The calendar ${digest} is not kept here.`);
  }
}

/**
 * The working-day calendars, by digest (SHA-256 of their JCS text). They are kept in the database for ever: an
 * old event is counted on the calendar that it names, whatever this program ships today.
 */
export class Calendars {
  private readonly counting = new Map<string, DayCounting>();

  private constructor(
    private readonly rows: Rows,
    /** Digest of the calendar that this program ships. */
    readonly shipped: string,
  ) {}

  static async open(database: Database): Promise<Calendars> {
    if (!existsSync(SHIPPED)) throw new Error(`${SHIPPED} is missing: run \`npm run generate\`.`);
    const text = canonicalize(JSON.parse(readFileSync(SHIPPED, 'utf8')) as Json);
    const digest = sha256Hex(text);
    await database.write(async (tx) => {
      const known = await tx.query('SELECT 1 AS one FROM content WHERE sha256 = ?', [digest]);
      if (known.length > 0) return;
      await tx.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', [
        digest,
        MEDIA_TYPE,
        Buffer.from(text),
      ]);
    });
    const calendars = new Calendars(database.read, digest);
    await calendars.load(digest);
    return calendars;
  }

  /** For readers who write nothing: the calendars that are kept, and none of this program's own. */
  static kept(rows: Rows): Calendars {
    return new Calendars(rows, '');
  }

  /** Brings a calendar to memory, so that `at` can answer. @throws CalendarMissing */
  async load(digest: string, rows: Rows = this.rows): Promise<void> {
    if (this.counting.has(digest)) return;
    const [row] = await rows.query<{ bytes: Buffer }>('SELECT bytes FROM content WHERE sha256 = ?', [digest]);
    this.counting.set(digest, dayCountingOn(parsed(digest, row?.bytes)));
  }

  /** Every calendar that is kept here, by digest. @throws CalendarMissing where the bytes of one are not its own */
  async all(): Promise<ReadonlyMap<string, Calendar>> {
    const rows = await this.rows.query<{ sha256: string; bytes: Buffer }>(
      'SELECT sha256, bytes FROM content WHERE media_type = ? ORDER BY sha256',
      [MEDIA_TYPE],
    );
    return new Map(rows.map(({ sha256, bytes }) => [sha256, parsed(sha256, bytes)]));
  }

  /** Day counting on a calendar in memory. @throws CalendarMissing */
  readonly at = (digest: string): DayCounting => {
    const counting = this.counting.get(digest);
    if (!counting) throw new CalendarMissing(digest);
    return counting;
  };
}

function parsed(digest: string, bytes: Buffer | undefined): Calendar {
  if (!bytes || sha256Hex(bytes) !== digest) throw new CalendarMissing(digest);
  return JSON.parse(bytes.toString('utf8')) as Calendar;
}
