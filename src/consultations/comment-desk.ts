import type { JsonObject } from '../canonical/canonical-json.js';
import type { Database } from '../database/database.js';
import { SubjectNotFound } from '../road/refusals.js';
import type { RoadRequest } from '../road/road-request.js';
import { openCallRow } from './open-calls.js';
import { ReceiptCodes, receiptOf } from './receipt-codes.js';

/** Where comments come in, from the portal and on paper alike: each gets a receipt before it goes down the road. */
export class CommentDesk {
  private readonly codes: ReceiptCodes;

  constructor(private readonly database: Database) {
    this.codes = new ReceiptCodes(database);
  }

  /**
   * The request with its receipt, and the code to give to the writer once it is recorded.
   * @throws SubjectNotFound when no decision has published such a call
   */
  async receipted(
    asked: Omit<RoadRequest, 'kind'>,
  ): Promise<{ readonly code: string; readonly asked: RoadRequest }> {
    const { id, request, idempotencyKey } = asked;
    if (!(await openCallRow(this.database.read, id))) throw new SubjectNotFound();
    const { receipt: _, ...comment } = request.payload as JsonObject;
    const code = await this.codes.codeFor(id, idempotencyKey, comment);
    const payload = { ...comment, receipt: receiptOf(code) ?? '' };
    return { code, asked: { ...asked, kind: 'consultation', request: { ...request, payload } } };
  }
}
