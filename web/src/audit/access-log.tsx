import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useProcedure } from '../decisions/machine';
import { useShown } from '../decisions/shown';
import { useNameOf } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSaid, type Bilingual } from '../words/words';
import { useWords } from './audit-words';

/** What an auditor reads, by the end of the route that gives it. */
const READ: readonly (readonly [RegExp, Bilingual])[] = [
  [/\/decisions\/:id$/, { zh: '事项现状', en: 'where the matter stands' }],
  [/\/events$/, { zh: '办理过程', en: 'the history' }],
  [/\/events\/:version\//, { zh: '一项记录的依据', en: 'what let a record pass' }],
  [/\/path$/, { zh: '程序图', en: 'the chart' }],
  [/\/(replay|diff)$/, { zh: '回溯', en: 'the time machine' }],
  [/\/obstacles$/, { zh: '尚缺的条件', en: 'what is missing' }],
  [/\/responsibility$/, { zh: '责任情况', en: 'who is responsible' }],
  [/\/(dossier\.(zip|pdf)|certificate)$/, { zh: '卷宗', en: 'the dossier' }],
  [/\/documents\//, { zh: '材料', en: 'a paper' }],
];

function WhatWasRead({ route }: { route: string }) {
  const said = useSaid();
  const what = READ.find(([ends]) => ends.test(route))?.[1];
  return what ? (
    <>{said({ zh: `：${what.zh}`, en: `: ${what.en}` })}</>
  ) : (
    <span className="digest quiet"> {route}</span>
  );
}

/** Who tried what in vain, and who read it for an audit. The server gives it to auditors of the body alone. */
export function AccessLog({ id }: { id: string }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  const { workflow } = useShown();
  const { data: procedure } = useProcedure(workflow);
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['decision', id, 'access-log'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/decisions/{id}/access-log', {
          params: { path: { id }, query: { after: pageParam, limit: 100 } },
        }),
      ),
    getNextPageParam: (page) => page.nextAfter,
  });
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const actName = (type: string) => {
    const title = procedure?.events.find((event) => event.type === type)?.title;
    return title ? said(title) : type;
  };
  const requirementName = (requirement: string) => {
    const title = procedure?.chart.requirements.find((one) => one.id === requirement)?.title;
    return title ? said(title) : requirement;
  };
  return (
    <section aria-labelledby="access-title">
      <h2 id="access-title">{say('accessLog')}</h2>
      <p className="quiet">{say('accessHow')}</p>
      {error && <RefusalNotice error={error} />}
      {isPending && <PageSkeleton />}
      {data && rows.length === 0 && <p className="quiet">{say('accessNone')}</p>}
      {rows.length > 0 && (
        <div className="wide" tabIndex={0}>
          <table className="register">
            <thead>
              <tr>
                <th scope="col">{say('when')}</th>
                <th scope="col">{say('who')}</th>
                <th scope="col">{say('what')}</th>
                <th scope="col">{say('why')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.row}>
                  <td className="nowrap">{dates.moment(row.time)}</td>
                  <td className="nowrap">{nameOf(row.actor)}</td>
                  <td>
                    {row.what === 'refused' && `${actName(row.type)}${say('comma')}`}
                    {say(row.what)}
                    {row.what === 'read' && <WhatWasRead route={row.type} />}
                    {row.count > 1 && say('comma') + say('times', { n: row.count, count: row.count })}
                  </td>
                  <td>
                    {row.requirements.length > 0 ? (
                      row.requirements.map(requirementName).join(say('semicolon'))
                    ) : (
                      <span className="digest">{row.code}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('moreRows')}
        </Button>
      )}
    </section>
  );
}
