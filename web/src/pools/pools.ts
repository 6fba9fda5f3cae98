import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { codeOf } from '../api/problem';
import type { paths } from '../api/schema';
import { useSession } from '../session/session';

export type Pool = paths['/api/pools/{id}']['get']['responses'][200]['content']['application/json'];
export type Listed = Pool['experts'][number];

/** The pool of a body; null where none was opened. */
export const poolQuery = (body: string) =>
  queryOptions({
    queryKey: ['pool', body],
    queryFn: async () => {
      try {
        return await ask(api.GET('/api/pools/{id}', { params: { path: { id: body } } }));
      } catch (error) {
        if (codeOf(error) === 'not-found') return null;
        throw error;
      }
    },
  });

export function usePool(body: string) {
  return useQuery({ ...poolQuery(body), enabled: body !== '' });
}

/** Draws of a pool, a page at a time, the latest first; those for one matter where it is named. */
export function useDraws(body: string, decision?: string) {
  return useInfiniteQuery({
    queryKey: ['pool', body, 'draws', decision],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam }) => {
      const query = { limit: 20, ...(decision && { decision }), ...(pageParam && { before: pageParam }) };
      const answer = await ask(api.GET('/api/pools/{id}/draws', { params: { path: { id: body }, query } }));
      return answer.draws;
    },
    getNextPageParam: (last) => (last.length < 20 ? undefined : last.at(-1)?.announcedSeq),
  });
}

/** One draw, reckoned again by the server while it is read. */
export function useDraw(body: string, draw: string) {
  return useQuery({
    queryKey: ['pool', body, 'draws', 'one', draw],
    queryFn: () => ask(api.GET('/api/pools/{id}/draws/{draw}', { params: { path: { id: body, draw } } })),
  });
}

/** The bodies in which the reader holds a role. */
export function useOwnBodies(): readonly string[] {
  const { data } = useSession();
  return [...new Set(data?.grants.map(({ body }) => body))];
}

/** Whether the reader holds one of these roles in that body. */
export function useHoldsIn(body: string, ...roles: readonly string[]): boolean {
  const { data } = useSession();
  return data?.grants.some((grant) => grant.body === body && roles.includes(grant.role)) ?? false;
}
