import { Link, useParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { stepsOf, useDecision } from './decisions';
import { ActionList } from './action-list';
import { History } from './history';
import { FiveSteps } from './steps';
import { useWords } from './decision-words';

/** `/decisions/:id`: where it stands, what is missing and from whom, and what happened. */
export function Page() {
  const { id = '' } = useParams();
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const { data: decision, error } = useDecision(id);
  if (error) return <RefusalNotice error={error} />;
  if (!decision) return <PageSkeleton />;
  const earliest = decision.plan.ways.map((way) => way.earliestMeeting).sort()[0];
  return (
    <>
      <title>{decision.title}</title>
      <h1>{decision.title}</h1>
      <FiveSteps steps={stepsOf(decision)} />
      <p>{earliest ? say('meetingPossible', { day: dates.day(earliest) }) : say('noPlan')}</p>
      {decision.deadlines.length > 0 && (
        <section>
          <h2>{say('deadlines')}</h2>
          <ul>
            {decision.deadlines.map((deadline) => (
              <li key={deadline.id}>
                {said(deadline.title)} {dates.day(deadline.on)}{' '}
                {deadline.passed && <strong>{say('passed')}</strong>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{say('acts')}</h2>
        <ActionList decision={decision} />
      </section>
      <section>
        <h2>{say('history')}</h2>
        <History id={id} />
      </section>
      <p className="no-print">
        <Link to="/decisions">{say('decisions')}</Link>
      </p>
    </>
  );
}
