import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import type { paths } from '../api/schema';
import type { Decision } from './decisions';

export type Procedure =
  paths['/api/workflows/{id}/{version}']['get']['responses'][200]['content']['application/json'];
export type ProcedureEvent = Procedure['events'][number];

/** Who may enter an act of a person without an account, from its signed original. */
export const ENTERS_FOR_OTHERS = ['proposer', 'office', 'secretary'] as const;

/** The procedure that a decision follows: each of its acts, with who does it and its schema. It never changes. */
export function useProcedure(workflow: Decision['workflow'] | undefined) {
  const { id = '', version = '' } = workflow ?? {};
  return useQuery({
    queryKey: ['procedure', id, version],
    queryFn: () => ask(api.GET('/api/workflows/{id}/{version}', { params: { path: { id, version } } })),
    enabled: workflow !== undefined,
    staleTime: Infinity,
  });
}
