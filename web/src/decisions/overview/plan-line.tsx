import { useDates } from '../../dates/dates';
import { useLanguage, useSaid } from '../../words/words';
import type { Decision } from '../decisions';
import { useProcedure } from '../machine';
import { useWords } from './overview-words';

type Way = Decision['plan']['ways'][number];

/** When a meeting is lawfully possible at the earliest, how that is reckoned, and whether the plan can be kept. */
export function PlanLine({ decision }: { decision: Decision }) {
  const say = useWords();
  const dates = useDates();
  const { ways, planned } = decision.plan;
  const earliest = ways.toSorted((a, b) => (a.earliestMeeting < b.earliestMeeting ? -1 : 1));
  const [first] = earliest;
  return (
    <section aria-labelledby="plan-title">
      <h2 id="plan-title">{say('plan')}</h2>
      {first ? (
        <p>
          <strong>{say('planLine', { day: dates.day(first.earliestMeeting) })}</strong>
          {first.provisional && say('provisional')}
        </p>
      ) : (
        <p className="quiet">{say(decision.rules === null ? 'noPlan' : 'noPlanAny')}</p>
      )}
      {planned && (
        <p>
          {say('planned', { from: dates.day(planned.notBefore), to: dates.day(planned.notAfter) })}
          {ways.length > 0 && (
            <>
              {say('colon')}
              <strong className={ways.some(({ meetsPlan }) => meetsPlan) ? undefined : 'stops'}>
                {say(ways.some(({ meetsPlan }) => meetsPlan) ? 'meets' : 'misses')}
              </strong>
            </>
          )}
        </p>
      )}
      {earliest.map((way) => (
        <WayThere key={way.mode} way={way} decision={decision} alone={earliest.length === 1} />
      ))}
    </section>
  );
}

function WayThere({ way, decision, alone }: { way: Way; decision: Decision; alone: boolean }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const articleOf = useArticle(decision);
  return (
    <details className="more-below">
      <summary>
        {alone
          ? say('chain')
          : say('planWay', { title: said(way.title), day: dates.day(way.earliestMeeting) })}
        {way.latestCompleteBundle &&
          `${say('semicolon')}${say('latestBundle', { day: dates.day(way.latestCompleteBundle) })}`}
      </summary>
      <div className="wide" tabIndex={0}>
        <table className="register">
          <thead>
            <tr>
              <th scope="col">{say('chainStep')}</th>
              <th scope="col">{say('chainOn')}</th>
              <th scope="col">{say('chainRule')}</th>
            </tr>
          </thead>
          <tbody>
            {way.chain.map((link) => (
              <tr key={link.what.zh + link.on}>
                <td>{said(link.what)}</td>
                <td>{dates.day(link.on)}</td>
                <td>{articleOf(link.rule)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** The article of a rule, where the procedure or the rules of the decision name it. */
function useArticle(decision: Decision): (rule: string) => string {
  const { language } = useLanguage();
  const { data: procedure } = useProcedure(decision.workflow);
  const known = [
    ...(procedure?.chart.citations ?? []),
    ...(decision.rules?.parameters.flatMap(({ citation }) => citation ?? []) ?? []),
  ];
  return (rule) => {
    const citation = known.find((one) => one.rule === rule);
    return citation ? (language === 'zh' ? citation.article : citation.articleEn) : rule;
  };
}
