import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { todayInOffice } from '../dates/dates';

/** Delegations that the reader gave or received, and that were not ended. */
export const delegationsQuery = queryOptions({
  queryKey: ['delegations'],
  queryFn: () => ask(api.GET('/api/me/delegations')),
});

export function useDelegations() {
  return useQuery(delegationsQuery);
}
export type Delegation = NonNullable<ReturnType<typeof useDelegations>['data']>['given'][number];

/** Which acts may be delegated at all, and which are bound to the person, each with its article. */
export const delegationScopeQuery = queryOptions({
  queryKey: ['delegation-scope'],
  queryFn: () => ask(api.GET('/api/me/delegations/scope')),
  staleTime: 600_000,
});

export function useDelegationScope() {
  return useQuery(delegationScopeQuery);
}

interface Act {
  readonly type: string;
  readonly roles: readonly string[];
}
/** Where the act is; a matter that is only being proposed has neither id nor body yet. */
interface Place {
  readonly body?: string;
  readonly decision?: string;
}

/** What colleagues have lent the reader and is in force today. */
export function useLentToday(): readonly Delegation[] {
  const { data } = useDelegations();
  const today = todayInOffice();
  return data?.received.filter(({ from, until }) => from <= today && today <= until) ?? [];
}

/** By which delegations of today the reader could do an act there. Whether it holds is judged when it is sent. */
export function useLent(): (act: Act, place: Place) => readonly Delegation[] {
  const received = useLentToday();
  const { data: scope } = useDelegationScope();
  return ({ type, roles }, { body, decision }) =>
    scope?.delegable.includes(type)
      ? received.filter(
          (one) =>
            (body === undefined || one.body === body) &&
            one.roles.some((role) => roles.includes(role)) &&
            (one.acts?.includes(type) ?? true) &&
            (one.decision === undefined || one.decision === decision),
        )
      : [];
}
