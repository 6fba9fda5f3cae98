import { Link } from 'react-router';
import { Invitations, type Invited } from './invitations';
import { useWords } from './setup-words';

/** The tokens are shown this once: there is no password that anybody else has known. */
export function DoneStep({ made }: { made: { readonly people?: readonly Invited[] } }) {
  const say = useWords();
  const people = made.people ?? [];
  return (
    <section className="setup">
      <h1>{say('doneTitle')}</h1>
      {people.length === 0 ? (
        <p>{say('doneNobody')}</p>
      ) : (
        <>
          <p className="no-print">{say('doneHow')}</p>
          <Invitations people={people} />
        </>
      )}
      <p className="no-print">
        <Link to="/sign-in">{say('signIn')}</Link>
      </p>
    </section>
  );
}
