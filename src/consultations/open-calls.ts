import type { OpenCallFacts } from '../../workflows/other-subjects.js';
import type { Context } from '../../workflows/major-decision/context.js';
import type { Rows, Transaction } from '../database/database.js';
import type { Look } from '../road/facts.js';
import type { Projected } from '../road/room.js';

/** The calls that decisions have published, by the consultation's id: an index, whose truth is the decision. */
export interface OpenCallRow {
  readonly consultation: string;
  readonly decision: string;
  readonly body: string;
  readonly opened_on: string;
  readonly deadline: string;
  /** Position in the ledger of the event that is the notice. */
  readonly notice_seq: number;
  readonly received: number;
  readonly disposed: number;
  readonly adopted: number;
  readonly partly: number;
  readonly not_adopted: number;
}

export async function openCallRow(rows: Rows, consultation: string): Promise<OpenCallRow | undefined> {
  const [row] = await rows.query<OpenCallRow & Record<string, unknown>>(
    'SELECT * FROM open_call WHERE consultation = ?',
    [consultation],
  );
  return row;
}

/** When a decision publishes a call (again): `ConsultationOpened`, after the state that it led to. */
export async function projectOpenCall(tx: Transaction, { event, state }: Projected): Promise<void> {
  const { body, publicInput } = contextOf(state);
  const call = publicInput.openCall;
  if (!call || body === null) return;
  await tx.query(
    `INSERT INTO open_call (consultation, decision, body, opened_on, deadline, notice_seq,
       received, disposed, adopted, partly, not_adopted)
     VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)
     ON CONFLICT (consultation) DO UPDATE SET opened_on = excluded.opened_on, deadline = excluded.deadline,
       notice_seq = excluded.notice_seq`,
    [
      call.consultation,
      event.subject.slice('decision/'.length),
      body,
      call.publishedOn,
      call.deadline,
      event.seq,
    ],
  );
}

/**
 * What requirements may know of a call: which decision it is, from the index; everything else off that decision's
 * own state, so that a row that was tampered with can at most lead nowhere.
 */
export async function openCallFacts(
  rows: Rows,
  look: Look,
  consultation: string,
): Promise<OpenCallFacts | undefined> {
  const row = await openCallRow(rows, consultation);
  if (!row) return undefined;
  const { version, state } = await look(`decision/${row.decision}`);
  if (state === undefined) return undefined;
  const { body, publicInput } = contextOf(state);
  const call = publicInput.openCall;
  const current = call?.consultation === consultation;
  return {
    consultation,
    decision: row.decision,
    position: version,
    body: body ?? '',
    openedOn: current ? call.publishedOn : row.opened_on,
    deadline: current ? call.deadline : row.deadline,
    current,
  };
}

const contextOf = (state: unknown): Context => (state as { readonly context: Context }).context;
