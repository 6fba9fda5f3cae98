import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useHistory, type Decision, type PastEvent } from '../decisions/decisions';
import { Sentence } from '../decisions/history/event-line';
import { useTold } from '../decisions/history/told';
import { editionsIn, type Edition } from '../decisions/papers/editions-in';
import { PaperLinks } from '../decisions/papers/paper-links';
import { useShown } from '../decisions/shown';
import { DeskAct } from '../desk/desk-act';
import { DeskDone } from '../desk/desk-done';
import { FieldsOf } from '../desk/fields-of';
import { ofType, payloadOf } from '../desk/past';
import { rememberedOf } from '../decisions/remembered';
import { TextConfirmed } from '../desk/seal';
import { Templates } from '../desk/templates';
import type { Schema } from '../forms/schema';
import { RefusalNotice } from '../refusal/refusal-notice';
import { DraftText } from '../review/beside-the-law';
import { RiskMatrix } from './risk-matrix';
import { useWords } from './risk-words';
import '../decisions/history/history.css';
import '../desk/desk.css';
import './risk.css';

/** `/decisions/:id/risk`: the assessor's desk (articles 22 to 24). */
export function Page() {
  const decision = useShown();
  const say = useWords();
  const { data, error } = useHistory(decision.id);
  return (
    <>
      <title>{`${say('title')} · ${decision.title}`}</title>
      <h2>{say('title')}</h2>
      {error && !data && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data && (
        <DeskDone id={decision.id}>
          <Desk decision={decision} events={data.events} />
        </DeskDone>
      )}
    </>
  );
}

function Desk({ decision, events }: { decision: Decision; events: readonly PastEvent[] }) {
  const say = useWords();
  const { draft } = rememberedOf(decision);
  const edition = editionsIn(events).findLast(({ bundleDigest }) => bundleDigest === draft?.bundle);
  return (
    <>
      <Before decision={decision} events={events} />
      {edition ? (
        <details className="desk-fold">
          <summary>{say('text')}</summary>
          <DraftText edition={edition} />
        </details>
      ) : (
        <p className="quiet">{say('noDraft')}</p>
      )}
      <Templates id={decision.id} files={['risk-report']} />
      <DeskAct
        decision={decision}
        type="RiskAssessed"
        fields={(schema) => <RiskFields schema={schema} edition={edition} />}
      />
    </>
  );
}

function RiskFields({ schema, edition }: { schema: Schema; edition: Edition | undefined }) {
  const say = useWords();
  return (
    <>
      <RiskMatrix />
      <fieldset>
        <legend>{say('level')}</legend>
        <FieldsOf schema={schema} names={['riskPoints', 'level', 'shortForm']} />
      </fieldset>
      <p className="quiet">{say('measuresHow')}</p>
      <FieldsOf schema={schema} names={['measures']} />
      <fieldset>
        <legend>{say('heard')}</legend>
        <FieldsOf
          schema={schema}
          names={['departmentsHeard', 'writtenBy', 'reviewedBy', 'villagersTookPart']}
        />
      </fieldset>
      <fieldset>
        <legend>{say('report')}</legend>
        <FieldsOf schema={schema} names={['report', 'responsePlan', 'reuses']} />
      </fieldset>
      {edition && (
        <TextConfirmed
          what={say('textIs', { n: edition.number })}
          digest={edition.bundleDigest}
          statement={say('confirm')}
          missing={say('confirmMissing')}
        />
      )}
    </>
  );
}

function Before({ decision, events }: { decision: Decision; events: readonly PastEvent[] }) {
  const say = useWords();
  const dates = useDates();
  const tell = useTold(events);
  const assessed = ofType(events, 'RiskAssessed', 'RiskJudged');
  return (
    <section aria-labelledby="before-title">
      <h3 id="before-title">{say('before')}</h3>
      {assessed.length === 0 && <p className="quiet">{say('beforeNone')}</p>}
      <ul className="act-list">
        {assessed.map((event) => (
          <li key={event.id}>
            {dates.day(event.date)} <Sentence id={decision.id} event={event} told={tell(event)} />
            <PaperLinks payload={payloadOf(event)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
