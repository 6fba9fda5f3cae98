import { useQuery } from '@tanstack/react-query';
import type { ListedDecision } from '../decisions/decisions';
import { everyDecision } from '../decisions/every-decision';

export interface Candidate extends ListedDecision {
  /** Its bundle is in, and it waits for the agenda. */
  readonly ready: boolean;
}

const READY = 'meeting.bundleSubmitted';
/** Outermost states from which the road still leads to a meeting. */
const ON_THE_WAY = ['proposed', 'screened', 'studied', 'drafting', 'steps', 'legalityReview', 'deferred'];

/** Decisions of a body whose bundle is in, and which are on no agenda yet. */
export function useReady(body: string) {
  return useQuery({
    queryKey: ['decisions', 'ready', body],
    queryFn: () => everyDecision({ body, state: READY }),
  });
}

/** Every decision of a body that is on its way to a meeting and on no agenda yet, those that are ready first. */
export function useCandidates(body: string | undefined) {
  return useQuery({
    queryKey: ['decisions', 'candidates', body],
    enabled: body !== undefined,
    queryFn: async () => {
      const found = await Promise.all(
        [READY, ...ON_THE_WAY].map(async (state) =>
          (await everyDecision({ body, state })).map((one): Candidate => ({
            ...one,
            ready: state === READY,
          })),
        ),
      );
      return found.flat();
    },
  });
}
