import { z } from 'zod';
import { DISPOSITIONS } from '../../workflows/consultation/consultation.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import type { Ledger, StoredEvent } from '../ledger/ledger.js';
import { SubjectNotFound } from '../road/refusals.js';
import type { OpenCallRow } from './open-calls.js';
import { publishedPaper, publishedPapers, type PublishedPaper } from './published-papers.js';
import { privacyNotice, privacyNoticeOf } from '../../workflows/consultation/privacy-notice.js';
import { receiptOf } from './receipt-codes.js';

const counts = z.strictObject({
  received: z.int(),
  disposed: z.int(),
  adopted: z.int(),
  partly: z.int(),
  notAdopted: z.int(),
});
const call = z.strictObject({
  id: z.string(),
  decision: z.string(),
  title: z.string(),
  body: z.string(),
  bodyName: z.string(),
  openedOn: z.iso.date(),
  /** Comments are taken until the end of this day. */
  deadline: z.iso.date(),
  open: z.boolean(),
  counts,
});
export const callList = z.strictObject({ consultations: z.array(call), nextCursor: z.string().optional() });
export const callAnswer = call.extend({
  notice: z.record(z.string(), z.unknown()).describe('explanation, channels, howToComment, bundleDigest'),
  papers: z
    .array(publishedPaper)
    .describe('the draft as published, its annexes, and its explanation: each to be had by its digest'),
  privacy: privacyNotice.describe('what is collected from whoever comments, why, and for how long'),
  noticeEvent: z.string().describe('id of the event; its receipt is at /api/ledger/receipts/{id}'),
});
export const callListQuery = z.strictObject({
  open: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}~[a-z0-9-]{1,64}$/, 'the nextCursor of the page before')
    .optional(),
});
export const receiptAnswer = z.strictObject({
  consultation: z.string(),
  number: z.int(),
  receivedAt: z.string(),
  /** Where it stands in the ledger, and the proof (C2SP tlog-proof), once a checkpoint covers it. */
  ledger: z.strictObject({
    seq: z.int(),
    leafHash: z.string(),
    receipt: z.string(),
    proof: z.string().optional(),
  }),
  disposition: z.strictObject({ is: z.enum(DISPOSITIONS), reason: z.string(), at: z.string() }).nullable(),
});

type Listed = OpenCallRow & { readonly title: string; readonly body_name: string | null };
const LISTED = `SELECT o.*, d.title, u.name AS body_name FROM open_call o
  JOIN decision_projection d ON d.id = o.decision LEFT JOIN unit_projection u ON u.unit = o.body`;

/** What anybody may read: calls, how many comments there are, and to the holder of a code, what became of one. */
export class Portal {
  constructor(
    private readonly rows: Rows,
    private readonly ledger: Ledger,
  ) {}

  /** Calls by their last day, the latest first. @param today civil date in Asia/Shanghai */
  async calls(today: string, { open, limit, cursor }: z.infer<typeof callListQuery>) {
    const [deadline = '9999', id = ''] = cursor?.split('~') ?? [];
    const ofTheseDays =
      open === undefined ? '' : open === 'true' ? 'AND o.deadline >= ?' : 'AND o.deadline < ?';
    const found = await this.rows.query<Listed & Record<string, unknown>>(
      `${LISTED} WHERE (o.deadline < ? OR (o.deadline = ? AND o.consultation < ?)) ${ofTheseDays}
       ORDER BY o.deadline DESC, o.consultation DESC LIMIT ?`,
      [deadline, deadline, id, ...(open === undefined ? [] : [today]), limit],
    );
    const last = found.length === limit ? found.at(-1) : undefined;
    return {
      consultations: found.map((row) => shown(row, today)),
      ...(last ? { nextCursor: `${last.deadline}~${last.consultation}` } : {}),
    };
  }

  /** @throws SubjectNotFound */
  async call(id: string, today: string) {
    const [row] = await this.rows.query<Listed & Record<string, unknown>>(
      `${LISTED} WHERE o.consultation = ?`,
      [id],
    );
    if (!row) throw new SubjectNotFound();
    const notice = await this.at(row.notice_seq);
    const { consultation: _, deadline: __, ...said } = whole(notice);
    const listed = shown(row, today);
    const privacy = privacyNoticeOf({ id: listed.body, name: listed.bodyName });
    const papers = [...(await publishedPapers(this.rows, id))];
    return { ...listed, notice: said, papers, privacy, noticeEvent: notice.id };
  }

  /** A paper that the call has published. @throws SubjectNotFound for any other, as for one that is not there */
  async paper(id: string, digest: string): Promise<PublishedPaper> {
    const paper = (await publishedPapers(this.rows, id)).find((one) => one.sha256 === digest);
    if (!paper) throw new SubjectNotFound();
    return paper;
  }

  /** What became of a comment. @throws SubjectNotFound for what is no code, and for a code that nobody was given */
  async receipt(code: string): Promise<z.infer<typeof receiptAnswer>> {
    const [row] = await this.rows.query<CommentRow & Record<string, unknown>>(
      'SELECT * FROM comment_projection WHERE receipt = ? ORDER BY seq LIMIT 1',
      [receiptOf(code) ?? ''],
    );
    if (!row) throw new SubjectNotFound();
    const received = await this.at(row.seq);
    const proof = await this.ledger.receipt(row.seq);
    return {
      consultation: row.consultation,
      number: row.number,
      receivedAt: received.time,
      ledger: {
        seq: row.seq,
        leafHash: received.leafHash,
        receipt: row.receipt,
        ...(proof === undefined ? {} : { proof }),
      },
      disposition: row.disposed_seq === null ? null : dispositionIn(await this.at(row.disposed_seq)),
    };
  }

  private async at(seq: number): Promise<StoredEvent> {
    const event = await this.ledger.eventAt(seq);
    if (!event)
      throw new Error(`Event ${seq} is projected, and is not in the ledger: run \`chengxu rebuild\`.`);
    return event;
  }
}

interface CommentRow {
  readonly consultation: string;
  readonly number: number;
  readonly seq: number;
  readonly receipt: string;
  readonly disposed_seq: number | null;
}

const whole = ({ leaf, disclosures }: StoredEvent): JsonObject => joinPayload(leaf.data.payload, disclosures);

function dispositionIn(event: StoredEvent) {
  const { disposition, reason } = whole(event) as {
    disposition: (typeof DISPOSITIONS)[number];
    reason?: string;
  };
  return { is: disposition, reason: reason ?? '', at: event.time };
}

function shown(row: Listed, today: string): z.infer<typeof call> {
  return {
    id: row.consultation,
    decision: row.decision,
    title: row.title,
    body: row.body,
    bodyName: row.body_name ?? row.body,
    openedOn: row.opened_on,
    deadline: row.deadline,
    open: today <= row.deadline,
    counts: {
      received: row.received,
      disposed: row.disposed,
      adopted: row.adopted,
      partly: row.partly,
      notAdopted: row.not_adopted,
    },
  };
}
