import { Button, Input } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { useSearch, type Hit } from './search';
import { useWords } from './search-words';

/** `/search?q=`: titles, what was said, and the text of papers. */
export function Page() {
  const say = useWords();
  const [params, setParams] = useSearchParams();
  const q = params.get('q')?.trim() ?? '';
  const { data, error, isLoading, hasNextPage, fetchNextPage, isFetchingNextPage } = useSearch(q);
  const hits = data?.pages.flatMap((page) => page.hits) ?? [];
  return (
    <>
      <title>{say('heading')}</title>
      <h1>{say('heading')}</h1>
      <search>
        <Input.Search
          key={q}
          aria-label={say('what')}
          placeholder={say('what')}
          defaultValue={q}
          enterButton={say('find')}
          size="large"
          maxLength={100}
          onSearch={(typed) => setParams({ q: typed })}
        />
      </search>
      {error && <RefusalNotice error={error} />}
      {isLoading && <PageSkeleton />}
      {data && hits.length === 0 && <p className="quiet">{say('none')}</p>}
      {hits.length > 0 && (
        <ol className="hits">
          {hits.map((hit) => (
            <HitRow key={`${hit.subject} ${hit.seq} ${hit.field ?? hit.sha256 ?? hit.source}`} hit={hit} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('more')}
        </Button>
      )}
    </>
  );
}

const PLACES: Readonly<Record<string, string>> = {
  decision: '/decisions',
  meeting: '/meetings',
  consultation: '/consultations',
  catalogue: '/catalogues',
};

function HitRow({ hit }: { hit: Hit }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const [kind = '', id = ''] = hit.subject.split('/');
  return (
    <li>
      <Link to={`${PLACES[kind] ?? ''}/${id}`}>{said(hit.title)}</Link>{' '}
      <span className="quiet">
        {say(hit.source)} {hit.name} {dates.day(hit.at.slice(0, 10))}
      </span>
      <p>
        <Snippet {...hit.snippet} />
      </p>
    </li>
  );
}

/** What was found stands out; the text is text, never markup. */
function Snippet({ text, marks, cutBefore, cutAfter }: Hit['snippet']) {
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const mark of marks) {
    parts.push(text.slice(end, mark.start), <mark key={mark.start}>{text.slice(mark.start, mark.end)}</mark>);
    end = mark.end;
  }
  return (
    <>
      {cutBefore && '……'}
      {parts}
      {text.slice(end)}
      {cutAfter && '……'}
    </>
  );
}
