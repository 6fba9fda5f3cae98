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
          {[...bySubject(hits)].map(([subject, found]) => (
            <Found key={subject} subject={subject} hits={found} />
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

/** Everything found in one matter stands together, where the first of it stood: a title is read once. */
function bySubject(hits: readonly Hit[]): Map<string, Hit[]> {
  const found = new Map<string, Hit[]>();
  for (const hit of hits) found.set(hit.subject, [...(found.get(hit.subject) ?? []), hit]);
  return found;
}

function Found({ subject, hits }: { subject: string; hits: readonly Hit[] }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const [kind = '', id = ''] = subject.split('/');
  const [first] = hits;
  if (!first) return null;
  const named = hits.find(({ source }) => source === 'title');
  return (
    <li>
      <Link to={`${PLACES[kind] ?? ''}/${id}`}>
        {named ? <Snippet {...named.snippet} /> : said(first.title)}
      </Link>
      <ul>
        {hits
          .filter((hit) => hit !== named)
          .map((hit) => (
            <li key={`${hit.seq} ${hit.field ?? hit.sha256 ?? hit.source}`}>
              <span className="quiet">
                {say(hit.source)} {hit.name} {dates.day(hit.at.slice(0, 10))}
              </span>
              <p>
                <Snippet {...hit.snippet} />
              </p>
            </li>
          ))}
      </ul>
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
