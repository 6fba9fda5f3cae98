import { api, ask } from '../../api/client';
import type { Administered } from './people';

/** An event of a person, by the version that the reader has seen: if somebody acted in between, it is said. */
export function personEvent(person: Administered, type: string, payload: Record<string, unknown>) {
  return ask(
    api.POST('/api/admin/people/{id}/events', {
      params: { path: { id: person.id }, header: { 'if-match': `"${person.version}"` } },
      body: { type, payload } as never,
    }),
  );
}
