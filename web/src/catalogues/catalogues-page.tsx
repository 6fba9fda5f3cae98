import { Link } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useHolds } from '../session/session';
import { useCatalogues } from './catalogues';
import { useWords } from './catalogue-words';
import './catalogues.css';

/** `/catalogues`: one a year for each body. */
export function Page() {
  const say = useWords();
  const dates = useDates();
  const mayDraft = useHolds('office');
  const { data, error } = useCatalogues();
  return (
    <>
      <title>{say('catalogues')}</title>
      <h1>{say('catalogues')}</h1>
      <p>{say('how')}</p>
      {mayDraft && (
        <p className="page-acts">
          <Link to="/catalogues/new">{say('draft')}</Link>
        </p>
      )}
      {error && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data && data.length === 0 && <p className="quiet">{say('none')}</p>}
      {data && data.length > 0 && (
        <table className="register">
          <thead>
            <tr>
              <th scope="col">{say('year')}</th>
              <th scope="col">{say('body')}</th>
              <th scope="col">{say('status')}</th>
              <th scope="col">{say('publishedOn')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map(({ id, year, bodyName, status, publishedOn }) => (
              <tr key={id}>
                <td>
                  <Link to={`/catalogues/${id}`}>{year}</Link>
                </td>
                <td>{bodyName}</td>
                <td>{say(status)}</td>
                <td>{publishedOn && dates.day(publishedOn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
