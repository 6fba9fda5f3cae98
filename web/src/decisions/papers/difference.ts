import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import type { paths } from '../../api/schema';

type Difference =
  paths['/api/documents/{sha256}/diff/{after}']['get']['responses'][200]['content']['application/json'];
export type Paragraph = Difference['paragraphs'][number];

/** What differs between the texts of two papers; the server keeps their texts. */
export function useDifference(before: string, after: string) {
  return useQuery({
    queryKey: ['difference', before, after],
    staleTime: Infinity,
    queryFn: () =>
      ask(api.GET('/api/documents/{sha256}/diff/{after}', { params: { path: { sha256: before, after } } })),
  });
}
