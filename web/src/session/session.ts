import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../api/client';
import { codeOf } from '../api/problem';

export const SESSION_QUERY = ['session'] as const;

/** Who is signed in; `null` for nobody. Roles hold in a unit, and so for its body. */
export const sessionQuery = queryOptions({
  queryKey: SESSION_QUERY,
  queryFn: async () => {
    try {
      return await ask(api.GET('/api/me'));
    } catch (error) {
      if (codeOf(error) === 'sign-in-needed') return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export function useSession() {
  return useQuery(sessionQuery);
}

/** Whose page this is. It stays while its reader signs in again, and never becomes another's: see `Layout`. */
export function useReader(): string {
  const { data } = useSession();
  const [reader, is] = useState(data?.person);
  if (reader === undefined && data) is(data.person);
  return reader ?? '';
}

/** @returns whether somebody signed in holds one of these roles, anywhere */
export function useHolds(...roles: readonly string[]): boolean {
  const { data } = useSession();
  return data?.grants.some(({ role }) => roles.includes(role)) ?? false;
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.DELETE('/api/sessions/current')),
    onSettled: () => {
      // What the next person at this machine must not see.
      queries.clear();
    },
  });
}
