import { PageSkeleton } from '../app/page-skeleton';
import { useHistory } from '../decisions/decisions';
import { editionsIn } from '../decisions/papers/editions-in';
import { useShown } from '../decisions/shown';
import { DeskAct } from '../desk/desk-act';
import { FieldsOf } from '../desk/fields-of';
import { RefusalNotice } from '../refusal/refusal-notice';
import { ApplicableLaw } from './applicable-law';
import { BundleShown } from './bundle-shown';
import { useWords } from './proposer-words';
import { Templates } from './templates';
import { Touches } from './touches';
import '../desk/desk.css';
import './proposer.css';

/** `/decisions/:id/draft`: an edition of the draft with its options, annexes, law, and what it touches (articles 12, 13). */
export function Page() {
  const decision = useShown();
  const say = useWords();
  const { data, error } = useHistory(decision.id);
  const last = data && editionsIn(data.events).at(-1);
  return (
    <>
      <title>{`${say('draftTitle')} · ${decision.title}`}</title>
      <h2>{say('draftTitle')}</h2>
      <p className="quiet">{say('draftHow')}</p>
      <Templates id={decision.id} files={['explanation', 'notice', 'decision-sheet']} />
      {error && !data && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data && (
        <DeskAct
          decision={decision}
          type="DraftSubmitted"
          fields={(schema) => (
            <>
              <FieldsOf schema={schema} names={['edition', 'bundle']} />
              <BundleShown last={last} />
              <FieldsOf schema={schema} names={last ? ['changes', 'drafters'] : ['drafters']} />
              <ApplicableLaw before={last} />
              <Touches />
              {!last && <FieldsOf schema={schema} names={['delayReason']} />}
            </>
          )}
        />
      )}
    </>
  );
}
