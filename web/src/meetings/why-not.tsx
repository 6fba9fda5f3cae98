import { useState } from 'react';
import { PageSkeleton } from '../app/page-skeleton';
import { RefusalNotice, UnmetList } from '../refusal/refusal-notice';
import { useWords } from './meeting-words';
import { useObstacles } from '../decisions/decisions';

/** What stands in the way of tabling a decision: read when it is opened, not for the whole list. */
export function WhyNot({ decision }: { decision: string }) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const { data, error } = useObstacles(decision, 'TabledAtMeeting', open);
  const unmet = [
    ...(data?.missingSteps ?? []),
    ...(data?.standings.filter(({ is }) => is === 'unmet') ?? []),
  ];
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {say('notReady')} <span className="quiet">{say('why')}</span>
      </summary>
      {error && <RefusalNotice error={error} />}
      {open && !data && !error && <PageSkeleton />}
      {data && <UnmetList unmet={unmet as never} />}
    </details>
  );
}
