import { Select } from 'antd';
import { useState } from 'react';
import { PageSkeleton } from '../../app/page-skeleton';
import { useDates } from '../../dates/dates';
import { useUnits } from '../../people/people';
import { CitedArticle, RefusalNotice } from '../../refusal/refusal-notice';
import { useSession } from '../../session/session';
import { useParameterValue } from '../../jurisdictions/parameter-value';
import { useJurisdictions } from '../../setup/first-start';
import { useLanguage, useSaid } from '../../words/words';
import { useWords } from './jurisdictions-words';

type Jurisdiction = NonNullable<ReturnType<typeof useJurisdictions>['data']>['jurisdictions'][number];

/** `/administration/jurisdictions`: what holds for the reader's bodies, with its articles; and what other places ask. */
export function Page() {
  const say = useWords();
  const said = useSaid();
  const { data, error, isPending } = useJurisdictions();
  const { data: session } = useSession();
  const { data: units } = useUnits();
  const [chosen, choose] = useState<string>();
  const mine = units?.units.filter(
    ({ id, kind }) => kind === 'body' && session?.grants.some(({ body }) => body === id),
  );
  const shown = chosen ?? mine?.[0]?.ruleSet ?? 'national';
  const rules = data?.jurisdictions.find(({ id }) => id === shown);
  const titleOf = (id: string) => {
    const one = data?.jurisdictions.find((place) => place.id === id);
    return one ? said(one.title) : id;
  };
  return (
    <>
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      {isPending && <PageSkeleton />}
      {error && <RefusalNotice error={error} />}
      {mine?.map(({ id, name, ruleSet }) => (
        <p key={id}>
          {say('own')}
          {name} — <strong>{titleOf(ruleSet)}</strong>
        </p>
      ))}
      {data && (
        <Select
          aria-label={say('which')}
          style={{ width: '100%', maxWidth: 420 }}
          value={shown}
          onChange={choose}
          showSearch
          optionFilterProp="label"
          options={data.jurisdictions.map(({ id, title }) => ({ value: id, label: said(title) }))}
        />
      )}
      {rules && <Rules rules={rules} base={rules.extends && titleOf(rules.extends)} />}
    </>
  );
}

function Rules({ rules, base }: { rules: Jurisdiction; base: string | undefined }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const valueInWords = useParameterValue();
  const { language } = useLanguage();
  return (
    <section>
      <h2>{said(rules.title)}</h2>
      {rules.illustrative && <p className="state-bad">{say('illustrative')}</p>}
      <p>
        {said(rules.source)} · {say('from', { day: dates.inFull(rules.inForceFrom) })}
        {rules.inForceUntil && ` · ${say('until', { day: dates.inFull(rules.inForceUntil) })}`}
        {base && ` · ${say('extends', { base })}`}
      </p>
      {rules.partial && (
        <p className="quiet">
          {say('partial')}
          {said(rules.partial)}
        </p>
      )}
      {rules.parameters.length === 0 && <p className="quiet">{say('none')}</p>}
      {rules.parameters.length > 0 && (
        <div className="wide" tabIndex={0}>
          <table className="register rules-table">
            <thead>
              <tr>
                <th scope="col">{say('parameter')}</th>
                <th scope="col">{say('value')}</th>
                <th scope="col">{say('article')}</th>
              </tr>
            </thead>
            <tbody>
              {rules.parameters.map(({ parameter, title, value, unit, citation }) => (
                <tr key={parameter}>
                  <td>{said(title)}</td>
                  <td>{valueInWords({ value, ...(unit && { unit }) })}</td>
                  <td>
                    {citation && (
                      <>
                        {language === 'zh' ? citation.article : citation.articleEn}
                        <div className="quiet">{citation[language]}</div>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rules.assessments.length > 0 && <h3>{say('assessments')}</h3>}
      {rules.assessments.map(({ kind, title, by, citation }) => (
        <div key={kind}>
          <strong>{said(title)}</strong> <span className="quiet">{said(by)}</span>
          <CitedArticle citation={citation} />
        </div>
      ))}
      {rules.recorded.length > 0 && <h3>{say('recorded')}</h3>}
      {rules.recorded.map(({ citation, ...text }) => (
        <div key={citation.rule + text.en}>
          {said(text)}
          <CitedArticle citation={citation} />
        </div>
      ))}
      <p className="quiet">
        {say('digest')} <span className="digest">{rules.sha256}</span>
      </p>
    </section>
  );
}
