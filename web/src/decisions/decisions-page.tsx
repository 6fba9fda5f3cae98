import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useNameOf, usePeople, useUnitName, useUnits } from '../people/people';
import { ProposeLink } from '../proposer/propose-link';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { DecisionFilters } from './decision-filters';
import { soughtIn, useDecisions, type ListedDecision, type Sought } from './decisions';
import { useWords } from './list-words';
import { activeIn, leavesOf, useNewestProcedure, type Chart } from './machine';
import './decisions-page.css';

/** `/decisions`: every decision of the reader's bodies, with where each stands and what was done last. */
export function Page() {
  const say = useWords();
  const [params, setParams] = useSearchParams();
  const sought = soughtIn(params);
  const { data: procedure, error: noProcedure } = useNewestProcedure();
  // Shown together: a state that were named later would widen its column, and move every line.
  const names = [useUnits(), usePeople()];
  const isNamed = (procedure ?? noProcedure) && names.every(({ isLoading }) => !isLoading);
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useDecisions(sought);
  const decisions = data?.pages.flatMap((page) => page.decisions) ?? [];
  const filtered = Boolean(sought.q ?? sought.state ?? sought.body);
  return (
    <>
      <title>{say('title')}</title>
      <h1>{say('title')}</h1>
      <ProposeLink />
      <DecisionFilters
        sought={sought}
        chart={procedure?.chart}
        onSeek={(next) => setParams(paramsOf(next), { replace: true })}
      />
      {error && <RefusalNotice error={error} />}
      {(isPending || !isNamed) && <PageSkeleton />}
      {data && decisions.length === 0 && <p className="quiet">{say(filtered ? 'noneFound' : 'noneYet')}</p>}
      {isNamed && decisions.length > 0 && <Register decisions={decisions} chart={procedure?.chart} />}
      <p role="status" className="quiet">
        {decisions.length > 0 &&
          say(hasNextPage ? 'shown' : 'shownAll', { n: decisions.length, count: decisions.length })}
      </p>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('more')}
        </Button>
      )}
    </>
  );
}

function Register({ decisions, chart }: { decisions: readonly ListedDecision[]; chart: Chart | undefined }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  const unitName = useUnitName();
  const severalBodies = new Set(decisions.map(({ body }) => body)).size > 1;
  const standing = ({ state }: ListedDecision) => {
    const root = chart?.states[0]?.id;
    if (!chart || !root) return '';
    const leaves = leavesOf(chart, activeIn(state, root)).filter(({ type }) => type !== 'final');
    return leaves.map(({ title }) => said(title)).join(say('semicolon'));
  };
  return (
    <div className="wide" tabIndex={0}>
      <table className="register decisions-register">
        <thead>
          <tr>
            <th scope="col">{say('matter')}</th>
            {severalBodies && <th scope="col">{say('body')}</th>}
            <th scope="col">{say('stands')}</th>
            <th scope="col">{say('last')}</th>
            <th scope="col">{say('when')}</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision) => (
            <tr key={decision.id}>
              <th scope="row">
                <Link to={`/decisions/${decision.id}`}>{decision.title || decision.id}</Link>
              </th>
              {severalBodies && <td>{unitName(decision.body)}</td>}
              <td>{standing(decision)}</td>
              <td>
                {decision.lastAct && (
                  <>
                    {said(decision.lastAct.title)}{' '}
                    <span className="quiet">{nameOf(decision.lastAct.actor)}</span>
                  </>
                )}
              </td>
              <td>
                <time dateTime={decision.changedAt}>{dates.moment(decision.changedAt)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function paramsOf(sought: Sought): Record<string, string> {
  const said = Object.entries(sought).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(said.filter(([, value]) => value !== 'newest')) as Record<string, string>;
}
