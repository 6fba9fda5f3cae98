import { PageSkeleton } from '../app/page-skeleton';
import { useHistory, type Decision, type PastEvent } from '../decisions/decisions';
import { editionsIn, type Edition } from '../decisions/papers/editions-in';
import { useShown } from '../decisions/shown';
import { DeskAct } from '../desk/desk-act';
import { DeskDone } from '../desk/desk-done';
import { FieldsOf } from '../desk/fields-of';
import { ofType } from '../desk/past';
import { rememberedOf } from '../decisions/remembered';
import { TextConfirmed } from '../desk/seal';
import { Templates } from '../desk/templates';
import type { Schema } from '../forms/schema';
import { RefusalNotice } from '../refusal/refusal-notice';
import { BesideTheLaw } from '../review/beside-the-law';
import { AdviceList } from './advice-list';
import { useWords } from './counsel-words';
import { Heeded } from './heeded';
import { InExecution, isIssued, useAdvisesOnExecution } from './in-execution';
import { Interest } from './interest';
import '../desk/desk.css';

/** `/decisions/:id/counsel`: the desk of legal advisers and public lawyers (article 28), also while it is carried out. */
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
  const { review } = rememberedOf(decision);
  const editions = editionsIn(events);
  const under = editions.findLast(({ bundleDigest }) => bundleDigest === review?.bundle) ?? editions.at(-1);
  const advice = ofType(events, 'LegalAdviceGiven');
  const mine = decision.actions.some(({ type }) => type === 'LegalAdviceGiven');
  // After the issue counsel is here for the execution: its part comes first, and the review is behind.
  const executing = useAdvisesOnExecution(decision) && isIssued(events);
  return (
    <>
      {executing && <InExecution decision={decision} events={events} />}
      {mine && (
        <section aria-labelledby="invitation-title">
          <h3 id="invitation-title">{say('invitation')}</h3>
          <p>{say('invitationHow')}</p>
        </section>
      )}
      {!review?.requestedOn && <p className="quiet">{say('notYet')}</p>}
      {under && <BesideTheLaw decision={decision} edition={under} act="LegalAdviceGiven" />}
      {!executing && (
        <section aria-labelledby="yours-title" className="no-print">
          <h2 id="yours-title">{say('yours')}</h2>
          <Templates id={decision.id} files={['legal-advice']} />
          <DeskAct
            decision={decision}
            type="LegalAdviceGiven"
            fields={(schema) => <AdviceFields schema={schema} under={under} />}
          />
        </section>
      )}
      <section aria-labelledby="given-title">
        <h2 id="given-title">{say('given')}</h2>
        {advice.length === 0 && <p className="quiet">{say('givenNone')}</p>}
        <AdviceList advice={advice} editions={editions} under={review?.bundle} />
      </section>
      {advice.length > 0 && <Heeded decision={decision} events={events} editions={editions} />}
      {!executing && <InExecution decision={decision} events={events} />}
    </>
  );
}

function AdviceFields({ schema, under }: { schema: Schema; under: Edition | undefined }) {
  const say = useWords();
  return (
    <>
      <Interest schema={schema} />
      <FieldsOf schema={schema} names={['position', 'opinion']} />
      {under && (
        <TextConfirmed
          what={say('text', { n: under.number })}
          digest={under.bundleDigest}
          statement={say('confirm')}
          missing={say('confirmMissing')}
        />
      )}
    </>
  );
}
