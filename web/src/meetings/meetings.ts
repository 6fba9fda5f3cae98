import { queryOptions, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import type { Meeting } from '../../../workflows/meeting/meeting';
import type { Context } from '../../../workflows/major-decision/context';
import { api, ask } from '../api/client';
import type { paths } from '../api/schema';
import { decisionQuery, historyQuery, type Decision, type PastEvent } from '../decisions/decisions';

export type { Meeting, Context };
export type AgendaItem =
  paths['/api/meetings/{id}/agenda']['get']['responses'][200]['content']['application/json']['items'][number];
/** An event as the history tells it, with what was filled in. */
export type Told = Omit<PastEvent, 'payload'> & { readonly payload: Readonly<Record<string, unknown>> };
type MeetingStatus = Meeting['status'];

export interface OneMeeting {
  readonly id: string;
  readonly version: number;
  readonly state: Meeting;
}

/** Meetings of the reader's bodies, the latest planned first. */
export function useMeetings(status: MeetingStatus | undefined) {
  return useInfiniteQuery({
    queryKey: ['meetings', status],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/meetings', {
          params: {
            query: { limit: 50, ...(status && { status }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor,
  });
}

export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: ['meeting', id],
    queryFn: async (): Promise<OneMeeting> => {
      const { state, ...rest } = await ask(api.GET('/api/meetings/{id}', { params: { path: { id } } }));
      return { ...rest, state: state as unknown as Meeting };
    },
  });

export function useMeeting(id: string) {
  return useQuery(meetingQuery(id));
}

/** Everything that was recorded of a meeting, the first act first. */
export function useMeetingHistory(id: string) {
  return useQuery({
    queryKey: ['meeting', id, 'events'],
    queryFn: async () =>
      (await ask(api.GET('/api/meetings/{id}/events', { params: { path: { id }, query: { limit: 500 } } })))
        .events as readonly Told[],
  });
}

/** Which decisions it was called for, and which were tabled at it. */
export const agendaQuery = (id: string) =>
  queryOptions({
    queryKey: ['meeting', id, 'agenda'],
    queryFn: async () =>
      (await ask(api.GET('/api/meetings/{id}/agenda', { params: { path: { id } } }))).items,
  });

export function useAgenda(id: string) {
  return useQuery(agendaQuery(id));
}

/** The decisions of an agenda, each as the reader may see it; `undefined` while one is being read. */
export function useDecisionsOf(items: readonly AgendaItem[] | undefined) {
  return useQueries({ queries: (items ?? []).map(({ decision }) => decisionQuery(decision)) });
}

/** The history of a decision, the first act first. */
export function useDecisionHistory(id: string) {
  return useQuery({ ...historyQuery(id), select: told });
}

const told = ({ events }: { events: readonly PastEvent[] }) => events as readonly Told[];

/** What the procedure remembers of a decision. */
export function contextOf({ state }: Pick<Decision, 'state'>): Context {
  return state['context'] as Context;
}
