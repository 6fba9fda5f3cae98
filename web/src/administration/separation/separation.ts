import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';

/** Whether administration is divided in three, and what waits for a second administrator. */
export function useSeparation() {
  return useQuery({ queryKey: ['separation'], queryFn: () => ask(api.GET('/api/admin/separation')) });
}
