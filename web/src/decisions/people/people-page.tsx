import { PageSkeleton } from '../../app/page-skeleton';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useShown } from '../shown';
import { Everybody } from './everybody';
import { Members } from './members';
import { Parts } from './parts';
import { useResponsibility } from './responsibility';
import './people.css';

/** `/decisions/:id/people`: who answers for which part, what each member said, and all that everybody did. */
export function Page() {
  const { id } = useShown();
  const { data, error } = useResponsibility(id);
  if (!data) return error ? <RefusalNotice error={error} /> : <PageSkeleton />;
  return (
    <>
      <Parts id={id} report={data} />
      <Members id={id} report={data} />
      <Everybody id={id} report={data} />
    </>
  );
}
