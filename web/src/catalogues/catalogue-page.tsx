import { Link, useParams } from 'react-router';
import { ActedFor, DoneForLender, StandingIn, useIsLent } from '../acts/standing-in';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useNameOf, useUnitName } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useKindName } from '../screening/screening-words';
import { useHolds } from '../session/session';
import { useSaid } from '../words/words';
import { Adjusting } from './adjusting';
import { Consenting, Publishing } from './catalogue-acts';
import { useCatalogue, useCatalogueHistory, type NamedItem } from './catalogues';
import { useWords } from './catalogue-words';
import './catalogues.css';

/** `/catalogues/:id`: the catalogue as it stands, what may follow, and what happened. */
export function Page() {
  const { id = '' } = useParams();
  return (
    <StandingIn subject={`catalogue/${id}`}>
      <OneCataloguePage id={id} />
    </StandingIn>
  );
}

function OneCataloguePage({ id }: { id: string }) {
  const say = useWords();
  const dates = useDates();
  const unitName = useUnitName();
  const isOffice = useHolds('office');
  const mayConsent = useHolds('office', 'party-office');
  const isLent = useIsLent();
  const { data: catalogue, error } = useCatalogue(id);
  if (error) return <RefusalNotice page error={error} />;
  if (!catalogue) return <PageSkeleton />;
  const { body, year, status, publishedOn } = catalogue.state;
  const heading = say('heading', { body: unitName(body), year });
  return (
    <>
      <title>{heading}</title>
      <p className="page-acts no-print">
        <Link to="/catalogues">{say('back')}</Link>
        <button type="button" className="as-link" onClick={() => print()}>
          {say('print')}
        </button>
      </p>
      <h1>{heading}</h1>
      <p>
        {say(status)}
        {publishedOn && <span className="quiet"> {dates.day(publishedOn)}</span>}
      </p>
      <Items items={catalogue.items} />
      <div className="no-print">
        <DoneForLender />
        {(mayConsent || isLent('CatalogueConsented')) && status !== 'published' && (
          <Consenting catalogue={catalogue} />
        )}
        {(isOffice || isLent('CataloguePublished')) && status !== 'published' && (
          <Publishing catalogue={catalogue} />
        )}
        {(isOffice || isLent('CatalogueAdjusted')) && (
          <Adjusting key={catalogue.version} catalogue={catalogue} />
        )}
        <h2>{say('history')}</h2>
        <CatalogueHistory id={id} />
      </div>
    </>
  );
}

function Items({ items }: { items: readonly NamedItem[] }) {
  const say = useWords();
  const dates = useDates();
  const kindName = useKindName();
  return (
    <table className="register">
      <thead>
        <tr>
          {(['number', 'name', 'unit', 'plannedBy', 'kind'] as const).map((one) => (
            <th key={one} scope="col">
              {say(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ number, name, unitName, plannedBy, kind }) => (
          <tr key={number}>
            <td>{number}</td>
            <td>{name}</td>
            <td>{unitName}</td>
            <td>{dates.inFull(plannedBy)}</td>
            <td>{kindName(kind)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CatalogueHistory({ id }: { id: string }) {
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  const { data, error } = useCatalogueHistory(id);
  if (error) return <RefusalNotice page error={error} />;
  if (!data) return <PageSkeleton />;
  return (
    <ol>
      {data.map(({ version, time, title, role, actor, delegatedBy, payload }) => (
        <li key={version}>
          {dates.moment(time)} {said(title)}{' '}
          <span className="quiet">
            {said(role)} {nameOf(actor)} <ActedFor lender={delegatedBy} />
          </span>
          {typeof payload['reason'] === 'string' && <div>{payload['reason']}</div>}
        </li>
      ))}
    </ol>
  );
}
