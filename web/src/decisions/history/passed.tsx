import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import type { paths } from '../../api/schema';
import { PageSkeleton } from '../../app/page-skeleton';
import { CitedArticle, RefusalNotice } from '../../refusal/refusal-notice';
import { useSaid } from '../../words/words';
import { ValueShown } from './value-shown';
import { useWords } from './history-words';

/** The requirements that let an event pass, each with its articles and with what it looked at. */
export function Passed({ id, version }: { id: string; version: number }) {
  const say = useWords();
  const { data, error } = useQuery({
    queryKey: ['decision', id, 'requirements', version],
    staleTime: Infinity,
    queryFn: () =>
      ask(
        api.GET('/api/decisions/{id}/events/{version}/requirements', { params: { path: { id, version } } }),
      ),
  });
  return (
    <section aria-labelledby="passed-title">
      <h3 id="passed-title">{say('why')}</h3>
      <p className="quiet">{say('whyHow')}</p>
      {error && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      <ul className="act-list">
        {data?.requirements.map((one) => (
          <li key={one.requirement}>
            <PassedOne one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Requirement =
  paths['/api/decisions/{id}/events/{version}/requirements']['get']['responses'][200]['content']['application/json']['requirements'][number];

function PassedOne({ one }: { one: Requirement }) {
  const say = useWords();
  const said = useSaid();
  const saw = [...one.saw.facts, ...one.saw.fields, ...one.saw.remembered];
  return (
    <>
      <span className={one.is === 'met' ? 'verdict' : 'verdict verdict-not'}>
        {one.is === 'met' ? '✓' : '!'} {say(one.is)}
      </span>{' '}
      {said(one.title)}
      {one.strength === 'house' && <span className="quiet"> {say('ownControl')}</span>}
      {one.because && <p>{said(one.because)}</p>}
      {one.citations.map((citation) => (
        <CitedArticle key={citation.rule} citation={citation} />
      ))}
      {saw.length > 0 && (
        <details>
          <summary className="quiet">{say('saw')}</summary>
          <dl className="pairs">
            {saw.map(({ name, title, value }, index) => (
              <div key={`${name}-${index}`} className="pair">
                <dt>{said(title)}</dt>
                <dd>
                  <ValueShown field={name} value={value} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
