import { Form, InputNumber } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { Act } from '../administration/act';
import { ReasonField, TextField } from '../administration/fields';
import { Receipts } from '../session/receipts';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './readings-words';

function useReadings() {
  return useQuery({
    queryKey: ['emergency-readings'],
    queryFn: () => ask(api.GET('/api/emergency-readings')),
  });
}
type Reading = NonNullable<ReturnType<typeof useReadings>['data']>['readings'][number];

/** `/readings`: asked for by anybody, confirmed by a second person of the body, over by itself. `?decision=` names one. */
export function Page() {
  const say = useWords();
  const [query] = useSearchParams();
  const { data, error, isPending } = useReadings();
  return (
    <Receipts>
      <title>{say('title')}</title>
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      {isPending && <PageSkeleton />}
      {error && <RefusalNotice error={error} />}
      {data?.readings.length === 0 && <p className="quiet">{say('none')}</p>}
      {data?.readings.map((reading) => (
        <OneReading key={reading.id} reading={reading} />
      ))}
      <Act<{ decision: string; hours: number; reason: string }, unknown>
        title={say('ask')}
        effect={say('askEffect')}
        seenBy={say('seenByAll')}
        initial={{ hours: 4, decision: query.get('decision') ?? '' }}
        act={({ decision, hours, reason }) =>
          ask(
            api.POST('/api/decisions/{id}/emergency-readings', {
              params: { path: { id: decision } },
              body: { hours, reason },
            }),
          )
        }
      >
        <TextField name="decision" label={say('decisionId')} most={64} />
        <Form.Item name="hours" label={say('hoursField')} rules={[{ required: true }]}>
          <InputNumber min={1} max={168} precision={0} />
        </Form.Item>
        <ReasonField />
      </Act>
    </Receipts>
  );
}

function OneReading({ reading }: { reading: Reading }) {
  const say = useWords();
  const dates = useDates();
  const path = { params: { path: { id: reading.id } } };
  const { beside } = usePunctuation();
  const { status, may } = reading;
  return (
    <section className="act-form">
      <h3>
        {say(status)} · {beside(reading.name, reading.post)}
      </h3>
      <p>
        <Link to={`/decisions/${reading.decision}`}>{say('decision')}</Link> ·{' '}
        {say('hours', { n: reading.hours })} · {dates.moment(reading.askedAt)}
        {reading.until && ` · ${say('until', { when: dates.moment(reading.until) })}`} ·{' '}
        {say('readings', { n: reading.readings })}
      </p>
      <p>{reading.reason}</p>
      <div className="acts">
        {may.decide && (
          <>
            <Act
              title={say('confirm')}
              effect={say('confirmEffect')}
              seenBy={say('seenByAll')}
              act={() => ask(api.POST('/api/emergency-readings/{id}/confirmation', path))}
            />
            <Act<{ reason: string }, unknown>
              title={say('refuse')}
              seenBy={say('seenByAll')}
              act={(body) => ask(api.POST('/api/emergency-readings/{id}/refusal', { ...path, body }))}
            >
              <ReasonField />
            </Act>
          </>
        )}
        {may.end && (
          <Act<{ reason: string }, unknown>
            title={say('end')}
            seenBy={say('seenByAll')}
            act={(body) => ask(api.POST('/api/emergency-readings/{id}/end', { ...path, body }))}
          >
            <ReasonField />
          </Act>
        )}
      </div>
    </section>
  );
}
