import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAttempt } from '../api/attempt';
import { api, ask } from '../api/client';
import { codeOf } from '../api/problem';
import type { paths } from '../api/schema';
import { STALE } from '../live/stale';
import { useDelegatedBy } from './standing-in';

/** What the ledger keeps histories of, as its addresses and as its subjects name it. */
const SUBJECT_OF = {
  decisions: 'decision',
  meetings: 'meeting',
  consultations: 'consultation',
  catalogues: 'catalogue',
} as const;
export type Kind = keyof typeof SUBJECT_OF;

type Post = paths['/api/decisions/{id}/events']['post'];
type Body = Post['requestBody']['content']['application/json'];
export type Recorded = Post['responses'][201]['content']['application/json'];
/** What stands around the payload: whose act it is, its signed original, its dates. */
export type Envelope = Pick<Body, 'onBehalfOf' | 'delegatedBy' | 'instrument' | 'claimed' | 'evidenced'>;
/** The signed original that an act on behalf of somebody rests on. */
export type Instrument = NonNullable<Envelope['instrument']>;

export interface ActToRecord extends Envelope {
  readonly type: string;
  readonly payload: Record<string, unknown>;
  /** Which version the reader was shown; left out for acts that only add. */
  readonly version?: number;
}

/** Sends one act once: the same key however often it is sent again, so that a broken line makes no second event. */
export async function sendAct(
  kind: Kind,
  id: string,
  { version, ...act }: ActToRecord,
  key: string,
): Promise<Recorded> {
  return ask(
    // The four addresses take and answer the same; one of them stands for all.
    api.POST(`/api/${kind as 'decisions'}/{id}/events`, {
      params: {
        path: { id },
        header: { 'idempotency-key': key, ...(version !== undefined && { 'if-match': `"${version}"` }) },
      },
      // The schema of each event is in the answer that its form was made from.
      body: act as never,
    }),
  );
}

/** Refusals for how things stand: they are shown with how they stand. */
const ASKS_TO_LOOK_AGAIN = ['version-conflict', 'requirement-unmet', 'not-now'];

/**
 * Adds an event to a subject, and reads again whatever it changed.
 * @param then what the form does once it is recorded, at whichever sending, and though the stream took the form away before
 */
export function useRecord(kind: Kind, id: string, then?: (answer: Recorded) => void) {
  const queries = useQueryClient();
  const attempt = useAttempt();
  const delegatedBy = useDelegatedBy(`${SUBJECT_OF[kind]}/${id}`);
  const readAgain = () =>
    Promise.all(STALE[SUBJECT_OF[kind]].map((stale) => queries.invalidateQueries({ queryKey: [stale] })));
  return useMutation({
    mutationFn: (given: ActToRecord) => {
      const act = { ...delegatedBy(given.type), ...given };
      const { version: _, ...what } = act;
      return sendAct(kind, id, act, attempt.keyFor(what));
    },
    onSuccess: (answer) => {
      attempt.over();
      then?.(answer);
      // Without waiting for it: what is read again may leave no place for the form that has yet to say that it is done.
      void readAgain();
    },
    // Not where no answer came: without a line it could not be read either, and would be waited for.
    onError: (error) => (ASKS_TO_LOOK_AGAIN.includes(codeOf(error) ?? '') ? readAgain() : undefined),
  });
}
