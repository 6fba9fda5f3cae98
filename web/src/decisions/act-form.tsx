import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Delegation } from '../acts/lent';
import type { ActToRecord, Recorded, useRecord } from '../acts/record-act';
import { codeOf } from '../api/problem';
import { PaperFields } from '../forms/paper-fields';
import { envelopeOf, type PaperValues } from '../forms/paper-values';
import type { FilledIn } from '../forms/schema-form';
import { SchemaForm } from '../forms/schema-form';
import { GivenProvider, type Given } from '../forms/given';
import type { Schema } from '../forms/schema';
import { useNameOf } from '../people/people';
import { RefusalNotice, UnmetList } from '../refusal/refusal-notice';
import { useRoleName } from '../roles/roles';
import { ProveOver } from '../session/prove-again';
import { useLanguage, useSaid } from '../words/words';
import { wrongIn } from '../forms/faults';
import { CalendarChanges } from '../calendar/calendars';
import { useCalendarToAdopt } from '../calendar/calendar-to-adopt';
import { TemplatesOf } from '../desk/templates';
import { givenFor, withOptions } from './act-given';
import { useWords } from './act-words';
import { unmetOf } from './unmet';
import { AdviceToAnswer } from './advice-to-answer';
import { ChangedSince } from './changed-since';
import { Checks } from './checks';
import { rememberedOf } from './remembered';
import { CorrectionFields } from './correction-fields';
import type { Action, Decision, PastEvent } from './decisions';
import type { Procedure } from './machine';

interface Props {
  readonly decision: Decision;
  readonly history: readonly PastEvent[];
  readonly procedure: Procedure;
  readonly action: Action;
  /** The act is not the reader's: it is entered for whoever did it, from the signed original. */
  readonly forOther: boolean;
  /** By whose delegation the reader does it, where it is not theirs. */
  readonly lender?: Delegation;
  readonly act: ReturnType<typeof useRecord>;
  readonly onRecorded: (answer: Recorded) => void;
  /** In place of the fields made from the schema: a desk lays them out in its own way. */
  readonly fields?: ReactNode;
  /** What a desk knows and the state does not. */
  readonly knows?: Partial<Given> | undefined;
  /** On a desk, which has a heading of its own. */
  readonly onDesk?: boolean;
}

export function ActForm({
  decision,
  history,
  procedure,
  action,
  forOther,
  lender,
  act,
  onRecorded,
  fields,
  knows,
  onDesk = false,
}: Props) {
  const { type, title, schema } = action;
  const say = useWords();
  const said = useSaid();
  const { language } = useLanguage();
  // What the reader was shown. What others add meanwhile is shown as such, and answered for by a click.
  const [version, setVersion] = useState(decision.version);
  const sent = useRef<{ act: ActToRecord; recorded: () => void }>(undefined);
  // What comes in while the reader's own act is under way may be that act.
  const since = act.isPending ? [] : history.filter((event) => event.version > version);
  const conflict = codeOf(act.error) === 'version-conflict';
  const stepUp = codeOf(act.error) === 'step-up-required';
  const [fresh] = useState(() => crypto.randomUUID());
  const [query] = useSearchParams();
  const calendar = useCalendarToAdopt(type, rememberedOf(decision).calendar);
  const known = asked(givenFor(type, decision, history, language, fresh), query);
  const given = {
    ...known,
    ...(calendar && { settled: { ...known.settled, ...calendar.settled } }),
    ...knows,
  };
  const Heading = onDesk ? 'h3' : 'h1';
  const refusal = useFocusOn<HTMLDivElement>(act.error);
  const blocked = action.is === 'blocked';
  const send = (next: ActToRecord, recorded: () => void) => {
    sent.current = { act: next, recorded };
    act.mutate(next, {
      onSuccess: (answer) => {
        recorded();
        onRecorded(answer);
      },
    });
  };
  const submit = ({ payload, beside }: FilledIn, recorded: () => void) => {
    const envelope = envelopeOf(beside['paper'] as PaperValues | undefined, forOther);
    const lent = lender && { delegatedBy: lender.person };
    send({ type, payload: withOptions(type, payload), ...envelope, ...lent, version }, recorded);
  };
  const again = (on: number) => {
    if (sent.current) send({ ...sent.current.act, version: on }, sent.current.recorded);
  };
  const seen = () => {
    setVersion(decision.version);
    if (conflict) again(decision.version);
  };
  return (
    <GivenProvider value={given}>
      {!onDesk && <title>{`${said(title)} · ${decision.title}`}</title>}
      <Heading>{forOther ? say('forOther', { title: said(title) }) : said(title)}</Heading>
      {lender && <DoneFor lender={lender} />}
      <p className="no-print">
        <a href={blankForm(decision, type)} target="_blank" rel="noreferrer">
          {say('blank')}
        </a>
      </p>
      {!onDesk && <TemplatesOf id={decision.id} act={type} />}
      {!onDesk && <ToTheMeeting decision={decision} type={type} />}
      {blocked && (
        <section>
          <p role="status">
            <strong>{say('blocked')}</strong>
          </p>
          <UnmetList unmet={unmetOf(action)} />
        </section>
      )}
      <div ref={refusal} tabIndex={-1}>
        {act.error && !stepUp && !(conflict && since.length > 0) && wrongIn(act.error).length === 0 && (
          <RefusalNotice error={act.error} />
        )}
        {since.length > 0 && <ChangedSince events={since} conflict={conflict} onSeen={seen} />}
      </div>
      {stepUp && <ProveOver error={act.error} onProved={() => again(version)} onCancel={() => act.reset()} />}
      {type === 'ExecutionAdviceAnswered' && <AdviceToAnswer decision={decision} history={history} />}
      {calendar?.changes && <CalendarChanges changes={calendar.changes} />}
      <div className="act-with-checks">
        <SchemaForm
          keptAs={`decision/${decision.id}/${type}`}
          schema={schema as Schema}
          given={given}
          disabled={blocked}
          submitting={act.isPending}
          refused={act.error}
          beside={<PaperFields forOther={forOther} />}
          onSubmit={submit}
        >
          {type === 'RecordCorrected' ? (
            <CorrectionFields schema={schema as Schema} history={history} procedure={procedure} />
          ) : (
            fields
          )}
        </SchemaForm>
        <Checks action={action} />
      </div>
    </GivenProvider>
  );
}

/** For whom it is done, before it is done. */
function DoneFor({ lender: { person, roles, basis } }: { lender: Delegation }) {
  const say = useWords();
  const nameOf = useNameOf();
  const roleName = useRoleName();
  return (
    <p>
      <strong>{say('lent', { name: nameOf(person), roles: roles.map(roleName).join(say('and')) })}</strong>{' '}
      <span className="quiet">{say('lentHow', { basis })}</span>
    </p>
  );
}

const AT_THE_MEETING = new Set(['MemberSpoke', 'HeadSpoke', 'MemberRecused', 'RiskJudged', 'OutcomeDecided']);

/** Where the text that is discussed lies, with what the others have said. */
function ToTheMeeting({ decision, type }: { decision: Decision; type: string }) {
  const say = useWords();
  const meeting = rememberedOf(decision).meeting?.meeting;
  if (!meeting || !AT_THE_MEETING.has(type)) return null;
  return (
    <p className="no-print">
      <Link to={`/meetings/${meeting}/screen`}>{say('atTheMeeting')}</Link>
    </p>
  );
}

/** The same form on paper, blank, with its number and a QR code: filled in by hand, it comes back as a signed original. */
function blankForm({ id, workflow }: Decision, type: string): string {
  return `/api/forms/${workflow.id}/${type}.pdf?${new URLSearchParams({ subject: `decision/${id}` })}`;
}

/** `?event=7` of a correction names the record, as the history links to it. */
function asked(given: Given, query: URLSearchParams): Given {
  const event = query.get('event');
  if (given.event !== 'RecordCorrected' || event === null || !/^\d{1,9}$/.test(event)) return given;
  return { ...given, suggested: { ...given.suggested, event: Number(event) } };
}

/** Moves to what was refused when it appears: who reads by ear hears it, who fills in sees it. */
function useFocusOn<Element extends HTMLElement>(error: unknown) {
  const place = useRef<Element>(null);
  useEffect(() => {
    if (error && wrongIn(error).length === 0 && codeOf(error) !== 'step-up-required') place.current?.focus();
  }, [error]);
  return place;
}
