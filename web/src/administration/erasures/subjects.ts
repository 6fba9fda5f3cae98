import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import type { PastEvent } from '../../decisions/decisions';

/** What has a record from which an order may take something, as its addresses name it. */
const ADDRESS_OF = {
  decision: 'decisions',
  meeting: 'meetings',
  consultation: 'consultations',
  catalogue: 'catalogues',
} as const;
export type Kind = keyof typeof ADDRESS_OF;
export const KINDS = Object.keys(ADDRESS_OF) as readonly Kind[];

export interface Subject {
  readonly kind: Kind;
  readonly id: string;
}

/** `meeting/…`; undefined for what has no record here (installation, person). */
export function subjectIn(subject: string | undefined): Subject | undefined {
  const [kind, id] = subject?.split('/') ?? [];
  const known = KINDS.find((one) => one === kind);
  return known && id !== undefined ? { kind: known, id } : undefined;
}

/** Everything that was recorded of it, the first act first; a call may have thousands of comments. */
export function useRecordOf(subject: Subject | undefined) {
  return useQuery({
    queryKey: [subject?.kind, subject?.id, 'events', 'all'],
    enabled: subject !== undefined,
    queryFn: () => recordOf(subject as Subject),
  });
}

async function recordOf({ kind, id }: Subject): Promise<readonly PastEvent[]> {
  const events: PastEvent[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    // The four addresses answer the same; that of decisions takes no page, and tells all at once.
    const page: { events: readonly unknown[]; nextFrom?: number } = await ask(
      kind === 'decision'
        ? api.GET('/api/decisions/{id}/events', { params: { path: { id } } })
        : api.GET(`/api/${ADDRESS_OF[kind] as 'meetings'}/{id}/events`, {
            params: { path: { id }, query: { from, limit: 500 } },
          }),
    );
    events.push(...(page.events as PastEvent[]));
    from = page.nextFrom;
  }
  return events;
}
