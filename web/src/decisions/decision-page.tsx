import { Link, Outlet, useParams } from 'react-router';
import { codeOf } from '../api/problem';
import { PageSkeleton } from '../app/page-skeleton';
import { usePeople, useUnitName, useUnits } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useHolds } from '../session/session';
import { useSaid } from '../words/words';
import { stepsOf, useDecision, useHistory, type Decision } from './decisions';
import { useWords } from './frame-words';
import { Notable } from './notable';
import { activeIn, leavesOf, useProcedure } from './machine';
import { rememberedOf } from './remembered';
import { FiveSteps, waitsIn } from './steps';
import { Tabs } from './tabs';
import './decision.css';

/** `/decisions/:id`: what stands above each of its pages: its name, where it stands, the five steps, what was irregular. */
export function Page() {
  const { id = '' } = useParams();
  const { data: decision, error } = useDecision(id);
  const auditing = useHolds('auditor');
  // Shown together: a line that came later would push down what is being read.
  const beside = [useProcedure(decision?.workflow), useHistory(id), useUnits(), usePeople()];
  if (!decision) return error ? <NotShown id={id} error={error} /> : <PageSkeleton />;
  if (beside.some(({ isLoading }) => isLoading)) return <PageSkeleton />;
  return (
    <>
      <title>{decision.title}</title>
      <Head decision={decision} />
      <Tabs id={id} auditing={auditing} />
      <Outlet context={decision} />
    </>
  );
}

/** Whoever may not see it is told how it can be read where that cannot wait; whether there is one, is not told. */
function NotShown({ id, error }: { id: string; error: unknown }) {
  const say = useWords();
  return (
    <>
      <RefusalNotice page error={error} />
      {codeOf(error) === 'not-found' && (
        <p>
          {say('urgent')} <Link to={`/readings?decision=${id}`}>{say('askToRead')}</Link>
        </p>
      )}
    </>
  );
}

function Head({ decision }: { decision: Decision }) {
  const say = useWords();
  const said = useSaid();
  const unitName = useUnitName();
  const { data: procedure } = useProcedure(decision.workflow);
  const chart = procedure?.chart;
  const active = activeIn(decision.state['value'], decision.workflow.id);
  const leaves = chart ? leavesOf(chart, active).filter(({ type }) => type !== 'final') : [];
  return (
    <header className="decision-head">
      <p className="quiet decision-body">
        {unitName(rememberedOf(decision).body ?? '')} · {procedure && said(procedure.title)}
      </p>
      <h1>{decision.title === '' ? say('titleRemoved') : decision.title}</h1>
      {leaves.length > 0 && (
        <p className="standing">
          <strong>{say('standsAt')}</strong>
          {leaves.map(({ title }) => said(title)).join(say('semicolon'))}
          {say('stop')}
        </p>
      )}
      <FiveSteps steps={stepsOf(decision)} waits={chart ? waitsIn(leaves, said) : {}} />
      <Notable decision={decision} />
      <p className="only-print quiet">
        {say('printed', { version: decision.version, id: decision.id })}{' '}
        <span className="digest">{decision.stateHash}</span>
      </p>
    </header>
  );
}
