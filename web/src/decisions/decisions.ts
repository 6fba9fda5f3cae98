import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, ask, asked } from '../api/client';
import type { components, paths } from '../api/schema';

export type Decision = paths['/api/decisions/{id}']['get']['responses'][200]['content']['application/json'];
export type Action = Decision['actions'][number];
export type PastEvent =
  paths['/api/decisions/{id}/events']['get']['responses'][200]['content']['application/json']['events'][number];
export type EventType = keyof components['schemas'];

/** One decision as the reader may see it, with the acts that are theirs. `version` goes into `If-Match`. */
export function useDecision(id: string) {
  return useQuery({
    queryKey: ['decision', id],
    queryFn: () => ask(api.GET('/api/decisions/{id}', { params: { path: { id } } })),
  });
}

/** Its history, oldest first. */
export function useHistory(id: string) {
  return useQuery({
    queryKey: ['decision', id, 'events'],
    queryFn: () => ask(api.GET('/api/decisions/{id}/events', { params: { path: { id } } })),
  });
}

/** Decisions of the reader's bodies, the last changed first, a page at a time. @param q words of the title */
export function useDecisions(q: string) {
  return useInfiniteQuery({
    queryKey: ['decisions', q],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) =>
      (
        await asked(
          api.GET('/api/decisions', {
            params: { query: { limit: 30, ...(q && { q }), ...(pageParam && { cursor: pageParam }) } },
          }),
        )
      ).answer,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** How each of the five steps stands, by the step's id. */
export function stepsOf({ state }: Pick<Decision, 'state'>): Readonly<Record<string, string>> {
  const steps = state['steps'];
  return typeof steps === 'object' && steps !== null ? (steps as Record<string, string>) : {};
}
