import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Road } from './record-event.js';
import type { RoadRequest } from './road-request.js';

/** `If-Match: "7"`: the version that the client has read. Weak tags and lists do not name one state. */
export const ifMatch = z
  .string()
  .regex(/^"\d{1,9}"$/, 'the version in quotation marks, as the ETag gave it')
  .transform((tag) => Number(tag.slice(1, -1)))
  .optional();

/** `Idempotency-Key`: kept for 30 days with the digest of the request. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{8,200}$/, '8 to 200 visible ASCII characters')
  .optional();

export const etagOf = (version: number): string => `"${version}"`;

const text = z.strictObject({ zh: z.string(), en: z.string() });

/** A rule with its article. */
export const citation = z.strictObject({
  rule: z.string(),
  article: z.string(),
  articleEn: z.string(),
  zh: z.string(),
  en: z.string(),
});

/** What is told of a requirement that is not met, besides its id and title. */
export const unmet = {
  rules: z.array(z.string()),
  strength: z.enum(['binding', 'by-reference', 'local-option', 'house']),
  found: text,
  needed: text,
  remedy: text,
  earliestOn: z.iso.date().optional(),
  latestOn: z.iso.date().optional(),
  provisional: z.boolean().optional(),
  whoCanSupply: z.array(z.string()).optional(),
  citations: z.array(citation).optional(),
};

/** Unmet, and not in the way: a rule followed by reference that gave way, or a house rule that only warns here. */
export const remark = z.strictObject({
  is: z.enum(['gave-way', 'warning']),
  requirement: z.string(),
  title: text,
  because: text,
  ...unmet,
});

/** What every subject's `POST …/events` answers. */
export const recorded = z.strictObject({
  event: z.strictObject({
    id: z.string(),
    seq: z.int(),
    subject: z.string(),
    type: z.string(),
    time: z.string(),
    version: z.int(),
    leafHash: z.string(),
  }),
  version: z.int(),
  state: z.record(z.string(), z.unknown()),
  /** What the act did not meet and was let pass, and why: accepted by departure, or with a warning. */
  remarks: z.array(remark),
  /** tlog-proof of a binding act; any other event's is at `receiptAt` within ten seconds. */
  receipt: z.string().optional(),
  receiptAt: z.string(),
});
export type Recorded = z.infer<typeof recorded>;

/** Codes of what leaves the road early, for the description of a route that leads onto it. */
export const THE_ROAD: readonly string[] = [
  'unknown-event',
  'payload-refused',
  'not-competent',
  'not-found',
  'if-match-missing',
  'version-conflict',
  'requirement-unmet',
  'act-signature-refused',
  'not-now',
  'idempotency-key-reused',
  'ledger-unavailable',
  'not-recordable',
  'replay-disagrees',
];

/** As it is kept with an Idempotency-Key; before anything could be let pass, it was kept without remarks. */
type Kept = Omit<Recorded, 'receipt' | 'receiptAt' | 'remarks'> & Partial<Pick<Recorded, 'remarks'>>;

/** Takes a command down the road and answers 201 with the new version as ETag. */
export async function recordOverHttp(road: Road, asked: RoadRequest, reply: FastifyReply): Promise<Recorded> {
  const { body, version, receipt } = await road.record({ sender: reply.request.actor?.sender, ...asked });
  reply.header('etag', etagOf(version));
  const answer = body as Kept;
  return {
    ...answer,
    remarks: answer.remarks ?? [],
    ...(receipt === undefined ? {} : { receipt }),
    receiptAt: `/api/ledger/receipts/${answer.event.id}`,
  };
}
