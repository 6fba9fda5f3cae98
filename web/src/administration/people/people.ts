import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';

/** Everybody that the reader administers, page after page: a township has tens, a county some hundreds. */
export function useAdministered() {
  return useQuery({
    queryKey: ['administered-people'],
    queryFn: async () => {
      const first = await page(undefined);
      const people = [...first];
      for (let last = first; last.length > 0;) {
        last = await page(last.at(-1)?.id);
        people.push(...last);
      }
      return people;
    },
  });
}

export type Administered = NonNullable<ReturnType<typeof useAdministered>['data']>[number];

async function page(after: string | undefined) {
  const { people } = await ask(api.GET('/api/admin/people', { params: { query: after ? { after } : {} } }));
  return people;
}

/** Nobody's: it is replaced by the one-time token at once, and seen by no one. */
export function nobodysPassword(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(30))));
}
