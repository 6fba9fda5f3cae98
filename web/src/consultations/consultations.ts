import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Consultation } from '../../../workflows/consultation/consultation';
import { api, ask } from '../api/client';
import type { paths } from '../api/schema';

export type Comment =
  paths['/api/consultations/{id}/comments']['get']['responses'][200]['content']['application/json']['comments'][number];
export type Disposition = NonNullable<Comment['disposition']>;
export const DISPOSITIONS: readonly Disposition[] = ['adopted', 'partly', 'not-adopted'];

const A_PAGE = 200;

/** One call: its dates, and how many comments stand where. */
export function useConsultation(id: string) {
  return useQuery({
    queryKey: ['consultation', id],
    queryFn: async () => {
      const { state, ...rest } = await ask(api.GET('/api/consultations/{id}', { params: { path: { id } } }));
      return { ...rest, state: state as unknown as Consultation };
    },
  });
}

/** Every comment by number, read page after page: what is to be grouped has to be seen whole. */
export function useComments(id: string) {
  const read = useInfiniteQuery({
    queryKey: ['consultation', id, 'comments'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/consultations/{id}/comments', {
          params: { path: { id }, query: { limit: A_PAGE, after: pageParam } },
        }),
      ),
    getNextPageParam: (last) => last.nextAfter,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, error } = read;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !error) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, error]);
  return { comments: read.data?.pages.flatMap((page) => page.comments), error, isReading: hasNextPage };
}

/** What a comment says without its punctuation and digits: two that agree in it say the same. */
export function gistOf({ text = '' }: Comment): string {
  return text.replace(/[\p{P}\p{S}\p{N}\s]/gu, '').toLowerCase();
}
