import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ask } from '../api/client';

interface Act {
  readonly type: string;
  readonly payload: Record<string, unknown>;
  /** The version that the reader was shown: another in the meantime is a conflict, told as such. */
  readonly version: number;
}

/**
 * Adds an event to a decision. One attempt has one Idempotency-Key however often it is sent: a line that broke after the
 * server had recorded it makes no second event.
 */
export function useAct(id: string) {
  const queries = useQueryClient();
  const attempt = useRef<{ of: string; key: string }>(undefined);
  return useMutation({
    mutationFn: ({ type, payload, version }: Act) => {
      const of = JSON.stringify([type, payload, version]);
      if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() };
      return ask(
        api.POST('/api/decisions/{id}/events', {
          params: {
            path: { id },
            header: { 'if-match': `"${version}"`, 'idempotency-key': attempt.current.key },
          },
          // The schema of each event is in the answer that the form was made from.
          body: { type, payload } as never,
        }),
      );
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['decision', id] }),
        queries.invalidateQueries({ queryKey: ['decisions'] }),
      ]),
    onError: () => queries.invalidateQueries({ queryKey: ['decision', id] }),
  });
}
