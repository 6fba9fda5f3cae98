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
  /** What the form does once it is recorded: done as well where it was recorded at the second sending. */
  readonly then?: (answer: Answer) => void;
}

/**
 * Why nothing was done: the refusal, or a question for one more proof, after which it is sent again by itself.
 * Stands beside a form, not within it: the proof is a form of its own.
 */
export function Outcome<Given, Answer>({ of, then }: Props<Given, Answer>) {
  if (!of.error) return null;
  const again = () => of.mutate(of.variables as Given, { onSuccess: (answer) => then?.(answer) });
  return <Refused error={of.error} onProved={again} />;
}

/** The same for what is sent by other means than a mutation. */
export function Refused({ error, onProved }: { error: unknown; onProved: () => void }) {
  if (codeOf(error) !== 'step-up-required') return <FailureNotice error={error} />;
  return <ProveAgain error={error} onProved={onProved} />;
}
