import { NATIONAL } from '../../../workflows/parameters';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import type { paths } from '../api/schema';
import { useDates } from '../dates/dates';
import { useCodeName } from '../forms/names';
import { CitedArticle, RefusalNotice } from '../refusal/refusal-notice';
import { useLanguage, useSaid } from '../words/words';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './proposer-words';
import { Ticks } from '../forms/ticks';

type Ahead = paths['/api/plan']['get']['responses'][200]['content']['application/json'];
type Kind = NonNullable<NonNullable<paths['/api/plan']['get']['parameters']['query']>['kind']>;
type Fact = 'expert' | 'risk' | 'marketPlayers' | 'money' | 'land' | 'hearing';

const KINDS: readonly Kind[] = [
  'public-service-policy',
  'resource-and-environment',
  'planning',
  'public-construction',
  'other-major',
];
const FACTS: readonly Fact[] = ['expert', 'risk', 'marketPlayers', 'money', 'land', 'hearing'];
const TOUCHES: readonly Fact[] = ['marketPlayers', 'money', 'land'];

/** Which steps will apply and when the earliest meeting is, reckoned by the server as it would be once the matter runs. */
export function WhatLiesAhead({ body }: { body: string }) {
  const say = useWords();
  const codeName = useCodeName();
  const form = Form.useFormInstance();
  const kind = Form.useWatch(['ahead', 'kind'], form) as Kind | undefined;
  const facts = (Form.useWatch(['ahead', 'facts'], form) ?? []) as readonly Fact[];
  const touches = facts.filter((one) => TOUCHES.includes(one)).join(',');
  const hearing = facts.includes('hearing');
  const { data, error } = useQuery({
    queryKey: ['plan', body, kind, touches, hearing],
    placeholderData: keepPreviousData,
    queryFn: () =>
      ask(
        api.GET('/api/plan', {
          params: {
            query: {
              body,
              ...(kind && { kind }),
              ...(touches && { touches }),
              ...(hearing && { hearing: 'true' }),
            },
          },
        }),
      ),
  });
  return (
    <section aria-labelledby="ahead-title">
      <h2 id="ahead-title">{say('aheadTitle')}</h2>
      <p className="quiet">{say('aheadHow')}</p>
      <Form.Item name={['ahead', 'kind']} label={say('kind')}>
        <Select allowClear options={KINDS.map((value) => ({ value, label: codeName('kind', value) }))} />
      </Form.Item>
      <Form.Item name={['ahead', 'facts']} label={say('asked')}>
        <Ticks className="one-of" options={FACTS.map((value) => ({ value, label: say(value) }))} />
      </Form.Item>
      {error && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data && <Steps ahead={data} facts={facts} />}
      {data && <Ways ahead={data} />}
    </section>
  );
}

function Steps({ ahead, facts }: { ahead: Ahead; facts: readonly Fact[] }) {
  const say = useWords();
  const said = useSaid();
  const { language } = useLanguage();
  /** What the place has made of it, else what the national rules say. */
  const days = (name: 'openCallDays' | 'legalityReviewWorkingDays') => {
    const own = ahead.rules?.parameters.find((one) => one.name === name)?.value;
    return typeof own === 'number' ? own : NATIONAL[name];
  };
  const applies = (id: string) => {
    if (id === 'public-input') return say('always30', { n: days('openCallDays') });
    if (id === 'expert-review') return say(facts.includes('expert') ? 'expertYes' : 'expertNo');
    if (id === 'risk-assessment') return say(facts.includes('risk') ? 'riskYes' : 'riskNo');
    if (id === 'legality-review') return say('review', { n: days('legalityReviewWorkingDays') });
    return say(id === 'collective-decision' ? 'meeting' : 'always');
  };
  return (
    <>
      <table className="register">
        <thead>
          <tr>
            <th scope="col">{say('step')}</th>
            <th scope="col">{say('applies')}</th>
          </tr>
        </thead>
        <tbody>
          {ahead.steps.map(({ id, title, citations }) => (
            <tr key={id}>
              <th scope="row">{said(title)}</th>
              <td>
                {applies(id)}{' '}
                <span className="quiet">
                  {citations[0] && (language === 'zh' ? citations[0].article : citations[0].articleEn)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {ahead.rules?.assessments
          .filter(({ when }) => isAsked(when, facts))
          .map(({ kind, title, by, citation }) => (
            <li key={kind}>
              {say('other', { what: said(title), by: said(by) })}
              {citation && <CitedArticle citation={citation} />}
            </li>
          ))}
      </ul>
      {ahead.rules?.partial && <p className="quiet">{say('partly')}</p>}
    </>
  );
}

function isAsked(when: string, facts: readonly Fact[]): boolean {
  if (when === 'always') return true;
  if (when === 'market-players') return facts.includes('marketPlayers');
  return facts.some((fact) => fact === when);
}

/** Each way to the meeting, with the chain of dates that it rests on. */
function Ways({ ahead }: { ahead: Ahead }) {
  const say = useWords();
  const said = useSaid();
  const { colon } = usePunctuation();
  const dates = useDates();
  if (ahead.ways.length === 0) return <p>{say('noRules')}</p>;
  return (
    <>
      <h3>{say('earliest')}</h3>
      {ahead.ways.map((way) => (
        <div key={way.mode} className="way-ahead">
          <p>
            <strong>{dates.day(way.earliestMeeting)}</strong> {way.provisional && say('provisional')}{' '}
            <span className="quiet">
              {say('mode')}
              {colon}
              {said(way.title)}
            </span>
          </p>
          <details className="desk-fold">
            <summary>{say('chain')}</summary>
            <ol>
              {way.chain.map(({ what, on, rule, citation }) => (
                <li key={rule + what.en}>
                  {said(what)} <strong>{dates.day(on)}</strong>{' '}
                  <span className="quiet">
                    {citation && said({ zh: citation.article, en: citation.articleEn })}
                  </span>
                </li>
              ))}
            </ol>
          </details>
        </div>
      ))}
    </>
  );
}
