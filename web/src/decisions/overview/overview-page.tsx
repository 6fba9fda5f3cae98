import { useShown } from '../shown';
import { Acts } from './acts';
import { Deadlines } from './deadlines';
import { LatestDates } from './latest-dates';
import { Missing } from './missing';
import { NotableRecords } from './notable-records';
import { PlanLine } from './plan-line';
import { RulesInForce } from './rules-in-force';

/** `/decisions/:id`: what is missing and from whom, what the reader may do, when a meeting is possible, what runs. */
export function Page() {
  const decision = useShown();
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
