import { Link } from 'react-router';
import { useSaid } from '../../words/words';
import { useCalled } from './parts';
import type { Responsibility } from './responsibility';
import { useWords } from './people-words';

/** What each member said in their own words; who dissented is relieved of liability, and has to find it here (article 38). */
export function Members({ id, report }: { id: string; report: Responsibility }) {
  const say = useWords();
  const called = useCalled();
  const said = useSaid();
  return report.meetings.entries.map(({ meeting, tabled, members }) => (
    <section key={`${meeting}-${tabled.version}`} aria-label={said(report.meetings.title)}>
      <h2>{say('meeting')}</h2>
      <div className="wide" tabIndex={0}>
        <table className="register">
          <thead>
            <tr>
              <th scope="col">{say('member')}</th>
              <th scope="col">{say('present')}</th>
              <th scope="col">{say('stance')}</th>
              <th scope="col">{say('words')}</th>
              <th scope="col">{say('record')}</th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.person.id}>
                <th scope="row">
                  {called(member.person)} {member.isHead && <span className="quiet">{say('head')}</span>}
                </th>
                <td>
                  {member.recused !== undefined
                    ? `${say('recused')}${say('colon')}${member.recused}`
                    : say(
                        member.present === null
                          ? 'presentUnknown'
                          : member.present
                            ? 'presentYes'
                            : 'presentNo',
                      )}
                </td>
                <td>
                  {member.stance ? said(member.stance) : <span className="quiet">{say('silent')}</span>}
                </td>
                <td>
                  {member.words}
                  {member.dissentConfirmed && (
                    <div>
                      <strong>{say('dissent')}</strong> {member.dissentConfirmed.words}
                    </div>
                  )}
                </td>
                <td className="nowrap">
                  {member.spoke && (
                    <Link to={`/decisions/${id}/history/${member.spoke.version}`}>
                      {say('recordNo', { version: member.spoke.version })}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  ));
}
