import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { codeOf } from '../api/problem';
import { FailureNotice } from './failure-notice';
import { ProveAgain } from './prove-again';
import { RecordedNotice } from './recorded-notice';

/** Like `useMutation`; whatever the pages have read is read anew afterwards. */
export function useActing<Given, Answer>(
  act: (given: Given) => Promise<Answer>,
  then?: (answer: Answer, given: Given) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (answer, given) => {
      then?.(answer, given);
      // Without waiting for it: what was recorded is told at once.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
}

interface Props<Given, Answer> {
  readonly of: UseMutationResult<Answer, Error, Given>;
  /** Who else sees what was recorded, as a sentence. */
  readonly seenBy?: string;
}

/** What came of it: the number under which it stands in the ledger, the refusal, or a question for one more proof. */
export function Outcome<Given, Answer>({ of, seenBy }: Props<Given, Answer>) {
  if (of.error) {
    if (codeOf(of.error) === 'step-up-required')
      return <ProveAgain error={of.error} onProved={() => (of.mutate as (given: Given) => void)(of.variables as Given)} />;
    return <FailureNotice error={of.error} />;
  }
  if (!of.isSuccess) return null;
  return <RecordedNotice answer={of.data} seenBy={seenBy} />;
}
