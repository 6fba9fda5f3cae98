import type { Decision, PastEvent } from '../decisions/decisions';
import { Sentence } from '../decisions/history/event-line';
import { useTold } from '../decisions/history/told';
import { useProcedure } from '../decisions/machine';
import { PaperLinks } from '../decisions/papers/paper-links';
import { useDates } from '../dates/dates';
import { DeskAct } from '../desk/desk-act';
import { FieldsOf } from '../desk/fields-of';
import { ofType, payloadOf } from '../desk/past';
import { useWords } from './counsel-words';
import { Interest } from './interest';
import '../decisions/history/history.css';

interface Props {
  readonly decision: Decision;
  readonly events: readonly PastEvent[];
}

const CHANGES = [
  'ExecutionSuspended',
  'ExecutionResumed',
  'AdjustmentProposed',
  'ExecutionOpinionReceived',
  'EvaluationReported',
  'ExecutionEnded',
  'CorrectionOrdered',
  'DecisionAnnulled',
] as const;

/** Whether the decision was issued, so that counsel's part is its execution now. */
export const isIssued = (events: readonly PastEvent[]) => ofType(events, 'DecisionIssued').length > 0;

/** Whether advice on the execution can be given under the procedure by which this decision goes: since version 4. */
export function useAdvisesOnExecution({ workflow }: Decision): boolean {
  const { data } = useProcedure(workflow);
  return data?.events.some(({ type }) => type === 'ExecutionAdviceGiven') ?? false;
}

/** What may call for counsel again once the decision is carried out, counsel's advice on it, and what was heeded. */
export function InExecution({ decision, events }: Props) {
  const say = useWords();
  const advises = useAdvisesOnExecution(decision);
  if (!isIssued(events)) return null;
  const changes = ofType(events, ...CHANGES);
  return (
    <section aria-labelledby="during-title">
      <h2 id="during-title">{say('during')}</h2>
      {advises && <p>{say('duringAdvise')}</p>}
      {changes.length === 0 && <p className="quiet">{say('duringNone')}</p>}
      {changes.length > 0 && !advises && <p className="quiet">{say('duringHow')}</p>}
      <Sentences decision={decision} events={events} shown={changes} />
      {advises && (
        <>
          <div className="no-print">
            <DeskAct
              decision={decision}
              type="ExecutionAdviceGiven"
              fields={(schema) => (
                <>
                  <Interest schema={schema} />
                  <FieldsOf schema={schema} names={['about', 'question', 'position', 'opinion']} />
                </>
              )}
            />
          </div>
          <AdviceAndAnswers decision={decision} events={events} />
        </>
      )}
    </section>
  );
}

/** Each advice on the execution with what the unit said to it, the latest first. */
function AdviceAndAnswers({ decision, events }: Props) {
  const say = useWords();
  const dates = useDates();
  const tell = useTold(events);
  const answers = ofType(events, 'ExecutionAdviceAnswered');
  const advice = ofType(events, 'ExecutionAdviceGiven');
  return (
    <>
      <h3>{say('duringGiven')}</h3>
      {advice.length === 0 && <p className="quiet">{say('duringGivenNone')}</p>}
      <ol className="opinions" reversed>
        {advice.toReversed().map((event) => {
          const to = answers.filter((answer) => payloadOf(answer)['advice'] === event.version);
          return (
            <li key={event.id}>
              {dates.day(event.date)} <Sentence id={decision.id} event={event} told={tell(event)} />
              <PaperLinks payload={payloadOf(event)} />
              {to.length === 0 && <p className="quiet">{say('unanswered')}</p>}
              <Sentences decision={decision} events={events} shown={to} />
            </li>
          );
        })}
      </ol>
    </>
  );
}

export function Sentences({ decision, events, shown }: Props & { shown: readonly PastEvent[] }) {
  const dates = useDates();
  const tell = useTold(events);
  if (shown.length === 0) return null;
  return (
    <ul className="act-list">
      {shown.map((event) => (
        <li key={event.id}>
          {dates.day(event.date)} <Sentence id={decision.id} event={event} told={tell(event)} />
        </li>
      ))}
    </ul>
  );
}
