import { useQuery } from '@tanstack/react-query';
import { partsFor } from '../../../../src/people/administrator-parts';
import { api, ask } from '../../api/client';
import { useHolds, useSession } from '../../session/session';

/** Whether administration is divided in three, and what waits for a second administrator. */
export function useSeparation() {
  return useQuery({ queryKey: ['separation'], queryFn: () => ask(api.GET('/api/admin/separation')) });
}

/** Whether such an act of administration is the reader's: where it is divided, by the part that they have. */
export function useAdministers(): (type: string) => boolean {
  const administers = useHolds('administrator');
  const { data: session } = useSession();
  const { data } = useSeparation();
  return (type) => {
    if (!administers || !data || !session) return false;
    const part = data.parts[session.person];
    return !data.on || (part !== undefined && partsFor(type).includes(part));
  };
}
