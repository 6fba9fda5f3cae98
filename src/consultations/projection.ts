import type { Consultation, Disposed, Received } from '../../workflows/consultation/consultation.js';
import type { Transaction } from '../database/database.js';
import type { Projected } from '../road/room.js';

/**
 * Keeps the counts beside the call, and where each comment and its disposition stand in the ledger. No word of a
 * comment is copied: what is erased there is nowhere else.
 */
export async function projectConsultation(tx: Transaction, { event, state }: Projected): Promise<void> {
  const id = event.subject.slice('consultation/'.length);
  const { received, disposed, adopted, partly, notAdopted } = state as Consultation;
  if (event.type === 'CommentReceived') {
    const { receipt } = event.leaf.data.payload as Received;
    await tx.query(
      'INSERT INTO comment_projection (consultation, number, seq, receipt) VALUES (?, ?, ?, ?)',
      [id, received, event.seq, receipt],
    );
  } else {
    const { comment, disposition } = event.leaf.data.payload as Disposed;
    await tx.query(
      'UPDATE comment_projection SET disposition = ?, disposed_seq = ? WHERE consultation = ? AND number = ?',
      [disposition, event.seq, id, comment],
    );
  }
  await tx.query(
    `UPDATE open_call SET received = ?, disposed = ?, adopted = ?, partly = ?, not_adopted = ?
     WHERE consultation = ?`,
    [received, disposed, adopted, partly, notAdopted, id],
  );
}
