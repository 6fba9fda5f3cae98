import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { ValueShown } from '../decisions/history/value-shown';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSaid, type Bilingual } from '../words/words';
import { useWords } from './audit-words';
import { memoryName } from '../decisions/history/memory-names';

/** What one act changed: facts that the procedure remembers, deadlines, and what may be done. */
export function Changes({ id, version }: { id: string; version: number }) {
  const say = useWords();
  const { data, error } = useQuery({
    queryKey: ['decision', id, 'diff', version],
    staleTime: Infinity,
    queryFn: () =>
      ask(
        api.GET('/api/decisions/{id}/diff', {
          params: { path: { id }, query: { from: String(version - 1), to: String(version) } },
        }),
      ),
  });
  return (
    <section aria-labelledby="changed-title">
      <h3 id="changed-title">{say('changed')}</h3>
      {error && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data && (
        <>
          <FactsChanged changes={data.context} />
          <DeadlinesChanged deadlines={data.deadlines} />
          <Titles word="opened" titled={data.actions.opened} />
          <Titles word="closed" titled={data.actions.closed} />
        </>
      )}
    </section>
  );
}

interface Change {
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

function FactsChanged({ changes }: { changes: readonly Change[] }) {
  const say = useWords();
  const said = useSaid();
  if (changes.length === 0) return <p className="quiet">{say('nothingChanged')}</p>;
  const nameOf = (path: string) =>
    path
      .split('/')
      .filter((part) => part !== '')
      .map((part) => said(memoryName(part)))
      .join(' › ');
  return (
    <div className="wide" tabIndex={0}>
      <table className="register facts-changed">
        <thead>
          <tr>
            <th scope="col">{say('field')}</th>
            <th scope="col">{say('before')}</th>
            <th scope="col">{say('after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, from, to }) => {
            const field = path.split('/').findLast((part) => !/^\d+$/.test(part)) ?? path;
            return (
              <tr key={path}>
                <th scope="row">{nameOf(path)}</th>
                <td>
                  <Remembered field={field} value={from} />
                </td>
                <td>
                  <Remembered field={field} value={to} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Remembered({ field, value }: { field: string; value: unknown }) {
  const say = useWords();
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return empty ? <span className="quiet">{say('absent')}</span> : <ValueShown field={field} value={value} />;
}

function DeadlinesChanged({
  deadlines,
}: {
  deadlines: readonly { id: string; title: Bilingual; from: string | null; to: string | null }[];
}) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  if (deadlines.length === 0) return null;
  const day = (date: string | null) => (date === null ? say('absent') : dates.day(date));
  return (
    <p>
      {say('deadlines')}
      {say('colon')}
      {deadlines
        .map(({ title, from, to }) => `${said(title)} ${day(from)} → ${day(to)}`)
        .join(say('semicolon'))}
    </p>
  );
}

function Titles({
  word,
  titled,
}: {
  word: 'opened' | 'closed';
  titled: readonly { id: string; title: Bilingual }[];
}) {
  const say = useWords();
  const said = useSaid();
  if (titled.length === 0) return null;
  return (
    <p>
      {say(word)}
      {say('colon')}
      {titled.map(({ title }) => said(title)).join(say('and'))}
    </p>
  );
}
