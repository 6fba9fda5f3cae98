import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import type { components } from '../api/schema';
import { hasDesk, placeOfAct } from '../decisions/desks';

export type Task = components['schemas']['Task'];
export type Confirmation = components['schemas']['Confirmation'];
export type TaskState = Task['state'];

/** What of the list is asked for: what is due, what is merely possible, or what is the reader's and waits. */
export type Sheet = 'due' | 'blocked' | 'possible';

const ASKED = {
  due: { duty: 'due', is: 'open' },
  blocked: { duty: 'due', is: 'blocked' },
  possible: { duty: 'possible', is: 'open' },
} as const;

/** The to-do list, the most urgent first, a page at a time. */
export function useTasks(sheet: Sheet, act: string | undefined) {
  return useInfiniteQuery(tasksQuery(sheet, act));
}

export const tasksQuery = (sheet: Sheet, act?: string) =>
  infiniteQueryOptions({
    queryKey: ['tasks', sheet, act],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/tasks', {
          params: {
            query: {
              ...ASKED[sheet],
              limit: 50,
              ...(act && { act }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor,
  });

/** Where a task is done: the page of its subject, and for a decision's act its desk or its form. */
export function placeOf({ kind, id, act, is, delegatedBy }: Task): string {
  if (kind === 'decision' && delegatedBy) return `/decisions/${id}/act/${act}?for=${delegatedBy.person}`;
  if (kind === 'decision')
    return is === 'blocked' && !hasDesk(act) ? `/decisions/${id}` : placeOfAct(id, act);
  return { meeting: `/meetings/${id}`, consultation: `/consultations/${id}`, catalogue: `/catalogues/${id}` }[
    kind
  ];
}

/** Where what another proposed is confirmed. */
export function whereConfirmed({ act, subject }: Pick<Confirmation, 'act' | 'subject'>): string {
  if (act === 'RoleConfirmed') return `/administration/people/${subject.slice('person/'.length)}`;
  if (act === 'ReadingConfirmed') return '/readings';
  return act === 'SeparationConfirmed' ? '/administration/separation' : '/administration/erasures';
}
