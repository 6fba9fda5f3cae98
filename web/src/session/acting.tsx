import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { codeOf } from '../api/problem';
import { FailureNotice } from './failure-notice';
import { ProveAgain } from './prove-again';

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
}

/** Why nothing was done: the refusal, or a question for one more proof, after which it is sent again by itself. */
export function Outcome<Given, Answer>({ of }: Props<Given, Answer>) {
  if (!of.error) return null;
  if (codeOf(of.error) !== 'step-up-required') return <FailureNotice error={of.error} />;
  return (
    <ProveAgain
      error={of.error}
      onProved={() => (of.mutate as (given: Given) => void)(of.variables as Given)}
    />
  );
}
