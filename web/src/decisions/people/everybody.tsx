import { Link } from 'react-router';
import { useDates } from '../../dates/dates';
import { useSaid } from '../../words/words';
import { useHistory } from '../decisions';
import { useCalled } from './parts';
import type { Responsibility } from './responsibility';
import { useWords } from './people-words';

/** Everybody with all that they did, and by what each act is taken to be theirs. */
export function Everybody({ id, report }: { id: string; report: Responsibility }) {
  const say = useWords();
  const called = useCalled();
  const said = useSaid();
  const dates = useDates();
  const { data } = useHistory(id);
  const gradeOf = (version: number) => data?.events.find((event) => event.version === version)?.grade;
  return (
    <section aria-labelledby="everybody-title">
      <h2 id="everybody-title">{say('everybody')}</h2>
      <p className="quiet">{say('everybodyHow')}</p>
      {report.people.entries.length === 0 && <p className="quiet">{say('nobody')}</p>}
      <div className="wide" tabIndex={0}>
        <table className="register everybody">
          <thead>
            <tr>
              <th scope="col">{say('person')}</th>
              <th scope="col">{say('date')}</th>
              <th scope="col">{say('did')}</th>
              <th scope="col">{say('role')}</th>
              <th scope="col">{say('grade')}</th>
            </tr>
          </thead>
          {report.people.entries.map(({ person, acts }) => (
            <tbody key={person.id}>
              {acts.map((act, index) => {
                const grade = gradeOf(act.version);
                return (
                  <tr key={act.version}>
                    {index === 0 && (
                      <th scope="rowgroup" rowSpan={acts.length}>
                        {called(person)}
                      </th>
                    )}
                    <td className="nowrap">{dates.day(act.date)}</td>
                    <td>
                      <Link to={`/decisions/${id}/history/${act.version}`}>{said(act.title)}</Link>
                      {act.enteredBy && (
                        <span className="quiet">
                          {say('comma')}
                          {say('enteredBy', { name: act.enteredBy.name ?? act.enteredBy.id })}
                        </span>
                      )}
                    </td>
                    <td>
                      {said(act.role)}
                      {act.unit.name && <span className="quiet"> {act.unit.name}</span>}
                    </td>
                    <td>
                      {grade ? <>{said(grade.title)}</> : <span className="quiet">{say('gradeNone')}</span>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}
