import type { PastEvent } from '../decisions';
import { saidIn } from '../history/told';
import { papersIn, type NamedPaper } from './named-papers';

/** An edition of the draft as `DraftSubmitted` fixed it. */
export interface Edition {
  readonly number: number;
  readonly event: PastEvent;
  readonly bundleDigest: string;
  readonly papers: readonly NamedPaper[];
  readonly changes?: string;
}

export function editionsIn(events: readonly PastEvent[]): Edition[] {
  return events.flatMap((event) => {
    if (event.type !== 'DraftSubmitted') return [];
    const { edition, bundleDigest, bundle, changes } = saidIn(event.payload);
    if (typeof edition !== 'number' || typeof bundleDigest !== 'string') return [];
    return [
      {
        number: edition,
        event,
        bundleDigest,
        papers: papersIn(bundle),
        ...(typeof changes === 'string' && { changes }),
      },
    ];
  });
}

/** The draft itself among the papers of its edition. */
export function draftOf({ papers }: Edition): NamedPaper | undefined {
  return papers.find(({ role }) => role === 'draft') ?? papers[0];
}

/** What was said or decided on exactly this text. */
export function sawIt(events: readonly PastEvent[], { bundleDigest, event }: Edition): PastEvent[] {
  return events.filter(
    (one) => one.version !== event.version && saidIn(one.payload)['bundleDigest'] === bundleDigest,
  );
}
