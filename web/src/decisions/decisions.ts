import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { api, ask } from '../api/client';
import type { paths } from '../api/schema';

export type Decision = paths['/api/decisions/{id}']['get']['responses'][200]['content']['application/json'];
export type Action = Decision['actions'][number];
export type PastEvent =
  paths['/api/decisions/{id}/events']['get']['responses'][200]['content']['application/json']['events'][number];

export const decisionQuery = (id: string) =>
  queryOptions({
    queryKey: ['decision', id],
    queryFn: () => ask(api.GET('/api/decisions/{id}', { params: { path: { id } } })),
  });

/** One decision as the reader may see it, with the acts that are theirs. `version` goes into `If-Match`. */
export function useDecision(id: string) {
  return useQuery(decisionQuery(id));
}

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['decision', id, 'events'],
    queryFn: () => ask(api.GET('/api/decisions/{id}/events', { params: { path: { id } } })),
  });

/** Its whole history, oldest first. */
export function useHistory(id: string) {
  return useQuery(historyQuery(id));
}

/** What stands in the way of an act, each with its article; asked for only when somebody wants to know. */
export function useObstacles(decision: string, event: string, enabled = true) {
  return useQuery({ ...obstaclesQuery(decision, event), enabled });
}

export const obstaclesQuery = (decision: string, event: string) =>
  queryOptions({
    queryKey: ['decision', decision, 'obstacles', event],
    queryFn: () =>
      ask(api.GET('/api/decisions/{id}/obstacles', { params: { path: { id: decision }, query: { event } } })),
  });

export type ListedDecision =
  paths['/api/decisions']['get']['responses'][200]['content']['application/json']['decisions'][number];

/** Which decisions: words of the title, a state by its path in the machine, a body; and which come first. */
export interface Sought {
  readonly q?: string | undefined;
  readonly state?: string | undefined;
  readonly body?: string | undefined;
  readonly order?: 'newest' | 'oldest' | undefined;
}

/** Decisions of the reader's bodies, a page at a time. */
export function useDecisions(sought: Sought) {
  return useInfiniteQuery({ ...decisionsQuery(sought), placeholderData: keepPreviousData });
}

export const decisionsQuery = (sought: Sought) =>
  infiniteQueryOptions({
    queryKey: ['decisions', sought],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/decisions', {
          params: { query: { limit: 30, ...given(sought), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor,
  });

/** As the address of the list has it. */
export function soughtIn(params: URLSearchParams): Sought {
  const order = params.get('order');
  return {
    q: params.get('q') ?? undefined,
    state: params.get('state') ?? undefined,
    body: params.get('body') ?? undefined,
    order: order === 'oldest' ? 'oldest' : undefined,
  };
}

/** Without what is not sought. */
function given(sought: Sought): Sought {
  return Object.fromEntries(
    Object.entries(sought).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** How each of the five steps stands, by the step's id. */
export function stepsOf({ state }: Pick<Decision, 'state'>): Readonly<Record<string, string>> {
  const steps = state['steps'];
  return typeof steps === 'object' && steps !== null ? (steps as Record<string, string>) : {};
}
