import { PageSkeleton } from '../../app/page-skeleton';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useHistory } from '../decisions';
import { useShown } from '../shown';
import { AllPapers } from './all-papers';
import { Compare } from './compare';
import { Editions } from './editions';
import { editionsIn } from './editions-in';
import './papers.css';

/** `/decisions/:id/papers`: the editions of the draft and who saw which; two of them side by side; every other paper. */
export function Page() {
  const { id } = useShown();
  const { data, error } = useHistory(id);
  if (!data) return error ? <RefusalNotice error={error} /> : <PageSkeleton />;
  const editions = editionsIn(data.events);
  return (
    <>
      <Editions id={id} events={data.events} editions={editions} />
      {editions.length > 1 && <Compare editions={editions} />}
      <AllPapers id={id} events={data.events} />
    </>
  );
}
