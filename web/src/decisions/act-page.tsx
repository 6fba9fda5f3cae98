import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { announce } from '../app/announcements';
import { useLent } from '../acts/lent';
import { useRecord, type Recorded as Answer } from '../acts/record-act';
import { PageSkeleton } from '../app/page-skeleton';
import { RefusalNotice } from '../refusal/refusal-notice';
import { WhyNot } from '../desk/why-not';
import type { Bilingual } from '../words/words';
import { ActForm } from './act-form';
import { useWords } from './act-words';
import { useDecision, useHistory, type Action, type Decision } from './decisions';
import { NotYours, useHeldIn } from './not-yours';
import { Recorded } from './recorded';
import { ENTERS_FOR_OTHERS, useProcedure } from './machine';
import { rememberedOf } from './remembered';
import { useHolds } from '../session/session';

/** `/decisions/:id/act/:type`: one act, as a form. A refusal leaves everything that was typed where it is. */
export function Page() {
  const { id = '', type = '' } = useParams();
  const say = useWords();
  const go = useNavigate();
  const { data: decision, error } = useDecision(id);
  const { data: history, error: noHistory } = useHistory(id);
  const { data: procedure, error: noProcedure } = useProcedure(decision?.workflow);
  const mayEnter = useHolds(...ENTERS_FOR_OTHERS);
  const lent = useLent();
  const [query] = useSearchParams();
  const held = useHeldIn(decision);
  const act = useRecord('decisions', id);
  /** The act as it was the reader's when its form was opened, whatever has been done since. */
  const [opened, open] = useState<{ form: string; own: Action }>();
  const [done, finish] = useState<{ answer: Answer; title: Bilingual }>();
  if (done) return <Recorded id={id} {...done} />;
  const failed = error ?? noHistory ?? noProcedure;
  if (failed && !decision) return <RefusalNotice page error={failed} />;
  if (!decision || !history || !procedure)
    return failed ? <RefusalNotice error={failed} /> : <PageSkeleton />;
  const form = `${id}/${type}`;
  const now = decision.actions.find((one) => one.type === type);
  if (now && (opened?.form !== form || opened.own !== now)) open({ form, own: now });
  const own = now ?? (opened?.form === form ? opened.own : undefined);
  const defined = procedure.events.find((one) => one.type === type);
  const whole = defined && { ...defined, is: 'ready' as const, standings: [], citations: [] };
  // Whoever has the role and cannot do it now cannot enter it for a colleague either.
  const isEntered = mayEnter && (defined?.roles.every((role) => !held.includes(role)) ?? false);
  // Lent is what the reader came for by name, or what they could not do otherwise; what is entered from paper is neither.
  const lenders = defined ? lent(defined, { ...bodyOf(decision), decision: id }) : [];
  const named = lenders.find(({ person }) => person === query.get('for'));
  const lender = named ?? (own || isEntered ? undefined : lenders[0]);
  const action = lender ? whole : (own ?? (isEntered ? whole : undefined));
  return (
    <>
      <p className="no-print">
        <Link to={`/decisions/${id}`}>
          {say('backTo')} · {decision.title}
        </Link>
      </p>
      {own && !now && !lender && !act.isPending && <WhyNot decision={decision} type={type} />}
      {action ? (
        <ActForm
          key={`${form}/${lender?.person ?? ''}`}
          decision={decision}
          history={history.events}
          procedure={procedure}
          action={action}
          forOther={own === undefined && lender === undefined}
          {...(lender && { lender })}
          act={act}
          onRecorded={(answer) => {
            if (answer.remarks.length > 0 || answer.receipt !== undefined) {
              finish({ answer, title: action.title });
              return;
            }
            announce(say('recordedShort', { seq: answer.event.seq }));
            void go(`/decisions/${id}`);
          }}
        />
      ) : (
        <NotYours decision={decision} event={defined} />
      )}
    </>
  );
}

function bodyOf(decision: Decision): { readonly body?: string } {
  const { body } = rememberedOf(decision);
  return body ? { body } : {};
}
