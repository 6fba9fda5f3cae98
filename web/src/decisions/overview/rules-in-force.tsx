import type { ReactNode } from 'react';
import { useDates } from '../../dates/dates';
import { useParameterValue } from '../../jurisdictions/parameter-value';
import { useLanguage, useSaid } from '../../words/words';
import type { Decision } from '../decisions';
import { useWords } from './overview-words';

/** The rules fixed at the start: from where, how they bind, what gave way, and what only warns. */
export function RulesInForce({ decision: { rules, workflow } }: { decision: Decision }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const { language } = useLanguage();
  const valueInWords = useParameterValue();
  const articleIn = (one: { rule: string; citation?: { article: string; articleEn: string } }) =>
    one.citation ? (language === 'zh' ? one.citation.article : one.citation.articleEn) : one.rule;
  return (
    <section aria-labelledby="rules-title">
      <h2 id="rules-title">{say('rules')}</h2>
      {rules === null ? (
        <p className="quiet">{say('rulesNone')}</p>
      ) : (
        <>
          <p>
            {say('decree')}
            {say('colon')}
            <strong>{say(rules.decree)}</strong>
            {say('or')}
            {say('rulesFrom', { day: dates.inFull(rules.inForceFrom) })}
            {rules.partial && <> {say('partial')}</>}
          </p>
          <dl className="pairs">
            <Listed name={say('overlays')}>
              {rules.overlays.map(({ id, title }) => (title ? said(title) : id)).join(say('or'))}
            </Listed>
            {rules.parameters.length > 0 && (
              <Listed name={say('parameters')}>
                {rules.parameters.map((one) => (
                  <div key={one.name}>
                    {said(one.title)}
                    {say('colon')}
                    {valueInWords(one)}
                    <span className="quiet">{articleIn(one)}</span>
                  </div>
                ))}
              </Listed>
            )}
            {rules.assessments.length > 0 && (
              <Listed name={say('assessments')}>
                {rules.assessments.map((one) => (
                  <div key={one.kind}>
                    {said(one.title)} <span className="quiet">{articleIn(one)}</span>
                  </div>
                ))}
              </Listed>
            )}
            <Listed name={say('gaveWay')}>
              {rules.givesWay.departures.map((one) => (
                <div key={one.requirement}>{said(one.title)}</div>
              ))}
              {rules.givesWay.workingRules.map((one) => (
                <div key={one.requirement}>
                  {said(one.title)} <span className="quiet">{`${one.document} ${one.article}`}</span>
                </div>
              ))}
              {rules.givesWay.departures.length + rules.givesWay.workingRules.length === 0 &&
                say('noneOfThem')}
            </Listed>
            {rules.warnings.length > 0 && (
              <Listed name={say('warnings')}>
                {rules.warnings.map(({ title }) => said(title)).join(say('or'))}
              </Listed>
            )}
            <Listed name={say('digest')}>
              <span className="digest">{rules.digest}</span>
            </Listed>
            <Listed name={say('version')}>
              {workflow.id} {workflow.version} <span className="digest">{workflow.hash}</span>
            </Listed>
          </dl>
        </>
      )}
    </section>
  );
}

function Listed({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
