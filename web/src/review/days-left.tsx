import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import type { Decision } from '../decisions/decisions';
import { rememberedOf } from '../decisions/remembered';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useDates } from '../dates/dates';
import { useWords } from './review-words';

/** The rules by which the chain to the meeting has its last links; a place may have one of its own for the time. */
const TIME = 'D713-026-c';
const MEETING = 'D713-030-a';

/** The reviewer's working days: a time that the law leaves for the review, not one that it is hurried by. */
export function DaysLeft({ decision }: { decision: Decision }) {
  const say = useWords();
  const dates = useDates();
  const { review } = rememberedOf(decision);
  const chain = decision.plan.ways.find(({ mode }) => mode === 'as-begun')?.chain ?? [];
  const time =
    decision.rules?.parameters.find(({ name }) => name === 'legalityReviewWorkingDays')?.rule ?? TIME;
  const last = chain.findLast(({ rule }) => rule === time)?.on;
  const meeting = chain.find(({ rule }) => rule === MEETING)?.on;
  const latest = decision.deadlines.find(({ id }) => id.startsWith('review-'));
  const { data, error } = useQuery({
    queryKey: ['working days', last],
    enabled: last !== undefined && review?.outcome === null,
    queryFn: () => ask(api.GET('/api/plan/working-days', { params: { query: { to: last ?? '' } } })),
  });
  if (!review?.requestedOn || review.outcome !== null || !last) return null;
  const from = dates.day(review.requestedOn);
  const to = dates.day(last);
  return (
    <div className="days-left" role="status">
      {error && <RefusalNotice error={error} />}
      {data && (
        <strong>
          {data.workingDays > 0
            ? say('daysLeft', { from, to, left: data.workingDays, count: data.workingDays })
            : say('daysOver', { from, to })}
        </strong>
      )}{' '}
      {meeting && say('earliestMeeting', { day: dates.day(meeting) })}{' '}
      {latest && say('latest', { day: dates.day(latest.on) })}
      <br />
      <span className="quiet">{say(review.timeSufficed ? 'timeSufficed' : 'daysWhy')}</span>
    </div>
  );
}
