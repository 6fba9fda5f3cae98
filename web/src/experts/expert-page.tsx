import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useHistory, type Decision, type PastEvent } from '../decisions/decisions';
import { draftOf, editionsIn, type Edition } from '../decisions/papers/editions-in';
import { PaperLine } from '../decisions/papers/paper-links';
import { useShown } from '../decisions/shown';
import { DeskAct } from '../desk/desk-act';
import { DeskDone } from '../desk/desk-done';
import { FieldsOf } from '../desk/fields-of';
import { ofType, payloadOf, textIn } from '../desk/past';
import { rememberedOf } from '../decisions/remembered';
import { TextConfirmed } from '../desk/seal';
import { Templates } from '../desk/templates';
import type { Schema } from '../forms/schema';
import { RefusalNotice } from '../refusal/refusal-notice';
import { DraftText } from '../review/beside-the-law';
import { useSession } from '../session/session';
import { useWords } from './expert-words';
import '../desk/desk.css';

/** `/decisions/:id/expert`: what an invited expert has to do, one thing after the other; made for a phone first. */
export function Page() {
  const decision = useShown();
  const say = useWords();
  const { data, error } = useHistory(decision.id);
  const { data: session } = useSession();
  return (
    <>
      <title>{`${say('title')} · ${decision.title}`}</title>
      <h2>{say('title')}</h2>
      {error && !data && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data && session && (
        <DeskDone id={decision.id}>
          <Desk decision={decision} events={data.events} me={session} />
        </DeskDone>
      )}
    </>
  );
}

interface Props {
  readonly decision: Decision;
  readonly events: readonly PastEvent[];
  readonly me: { readonly person: string; readonly name: string };
}

function Desk({ decision, events, me }: Props) {
  const say = useWords();
  const dates = useDates();
  const invitation = ofType(events, 'ExpertInvited').findLast(
    (event) => textIn(payloadOf(event), 'expert') === me.person,
  );
  const { experts, draft } = rememberedOf(decision);
  const declared = experts?.[me.person]?.declared;
  const edition = editionsIn(events).findLast(({ bundleDigest }) => bundleDigest === draft?.bundle);
  const opinion = ofType(events, 'ExpertOpinionGiven').findLast(
    (event) => (event.onBehalf ?? event.actor) === me.person,
  );
  if (!invitation) return <p>{say('notInvited')}</p>;
  return (
    <>
      <p>
        {say('invitedHow', { name: me.name, field: textIn(payloadOf(invitation), 'field') ?? '' })}{' '}
        <span className="quiet">{dates.day(invitation.date)}</span>
      </p>
      <section aria-labelledby="declare-title">
        <h3 id="declare-title">{say('one')}</h3>
        {declared === 'free-of-interest' || declared === 'interest' ? (
          <p role="status">
            ✓ {say('declared', { what: say(declared === 'interest' ? 'interest' : 'free') })}
          </p>
        ) : (
          <>
            <p className="quiet">{say('oneHow')}</p>
            <DeskAct
              decision={decision}
              type="ExpertDeclared"
              fields={(schema) => (
                <FieldsOf
                  schema={schema}
                  names={['directInterest', 'independent', 'keepsConfidence', 'remark']}
                />
              )}
            />
          </>
        )}
      </section>
      <section aria-labelledby="read-title">
        <h3 id="read-title">{say('two')}</h3>
        {edition ? <Draft edition={edition} /> : <p className="quiet">{say('noDraft')}</p>}
      </section>
      {declared === 'free-of-interest' && (
        <section aria-labelledby="opinion-title">
          <h3 id="opinion-title">{say('three')}</h3>
          {opinion && <p role="status">✓ {say('given', { day: dates.day(opinion.date) })}</p>}
          <p className="quiet">{say('threeHow')}</p>
          <Templates id={decision.id} files={['expert-opinion']} />
          <DeskAct
            decision={decision}
            type="ExpertOpinionGiven"
            fields={(schema) => <OpinionFields schema={schema} edition={edition} />}
          />
        </section>
      )}
    </>
  );
}

function Draft({ edition }: { edition: Edition }) {
  const draft = draftOf(edition);
  const others = edition.papers.filter((paper) => paper !== draft);
  return (
    <>
      <DraftText edition={edition} />
      <ul className="act-list">
        {others.map((paper) => (
          <li key={paper.sha256}>
            <PaperLine paper={paper} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OpinionFields({ schema, edition }: { schema: Schema; edition: Edition | undefined }) {
  const say = useWords();
  return (
    <>
      <fieldset>
        <legend>{say('questions')}</legend>
        <p className="quiet">{say('questionsHow')}</p>
        <FieldsOf schema={schema} names={['necessity', 'feasibility', 'soundness']} />
      </fieldset>
      <FieldsOf schema={schema} names={['verdict', 'opinion', 'signed', 'unprompted']} />
      <p className="quiet">{say('signature')}</p>
      {edition && (
        <TextConfirmed
          what={say('text', { n: edition.number })}
          digest={edition.bundleDigest}
          statement={say('confirm')}
          missing={say('confirmMissing')}
        />
      )}
    </>
  );
}
