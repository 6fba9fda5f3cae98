import { REVIEW_OUTCOMES, wordFor } from '../../../workflows/words';
import { PageSkeleton } from '../app/page-skeleton';
import { AdviceList } from '../counsel/advice-list';
import { useDates } from '../dates/dates';
import { stepsOf, useHistory, type Decision, type PastEvent } from '../decisions/decisions';
import { editionsIn, type Edition } from '../decisions/papers/editions-in';
import { useShown } from '../decisions/shown';
import { DeskAct } from '../desk/desk-act';
import { DeskDone } from '../desk/desk-done';
import { EditionChanges } from '../desk/edition-changes';
import { ofType, payloadOf, textIn } from '../desk/past';
import { rememberedOf } from '../decisions/remembered';
import { Templates } from '../desk/templates';
import { WhyNot } from '../desk/why-not';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { BesideTheLaw } from './beside-the-law';
import { BundleCheck } from './bundle-check';
import { Conformity } from './conformity';
import { DaysLeft } from './days-left';
import { OpinionFields } from './opinion-fields';
import { useWords } from './review-words';
import '../desk/desk.css';

/** `/decisions/:id/review`: the legality reviewer's desk (articles 25 to 28). */
export function Page() {
  const decision = useShown();
  const say = useWords();
  const { data, error } = useHistory(decision.id);
  return (
    <>
      <title>{`${say('title')} · ${decision.title}`}</title>
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

interface Props {
  readonly decision: Decision;
  readonly events: readonly PastEvent[];
}

function Desk({ decision, events }: Props) {
  const say = useWords();
  const { review, draft } = rememberedOf(decision);
  const editions = editionsIn(events);
  const request = ofType(events, 'LegalityReviewRequested').at(-1);
  const byDigest = (digest: string | null | undefined) =>
    editions.findLast(({ bundleDigest }) => bundleDigest === digest);
  const under = byDigest(review?.bundle) ?? editions.at(-1);
  const current = byDigest(draft?.bundle);
  // The same text handed in again is a later edition too, and asks for the same answer.
  const reviewed = review?.clearedBundle ?? review?.bundle;
  const cleared = editions.findLast((one) => one.bundleDigest === reviewed && one !== current);
  const advice = ofType(events, 'LegalAdviceGiven');
  if (!request) {
    return (
      <>
        <h2>{say('title')}</h2>
        <p>{say('notRequested')}</p>
        <WhyNot decision={decision} type="LegalityOpinionIssued" />
        {under && <BesideTheLaw decision={decision} edition={under} act="LegalityOpinionIssued" />}
      </>
    );
  }
  const judgesConformity = decision.actions.some(({ type }) => type.startsWith('Conformity'));
  return (
    <>
      <Standing decision={decision} events={events} />
      {judgesConformity && cleared && current && (
        <Conformity decision={decision} from={cleared} to={current} />
      )}
      <BundleCheck decision={decision} events={events} request={request} edition={under} />
      {under && <BesideTheLaw decision={decision} edition={under} act="LegalityOpinionIssued" />}
      {under && !judgesConformity && <SinceTheLast events={events} editions={editions} under={under} />}
      <section aria-labelledby="counsel-title">
        <h2 id="counsel-title">{say('counsel')}</h2>
        {advice.length === 0 && <p className="quiet">{say('noCounsel')}</p>}
        <AdviceList advice={advice} editions={editions} under={review?.bundle} />
      </section>
      <section aria-labelledby="opinion-title" className="no-print">
        <h2 id="opinion-title">{say('opinion')}</h2>
        <Templates id={decision.id} files={['legality-opinion']} />
        <DeskAct
          decision={decision}
          type="LegalityOpinionIssued"
          fields={(schema) => (
            <OpinionFields
              schema={schema}
              edition={under}
              exempted={Object.values(stepsOf(decision)).includes('exempted')}
              counselHeard={review?.advice != null}
            />
          )}
        />
        <Folded
          decision={decision}
          type="LegalityBundleReturned"
          title={say('return')}
          how={say('returnHow')}
        />
        <Folded decision={decision} type="LegalityReviewExtended" title={say('extend')} />
      </section>
    </>
  );
}

/** Where the review stands, and its days. */
function Standing({ decision, events }: Props) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const issued = ofType(events, 'LegalityOpinionIssued').at(-1);
  const isOver = rememberedOf(decision).review?.outcome;
  return (
    <>
      <h2>{say('title')}</h2>
      <DaysLeft decision={decision} />
      {issued && isOver && (
        <p>
          {say('issued', {
            outcome: said(wordFor(REVIEW_OUTCOMES, textIn(payloadOf(issued), 'outcome') ?? '')),
            day: dates.day(issued.date),
          })}
        </p>
      )}
    </>
  );
}

function SinceTheLast({
  events,
  editions,
  under,
}: {
  events: readonly PastEvent[];
  editions: readonly Edition[];
  under: Edition;
}) {
  const say = useWords();
  const dates = useDates();
  const opinions = ofType(events, 'LegalityOpinionIssued');
  const last = opinions.at(-1);
  const digest = last && textIn(payloadOf(last), 'bundleDigest');
  const seen = editions.find(({ bundleDigest }) => bundleDigest === digest);
  return (
    <section aria-labelledby="changes-title">
      <h2 id="changes-title">{say('changes')}</h2>
      {!last && <p className="quiet">{say('noOpinionYet')}</p>}
      {last && seen?.bundleDigest === under.bundleDigest && <p>{say('sameText')}</p>}
      {last && seen && seen.bundleDigest !== under.bundleDigest && (
        <>
          <p>{say('since', { n: seen.number, m: under.number, day: dates.day(last.date) })}</p>
          <EditionChanges from={seen} to={under} says={say('says')} />
        </>
      )}
    </section>
  );
}

/** What the reviewer may do besides; only where it is possible. */
function Folded({
  decision,
  type,
  title,
  how,
}: {
  decision: Decision;
  type: string;
  title: string;
  how?: string;
}) {
  if (!decision.actions.some((one) => one.type === type)) return null;
  return (
    <details className="desk-fold">
      <summary>{title}</summary>
      {how && <p className="quiet">{how}</p>}
      <DeskAct decision={decision} type={type} />
    </details>
  );
}
