import { useInfiniteQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import type { components } from '../api/schema';

export type Hit = components['schemas']['SearchHit'];

/** @param q terms parted by space, all of which must be there; nothing is asked for an empty one */
export function useSearch(q: string) {
  return useInfiniteQuery({
    queryKey: ['search', q],
    enabled: q !== '',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/search', {
          params: { query: { q, limit: 30, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor,
  });
}
