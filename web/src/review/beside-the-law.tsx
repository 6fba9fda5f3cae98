import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import type { Citation } from '../api/problem';
import { PageSkeleton } from '../app/page-skeleton';
import type { Decision } from '../decisions/decisions';
import { draftOf, type Edition } from '../decisions/papers/editions-in';
import { PaperLine } from '../decisions/papers/paper-links';
import { payloadOf, textIn, textsIn } from '../desk/past';
import { CitedArticle, RefusalNotice } from '../refusal/refusal-notice';
import { useWords } from './review-words';

/** The text of the draft on the left; on the right the law that its drafters list, and the articles that the act is measured by. */
export function BesideTheLaw({
  decision,
  edition,
  act,
}: {
  decision: Decision;
  edition: Edition;
  act: string;
}) {
  const say = useWords();
  const listed = textsIn(payloadOf(edition.event), 'applicableLaw');
  const action = decision.actions.find(({ type }) => type === act);
  const cited = new Map<string, Citation>();
  for (const citation of action?.citations ?? []) cited.set(citation.rule, citation);
  for (const standing of action?.standings ?? [])
    if ('citations' in standing)
      for (const citation of standing.citations ?? []) cited.set(citation.rule, citation);
  const hearing = textIn(
    (payloadOf(edition.event)['touches'] ?? {}) as Record<string, unknown>,
    'hearingRequiredBy',
  );
  return (
    <section aria-labelledby="beside-title">
      <h2 id="beside-title">{say('besideLaw')}</h2>
      <div className="desk-columns">
        <DraftText edition={edition} />
        <div>
          <h3>{say('law')}</h3>
          {listed.length === 0 && <p className="quiet">{say('noLaw')}</p>}
          <ol>
            {listed.map((one) => (
              <li key={one}>{one}</li>
            ))}
            {hearing && !listed.includes(hearing) && <li>{hearing}</li>}
          </ol>
          {cited.size > 0 && (
            <details className="desk-fold">
              <summary>{say('asked')}</summary>
              {[...cited.values()].map((citation) => (
                <CitedArticle key={citation.rule} citation={citation} />
              ))}
            </details>
          )}
        </div>
      </div>
    </section>
  );
}

/** The draft itself, to be read where it is judged. */
export function DraftText({ edition }: { edition: Edition }) {
  const say = useWords();
  const draft = draftOf(edition);
  const { data, error, isLoading } = useQuery({
    queryKey: ['text', draft?.sha256],
    enabled: draft !== undefined,
    staleTime: Infinity,
    queryFn: () =>
      ask(api.GET('/api/documents/{sha256}/text', { params: { path: { sha256: draft?.sha256 ?? '' } } })),
  });
  if (!draft) return null;
  return (
    <div>
      <h3>{say('draftText')}</h3>
      <p>
        <PaperLine paper={draft} />
      </p>
      {error && <RefusalNotice error={error} />}
      {isLoading && <PageSkeleton />}
      {data?.state === 'text' && (
        <div className="draft-text" tabIndex={0} role="region" aria-label={say('draftText')}>
          {data.text}
        </div>
      )}
      {data?.state === 'none' && <p>{say('noText')}</p>}
      {data?.state === 'failed' && <p>{say('textFailed')}</p>}
      {data?.truncated && <p className="quiet">{say('truncated')}</p>}
    </div>
  );
}
