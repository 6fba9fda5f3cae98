import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { PageSkeleton } from '../../app/page-skeleton';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useSaid } from '../../words/words';
import { Handover } from '../handover/handover';
import { useAdministered, type Administered } from './people';
import { PersonRoles } from './person-roles';
import { PersonSignIn } from './person-sign-in';
import { PersonTerms } from './person-terms';
import { useWords } from './person-words';

/** `/administration/people/:id`: one person, and all that an administrator does about them. */
export function Page() {
  const say = useWords();
  const said = useSaid();
  const { id = '' } = useParams();
  const { data, error, isPending } = useAdministered();
  const person = data?.find((one) => one.id === id);
  if (isPending) return <PageSkeleton />;
  if (error) return <RefusalNotice error={error} />;
  if (!person) {
    return (
      <>
        <h1>{say('unknown')}</h1>
        <p>{say('unknownHow')}</p>
        <Link to="/administration/people">{say('toPeople')}</Link>
      </>
    );
  }
  return (
    <>
      <p className="no-print">
        <Link to="/administration/people">{say('toPeople')}</Link>
      </p>
      <h1>
        {person.name} <small className="quiet">{person.post}</small>
      </h1>
      {person.warnings.map((warning) => (
        <p key={warning.is}>△ {said(warning)}</p>
      ))}
      <PersonRoles person={person} />
      <PersonTerms person={person} />
      <PersonSignIn person={person} />
      <Handovers key={person.id} person={person} />
    </>
  );
}

/** Where the last role was handed over, what was recorded stays to be read. */
function Handovers({ person: { id, grants } }: { person: Administered }) {
  const say = useWords();
  const [before] = useState(grants);
  const bodies = [...new Set([...before, ...grants].map(({ body }) => body))];
  return (
    <>
      {bodies.length > 0 && <h2>{say('handover')}</h2>}
      {bodies.map((body) => (
        <Handover key={body} person={id} body={body} own={false} />
      ))}
    </>
  );
}
