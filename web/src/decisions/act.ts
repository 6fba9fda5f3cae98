import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ask } from '../api/client';
import type { paths } from '../api/schema';
import { codeOf } from '../api/problem';

type Body = paths['/api/decisions/{id}/events']['post']['requestBody']['content']['application/json'];
export type Recorded =
  paths['/api/decisions/{id}/events']['post']['responses'][201]['content']['application/json'];
/** What stands around the payload: whose act it is, its signed original, its dates. */
export type Envelope = Pick<Body, 'onBehalfOf' | 'instrument' | 'claimed' | 'evidenced' | 'as'>;

export interface Act {
  readonly type: string;
  readonly payload: Record<string, unknown>;
  readonly envelope?: Envelope;
  /** The version that the reader was shown: another in the meantime is a conflict, told as such. */
  readonly version: number;
}

/** @param key one for one attempt, however often it is sent: a line that broke after the server had recorded it makes no second event */
export function sendAct(
  id: string,
  { type, payload, envelope, version }: Act,
  key: string,
): Promise<Recorded> {
  return ask(
    api.POST('/api/decisions/{id}/events', {
      params: { path: { id }, header: { 'if-match': `"${version}"`, 'idempotency-key': key } },
      // The schema of each event is in the answer that the form was made from.
      body: { type, payload, ...envelope } as never,
    }),
  );
}

/** Adds an event to a decision. */
export function useAct(id: string) {
  const queries = useQueryClient();
  const attempt = useRef<{ of: string; key: string }>(undefined);
  return useMutation({
    mutationFn: (act: Act) => {
      const of = JSON.stringify(act);
      if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() };
      return sendAct(id, act, attempt.current.key);
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['decision', id] }),
        queries.invalidateQueries({ queryKey: ['decisions'] }),
      ]),
    onError: (error) => {
      // What was refused for how things stand is shown with how they stand.
      const code = codeOf(error);
      if (code === 'version-conflict' || code === 'requirement-unmet' || code === 'not-now')
        return queries.invalidateQueries({ queryKey: ['decision', id] });
      return undefined;
    },
  });
}
