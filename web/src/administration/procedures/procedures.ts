import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { useSaid } from '../../words/words';

export function useProcedures() {
  return useQuery({
    queryKey: ['procedures'],
    queryFn: () => ask(api.GET('/api/workflows')),
    staleTime: 600_000,
  });
}

export function useProcedure(id: string, version: string, wanted = true) {
  return useQuery({
    queryKey: ['procedure', id, version],
    queryFn: () => ask(api.GET('/api/workflows/{id}/{version}', { params: { path: { id, version } } })),
    staleTime: Infinity,
    enabled: wanted,
  });
}

/** The binding acts of the newest procedure, as choices. */
export function useBindingActs(): readonly { value: string; label: string }[] {
  const said = useSaid();
  const { data: known } = useProcedures();
  const newest = known?.workflows.findLast(({ id }) => id === 'major-decision');
  const { data } = useProcedure('major-decision', newest?.version ?? '', newest !== undefined);
  return (data?.events ?? [])
    .filter(({ binding }) => binding)
    .map(({ type, title }) => ({ value: type, label: said(title) }));
}
