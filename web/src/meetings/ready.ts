import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { placeIn } from './meetings';

interface Listed {
  readonly id: string;
  readonly body: string;
  readonly title: string;
  readonly state: unknown;
  readonly version: number;
}
export interface Candidate extends Listed {
  /** Its bundle is in, and it waits for the agenda. */
  readonly ready: boolean;
}

/** Outermost states from which the road still leads to a meeting. */
const ON_THE_WAY = ['proposed', 'screened', 'studied', 'drafting', 'steps', 'legalityReview', 'deferred'];

const bundleIsIn = (state: unknown): boolean =>
  placeIn(state) === 'meeting' && (state as { meeting: unknown }).meeting === 'bundleSubmitted';

/** Every decision of a body that is on its way to a meeting and on no agenda yet, those that are ready first. */
export function useCandidates(body: string | undefined) {
  return useQuery({
    queryKey: ['decisions', 'candidates', body],
    enabled: body !== undefined,
    queryFn: async () => {
      const own = (await everyDecision()).filter((one) => one.body === body);
      const ready = own.filter(({ state }) => bundleIsIn(state));
      const others = own.filter(({ state }) => ON_THE_WAY.includes(placeIn(state)));
      return [
        ...ready.map((one): Candidate => ({ ...one, ready: true })),
        ...others.map((one): Candidate => ({ ...one, ready: false })),
      ];
    },
  });
}

async function everyDecision(): Promise<Listed[]> {
  const found: Listed[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    found.push(...page.decisions);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

const readPage = (cursor: string | undefined) =>
  ask(api.GET('/api/decisions', { params: { query: { limit: 100, ...(cursor && { cursor }) } } }));
