import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { useAttempt } from '../api/attempt';
import { api, ask } from '../api/client';
import type { paths } from '../api/schema';

type Answered<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
export type ListedCall = Answered<'/api/public/consultations'>['consultations'][number];
export type Call = Answered<'/api/public/consultations/{id}'>;
export type Taken =
  paths['/api/public/consultations/{id}/comments']['post']['responses'][201]['content']['application/json'];
type Comment = NonNullable<
  paths['/api/public/consultations/{id}/comments']['post']['requestBody']
>['content']['application/json'];

/** Calls for comments, open ones or closed ones, a page at a time. */
export const callsQuery = (open: boolean) =>
  infiniteQueryOptions({
    queryKey: ['public-calls', open],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/public/consultations', {
          params: { query: { open: open ? 'true' : 'false', ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor,
  });

export function useCalls(open: boolean) {
  return useInfiniteQuery(callsQuery(open));
}

export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ['public-call', id],
    queryFn: () => ask(api.GET('/api/public/consultations/{id}', { params: { path: { id } } })),
  });

export function useCall(id: string) {
  return useQuery(callQuery(id));
}

/** Sends a comment. What is sent again because a line broke is the same comment, and gets the same code. */
export function useComment(id: string) {
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (comment: Comment) =>
      ask(
        api.POST('/api/public/consultations/{id}/comments', {
          params: { path: { id }, header: { 'idempotency-key': attempt.keyFor(comment) } },
          body: comment,
        }),
      ),
    // A second comment with the same words is another comment.
    onSuccess: () => attempt.over(),
  });
}

/** @param code as it was typed; nothing is asked before there is one */
export function useReceipt(code: string) {
  return useQuery({
    queryKey: ['public-receipt', code],
    queryFn: () => ask(api.GET('/api/public/receipts/{code}', { params: { path: { code } } })),
    enabled: code !== '',
  });
}

export function useCatalogues() {
  return useInfiniteQuery({
    queryKey: ['public-catalogues'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(api.GET('/api/public/catalogues', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    getNextPageParam: (last) => last.nextCursor,
  });
}
