import { useState } from 'react';
import { Link } from 'react-router';
import type { Original } from '../../acts/signed-original';
import { useDecision } from '../../decisions/decisions';
import { PageSkeleton } from '../../app/page-skeleton';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useHolds, useSession } from '../../session/session';
import {
  contextOf,
  useDecisionHistory,
  type AgendaItem,
  type Context,
  type OneMeeting,
  type Told,
} from '../meetings';
import { useMeetingCode } from '../meeting-words';
import { DecidingForm } from './deciding-form';
import { discussionOf } from './discussion';
import { MajorityLine } from './majority-line';
import { OpinionForm } from './opinion-form';
import { RecusalForm } from './recusal-form';
import { RiskPanel } from './risk-panel';
import { SpeakingOrder } from './speaking-order';
import { useWords } from './screen-words';

interface Props {
  readonly meeting: OneMeeting;
  readonly item: AgendaItem;
  readonly at: number;
  readonly following: AgendaItem | undefined;
  readonly onNext: (at: number) => void;
}

/** One matter: who has said what, whose turn it is, and what is decided. */
export function ItemOnScreen({ meeting, item, at, following, onNext }: Props) {
  const { data: decision, error } = useDecision(item.decision);
  const { data: history, error: noHistory } = useDecisionHistory(item.decision);
  const { data: session } = useSession();
  const keeps = useHolds('secretary', 'office');
  const [chosen, choose] = useState<string>();
  const [original, setOriginal] = useState<Original>();
  if (error ?? noHistory) return <RefusalNotice error={error ?? noHistory} />;
  if (!decision || !history || !session) return <PageSkeleton />;
  const context = contextOf(decision);
  const discussion = discussionOf(meeting, context, history);
  const decided = context.outcome && context.outcome.bundle === context.meeting.bundle;
  const me = session.person;
  const own = discussion.speakers.find(({ person }) => person === me);
  const next = discussion.silent[0] ?? discussion.speakers.find(({ isHead }) => isHead);
  const speaker = keeps ? (discussion.speakers.find(({ person }) => person === chosen) ?? next) : own;
  const isOpen = meeting.state.status === 'open' && meeting.state.attendanceRecorded > 0;
  const shared = { meeting, decision, context, discussion, original, onOriginal: setOriginal, me, keeps };
  return (
    <article>
      <h1>{item.title ?? item.decision}</h1>
      <TextOnTheTable meeting={meeting} item={item} context={context} />
      <div className="screen-columns">
        <SpeakingOrder
          decision={decision.id}
          discussion={discussion}
          speaking={isOpen && !decided ? speaker?.person : undefined}
          {...(keeps && isOpen && !decided && { onChoose: choose })}
        />
        <div className="screen-now">
          <MajorityLine discussion={discussion} />
          {decided && (
            <Decided
              context={context}
              reasons={reasonsIn(history)}
              following={following}
              onNext={() => onNext(at + 1)}
            />
          )}
          {isOpen && !decided && (
            <>
              {speaker && (
                <OpinionForm
                  key={speaker.person}
                  {...shared}
                  speaker={speaker}
                  onRecorded={() => choose(undefined)}
                />
              )}
              {speaker && !speaker.isHead && (
                <RecusalForm key={`recusal-${speaker.person}`} {...shared} speaker={speaker} />
              )}
              <RiskPanel {...shared} />
              <DecidingForm {...shared} />
            </>
          )}
        </div>
      </div>
    </article>
  );
}

function TextOnTheTable({
  meeting,
  item,
  context,
}: {
  meeting: OneMeeting;
  item: AgendaItem;
  context: Context;
}) {
  const say = useWords();
  return (
    <p className="quiet">
      {say('text')} <span className="digest">{context.meeting.bundle?.slice(0, 16)}</span>{' '}
      <Link className="no-print" to={`/meetings/${meeting.id}/papers#${item.decision}`}>
        {say('seePapers')}
      </Link>
    </p>
  );
}

/** What the head said in departing from the majority, where the head did. */
function reasonsIn(history: readonly Told[]): string | undefined {
  const decided = history.findLast(({ type }) => type === 'OutcomeDecided');
  return decided?.payload['reasonsAgainstMajority'] as string | undefined;
}

function Decided({
  context: { outcome },
  reasons,
  following,
  onNext,
}: {
  context: Context;
  reasons: string | undefined;
  following: AgendaItem | undefined;
  onNext: () => void;
}) {
  const say = useWords();
  const code = useMeetingCode();
  if (!outcome) return null;
  return (
    <section role="status">
      <p className="screen-outcome">{say('decided', { outcome: code(outcome.is) })}</p>
      {reasons && (
        <p>
          {say('reasons')} {reasons}
        </p>
      )}
      {outcome.option && (
        <p>
          {say('option')} {outcome.option}
        </p>
      )}
      <p className="quiet">
        {say('onText')} <span className="digest">{outcome.bundle.slice(0, 16)}</span>
      </p>
      {following ? (
        <p>
          <button type="button" className="as-link" onClick={onNext}>
            {say('nextItem', { title: following.title ?? '' })}
          </button>
        </p>
      ) : (
        <p>{say('noMore')}</p>
      )}
    </section>
  );
}
