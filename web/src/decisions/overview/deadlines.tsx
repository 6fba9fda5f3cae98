import { useDates } from '../../dates/dates';
import { useLanguage, useSaid } from '../../words/words';
import type { Decision } from '../decisions';
import { useWords } from './overview-words';

/** What runs, until when, and by which article. */
export function Deadlines({ decision: { deadlines } }: { decision: Decision }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const { language } = useLanguage();
  return (
    <section aria-labelledby="deadlines-title">
      <h2 id="deadlines-title">{say('deadlines')}</h2>
      {deadlines.length === 0 ? (
        <p className="quiet">{say('noDeadlines')}</p>
      ) : (
        <div className="wide" tabIndex={0}>
          <table className="register">
            <thead>
              <tr>
                <th scope="col">{say('deadline')}</th>
                <th scope="col">{say('deadlineOn')}</th>
                <th scope="col">{say('deadlineBy')}</th>
              </tr>
            </thead>
            <tbody>
              {deadlines.map(({ id, title, on, passed, provisional, citation, rule }) => (
                <tr key={id}>
                  <th scope="row">{said(title)}</th>
                  <td>
                    <time dateTime={on}>{dates.day(on)}</time>{' '}
                    {passed ? (
                      <strong className="stops">{say('passed')}</strong>
                    ) : (
                      <span className="quiet">{say('running')}</span>
                    )}
                    {provisional && say('provisional')}
                  </td>
                  <td>{citation ? (language === 'zh' ? citation.article : citation.articleEn) : rule}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
