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

/**
 * Why nothing was done: the refusal, or a question for one more proof, after which it is sent again by itself.
 * Stands beside a form, not within it: the proof is a form of its own.
 */
export function Outcome<Given, Answer>({ of }: { of: UseMutationResult<Answer, Error, Given> }) {
  if (!of.error) return null;
  return <Refused error={of.error} onProved={() => of.mutate(of.variables as Given)} />;
}

/** The same for what is sent by other means than a mutation. */
export function Refused({ error, onProved }: { error: unknown; onProved: () => void }) {
  if (codeOf(error) !== 'step-up-required') return <FailureNotice error={error} />;
  return <ProveAgain error={error} onProved={onProved} />;
}
