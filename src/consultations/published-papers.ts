import { z } from 'zod';
import { joinPayload } from '../engine/disclosed-fields.js';
import type { Rows } from '../database/database.js';
import { eventAt, eventsOf } from '../ledger/reading.js';
import { openCallRow } from './open-calls.js';

export const publishedPaper = z.strictObject({
  role: z.enum(['draft', 'option', 'annex', 'explanation']),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
});
export type PublishedPaper = z.infer<typeof publishedPaper>;

type Named = Omit<PublishedPaper, 'role'>;

/**
 * What a call puts before the public (article 15): the draft, as the edition that the notice names by digest fixes it, and
 * its explanation. Nothing else of the decision's file, and no later edition. @returns none where there is no such call
 */
export async function publishedPapers(rows: Rows, consultation: string): Promise<readonly PublishedPaper[]> {
  const call = await openCallRow(rows, consultation);
  const notice = call && (await eventAt(rows, call.notice_seq));
  if (!notice) return [];
  const { bundleDigest } = notice.leaf.data.payload;
  const { explanation } = joinPayload(notice.leaf.data.payload, notice.disclosures) as {
    explanation?: Named;
  };
  const edition = (await eventsOf(rows, `decision/${call.decision}`)).findLast(
    ({ type, seq, leaf }) =>
      type === 'DraftSubmitted' &&
      seq < call.notice_seq &&
      leaf.data.payload['bundleDigest'] === bundleDigest,
  );
  const { bundle = [] } = edition
    ? (joinPayload(edition.leaf.data.payload, edition.disclosures) as { bundle?: PublishedPaper[] })
    : {};
  const shown = ({ role, name, mediaType, size, sha256 }: PublishedPaper) => ({
    role,
    // A name that was erased leaves the paper itself readable.
    name: name ?? '',
    mediaType,
    size,
    sha256,
  });
  return [
    ...bundle.map(shown).toSorted((a, b) => ORDER[a.role] - ORDER[b.role]),
    ...(explanation ? [shown({ ...explanation, role: 'explanation' })] : []),
  ];
}

const ORDER = { draft: 0, option: 1, annex: 2, explanation: 3 } as const;
