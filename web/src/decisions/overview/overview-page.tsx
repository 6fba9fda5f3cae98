import { useState } from 'react';
import { useDelegations, useDelegationScope } from '../../acts/lent';
import { PageSkeleton } from '../../app/page-skeleton';
import { useObstacles } from '../decisions';
import { useShown } from '../shown';
import { Acts } from './acts';
import { Deadlines } from './deadlines';
import { LatestDates } from './latest-dates';
import { milestoneOf } from './milestone';
import { Missing } from './missing';
import { NotableRecords } from './notable-records';
import { PlanLine } from './plan-line';
import { RulesInForce } from './rules-in-force';

/** `/decisions/:id`: what is missing and from whom, what the reader may do, when a meeting is possible, what runs. */
export function Page() {
  const decision = useShown();
  const milestone = milestoneOf(decision);
  // Shown together: a part that came later would push down the one that is being read.
  const beside = [
    useObstacles(decision.id, milestone ?? '', milestone !== undefined),
    useDelegations(),
    useDelegationScope(),
  ];
  const [complete, is] = useState(false);
  // Once only: what stands in the way of the next milestone is read anew beside what is being read.
  if (!complete && beside.every(({ isLoading }) => !isLoading)) is(true);
  if (!complete) return <PageSkeleton />;
  return (
    <>
      <Missing decision={decision} />
      <Acts decision={decision} />
      <PlanLine decision={decision} />
      <Deadlines decision={decision} />
      <NotableRecords decision={decision} />
      <LatestDates decision={decision} />
      <RulesInForce decision={decision} />
    </>
  );
}
