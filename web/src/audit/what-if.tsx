import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { CitedArticle, RefusalNotice, UnmetList } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { useWords } from './audit-words';

interface Supposed {
  readonly on?: string;
  readonly jurisdiction?: string;
}

/** Whether the same act would have been lawful on another day, or under the rules of another place. */
export function WhatIf({ id, version }: { id: string; version: number }) {
  const say = useWords();
  const said = useSaid();
  const [on, setOn] = useState<Dayjs | null>(null);
  const [place, setPlace] = useState<string>();
  const [supposed, suppose] = useState<Supposed>();
  const places = useQuery({
    queryKey: ['jurisdictions'],
    staleTime: Infinity,
    queryFn: () => ask(api.GET('/api/jurisdictions')),
  });
  const { data, error, isFetching } = useSupposition(id, version, supposed);
  const options = places.data?.jurisdictions.map((one) => ({ value: one.id, label: said(one.title) })) ?? [];
  return (
    <section aria-labelledby="what-if-title">
      <h2 id="what-if-title">{say('whatIf')}</h2>
      <p className="quiet">{say('whatIfHow')}</p>
      <form
        className="what-if no-print"
        onSubmit={(event) => {
          event.preventDefault();
          suppose({ ...(on && { on: on.format('YYYY-MM-DD') }), ...(place && { jurisdiction: place }) });
        }}
      >
        <label htmlFor="what-if-on">{say('on')}</label>
        <DatePicker id="what-if-on" value={on} onChange={setOn} />
        <label htmlFor="what-if-place">{say('place')}</label>
        <Select
          id="what-if-place"
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder={say('placeNone')}
          value={place}
          options={options}
          onChange={(chosen: string | undefined) => setPlace(chosen)}
          className="what-if-place"
        />
        <Button htmlType="submit" type="primary" disabled={!on && !place}>
          {say('suppose')}
        </Button>
        {!on && !place && <span className="quiet">{say('choose')}</span>}
      </form>
      {isFetching && <p role="status">{say('supposing')}</p>}
      {error && <RefusalNotice error={error} />}
      {data && <Answer answer={data} />}
    </section>
  );
}

function useSupposition(id: string, version: number, supposed: Supposed | undefined) {
  return useQuery({
    queryKey: ['decision', id, 'what-if', version, supposed],
    enabled: supposed !== undefined,
    queryFn: () =>
      ask(
        api.GET('/api/decisions/{id}/events/{version}/what-if', {
          params: { path: { id, version }, query: { ...supposed } },
        }),
      ),
  });
}

type Supposition = NonNullable<ReturnType<typeof useSupposition>['data']>;

function Answer({ answer }: { answer: Supposition }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const unmet = answer.standings.filter((one) => one.is === 'unmet');
  const waived = answer.standings.filter((one) => one.is === 'gave-way' || one.is === 'warning');
  return (
    <div role="status">
      <p>
        {dates.day(answer.supposed.date)}
        {answer.supposed.jurisdiction && say('comma') + said(answer.supposed.jurisdiction.title)}
        {say('colon')}
        <strong className={answer.would === 'be-refused' ? 'stops' : undefined}>
          {say(answer.would)}
        </strong>{' '}
        <span className="quiet">{say('was', { day: dates.day(answer.recorded.date) })}</span>
      </p>
      {unmet.length > 0 && <UnmetList unmet={unmet} />}
      {waived.length > 0 && (
        <p>
          {say('waived')}
          {waived.map(({ title }) => said(title)).join(say('and'))}
        </p>
      )}
      {answer.untold.length > 0 && (
        <>
          <p>{say('untold')}</p>
          <ul>
            {answer.untold.map((one) => (
              <li key={one.requirement}>
                {said(one.title)}
                {say('colon')}
                {said(one.missing)}
                {one.citations.map((citation) => (
                  <CitedArticle key={citation.rule} citation={citation} />
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
