import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { CitedArticle } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import type { paths } from '../api/schema';

export type Conflicts =
  paths['/api/decisions/{id}/conflicts']['get']['responses'][200]['content']['application/json'];
export type Candidate = Conflicts['candidates'][number];

/** What stands against each candidate for a role, for those who appoint. */
export function useConflicts(id: string, role: Conflicts['role'], asks = true) {
  return useQuery({
    queryKey: ['decision', id, 'conflicts', role],
    enabled: asks,
    queryFn: () =>
      ask(api.GET('/api/decisions/{id}/conflicts', { params: { path: { id }, query: { role } } })),
  });
}

/** What stands against one candidate, by word first. */
export function ConflictList({
  conflicts,
  refused,
  warning,
}: {
  conflicts: Candidate['conflicts'];
  refused: string;
  warning: string;
}) {
  const said = useSaid();
  return (
    <ul>
      {conflicts.map((conflict) => (
        <li key={`${conflict.kind} ${conflict.requirement ?? ''}`}>
          <strong>{said(conflict.title)}</strong>{' '}
          <span className="quiet">{conflict.is === 'refused' ? refused : warning}</span>
          {conflict.citations.map((citation) => (
            <CitedArticle key={citation.rule} citation={citation} />
          ))}
        </li>
      ))}
    </ul>
  );
}
