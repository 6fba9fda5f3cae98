import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useDecision, type Decision } from '../decisions/decisions';
import { useProcedure } from '../decisions/machine';
import { rememberedOf } from '../decisions/remembered';
import { RefusalNotice } from '../refusal/refusal-notice';
import { MeetingRecordForm } from './meeting-record-form';
import type { MatterStands, MeetingStands } from './meeting-steps';
import { useWords } from './record-words';

/** `/decisions/:id/record`: a whole meeting, entered afterwards from its signed record. */
export function Page() {
  const { id = '' } = useParams();
  const say = useWords();
  const queries = useQueryClient();
  const { data: decision, error } = useDecision(id);
  const { data: procedure, error: noProcedure } = useProcedure(decision?.workflow);
  const tabled = decision ? meetingOf(decision) : undefined;
  const { data: meeting, error: noMeeting } = useQuery({
    queryKey: ['meeting', tabled],
    queryFn: () => ask(api.GET('/api/meetings/{id}', { params: { path: { id: tabled ?? '' } } })),
    enabled: tabled !== undefined,
  });
  // The outcome is read while the rest of the record is still on its way: the form stays to tell of all of it.
  const [isBegun, begin] = useState(false);
  const failed = error ?? noProcedure ?? noMeeting;
  if (failed) return <RefusalNotice page error={failed} />;
  if (!decision || !procedure) return <PageSkeleton />;
  const { outcome } = rememberedOf(decision);
  const isDecided = outcome !== null && outcome !== undefined && !isBegun;
  return (
    <>
      <title>{`${say('title')} · ${decision.title}`}</title>
      <p className="no-print">
        <Link to={`/decisions/${id}`}>
          {say('backTo')} · {decision.title}
        </Link>
      </p>
      <h1>{say('title')}</h1>
      {isDecided && <p>{say('decided')}</p>}
      {isDecided && meeting && meeting.state['status'] === 'open' && (
        <p>
          <Link to={`/meetings/${meeting.id}`}>{say('stillOpen')}</Link>
        </p>
      )}
      {!isDecided && tabled === undefined && (
        <>
          <p>{say('notTabled')}</p>
          <p>
            <Link to={`/decisions/${id}/act/TabledAtMeeting`}>{say('tableIt')}</Link>
          </p>
        </>
      )}
      {!isDecided && tabled !== undefined && !meeting && <PageSkeleton />}
      {!isDecided && meeting && (
        <MeetingRecordForm
          key={`${id}/${meeting.id}`}
          meeting={{
            ...(meeting.state as unknown as MeetingStands),
            id: meeting.id,
            version: meeting.version,
          }}
          matter={matterIn(decision)}
          body={rememberedOf(decision).body ?? ''}
          procedure={procedure}
          onBegin={() => begin(true)}
          onChange={() =>
            Promise.all([
              queries.invalidateQueries({ queryKey: ['decision', id] }),
              queries.invalidateQueries({ queryKey: ['meeting', meeting.id] }),
            ])
          }
        />
      )}
    </>
  );
}

function meetingOf(decision: Decision): string | undefined {
  return rememberedOf(decision).meeting?.meeting ?? undefined;
}

function matterIn(decision: Decision): MatterStands {
  const { meeting, risk } = rememberedOf(decision);
  return {
    id: decision.id,
    version: decision.version,
    bundle: meeting?.bundle ?? '',
    spoke: meeting?.spoke ?? {},
    // The procedure remembers what members said; that the head spoke is where the decision stands.
    headSpoke: standsIn(decision.state['value'], 'discussed'),
    recused: meeting?.recused ?? [],
    riskToJudge: risk?.judged === 'not-yet',
  };
}

function standsIn(value: unknown, step: string): boolean {
  if (typeof value !== 'object' || value === null) return value === step;
  return Object.values(value).some((inner) => standsIn(inner, step));
}
