import { useQuery } from '@tanstack/react-query';
import type { Catalogue } from '../../../workflows/catalogue/catalogue';
import { api, ask } from '../api/client';
import type { paths } from '../api/schema';
import type { Told } from '../meetings/meetings';

type Answer = paths['/api/catalogues/{id}']['get']['responses'][200]['content']['application/json'];
export type NamedItem = Answer['items'][number];
export interface OneCatalogue extends Omit<Answer, 'state'> {
  readonly state: Catalogue;
}

export function useCatalogues() {
  return useQuery({
    queryKey: ['catalogues'],
    queryFn: async () =>
      (await ask(api.GET('/api/catalogues', { params: { query: { limit: 100 } } }))).catalogues,
  });
}

export function useCatalogue(id: string) {
  return useQuery({
    queryKey: ['catalogue', id],
    queryFn: async (): Promise<OneCatalogue> => {
      const { state, ...rest } = await ask(api.GET('/api/catalogues/{id}', { params: { path: { id } } }));
      return { ...rest, state: state as unknown as Catalogue };
    },
  });
}

export function useCatalogueHistory(id: string) {
  return useQuery({
    queryKey: ['catalogue', id, 'events'],
    queryFn: async () =>
      (await ask(api.GET('/api/catalogues/{id}/events', { params: { path: { id }, query: { limit: 500 } } })))
        .events as readonly Told[],
  });
}
