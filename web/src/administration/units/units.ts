import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';

/** The bodies that the reader administers, and their units. */
export function useAdministeredUnits() {
  return useQuery({ queryKey: ['administered-units'], queryFn: () => ask(api.GET('/api/admin/units')) });
}

export type Unit = NonNullable<ReturnType<typeof useAdministeredUnits>['data']>['units'][number];
