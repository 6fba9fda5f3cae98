import { Button } from 'antd';
import { useDates } from '../dates/dates';
import { useWords } from './setup-words';
import './setup.css';

export interface Invited {
  readonly username: string;
  readonly name: string;
  readonly invitation: { readonly token: string; readonly expiresAt: string };
}

/** One-time tokens to print, cut and hand over, or to download. */
export function Invitations({ people }: { people: readonly Invited[] }) {
  const say = useWords();
  const dates = useDates();
  const address = `${location.origin}/first-sign-in`;
  return (
    <>
      <p>{say('slip', { address })}</p>
      <div className="wide" tabIndex={0}>
        <table className="register invitations">
          <thead>
            <tr>
              <th scope="col">{say('name')}</th>
              <th scope="col">{say('username')}</th>
              <th scope="col">{say('token')}</th>
              <th scope="col">{say('until')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ username, name, invitation }) => (
              <tr key={username}>
                <th scope="row">{name}</th>
                <td>{username}</td>
                <td className="digest">{invitation.token}</td>
                <td>{dates.moment(invitation.expiresAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="no-print setup-on">
        <Button onClick={() => print()}>{say('print')}</Button>
        <Button
          href={csvOf(people, [say('name'), say('username'), say('token'), say('until')])}
          download="first-sign-in.csv"
        >
          {say('download')}
        </Button>
      </p>
    </>
  );
}

/** A link that holds the list itself: it goes to no server. What a spreadsheet would take for a formula is quoted. */
function csvOf(people: readonly Invited[], head: readonly string[]): string {
  const rows = people.map(({ name, username, invitation }) => [
    name,
    username,
    invitation.token,
    invitation.expiresAt,
  ]);
  const text = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${text}`)}`;
}

function cell(text: string): string {
  return `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
