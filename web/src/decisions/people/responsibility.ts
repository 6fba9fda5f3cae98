import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import type { paths } from '../../api/schema';

export type Responsibility =
  paths['/api/decisions/{id}/responsibility']['get']['responses'][200]['content']['application/json'];
export type ActShown = Responsibility['drafts']['entries'][number]['act'];

/** Who answers for what in it. */
export function useResponsibility(id: string) {
  return useQuery({
    queryKey: ['decision', id, 'responsibility'],
    queryFn: () => ask(api.GET('/api/decisions/{id}/responsibility', { params: { path: { id } } })),
  });
}
