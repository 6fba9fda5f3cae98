import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ask } from '../api/client';

/** What the ledger keeps histories of, as its addresses and as its queries name it. */
const QUERY_OF = {
  decisions: 'decision',
  meetings: 'meeting',
  consultations: 'consultation',
  catalogues: 'catalogue',
} as const;
export type Kind = keyof typeof QUERY_OF;

/** The signed original that an act on behalf of somebody rests on. */
export interface Instrument {
  readonly digest: string;
  readonly pages: number;
  readonly signedOn: string;
  readonly sealed: boolean;
  readonly certifiedBy: string;
  readonly keptAt?: string;
}

export interface ActToRecord {
  readonly type: string;
  readonly payload: Record<string, unknown>;
  /** Which version the reader was shown; left out for acts that only add. */
  readonly version?: number;
  readonly onBehalfOf?: string;
  /** A dated outside source, checked by a second person: periods count from it. */
  readonly evidenced?: { readonly date: string; readonly source: string; readonly checkedBy: string };
  readonly instrument?: Instrument;
}

/** Sends one act once: the same key however often it is sent again, so that a broken line makes no second event. */
export async function sendAct(kind: Kind, id: string, { version, ...act }: ActToRecord, key: string) {
  return ask(
    // The four addresses take and answer the same; one of them stands for all.
    api.POST(`/api/${kind as 'decisions'}/{id}/events`, {
      params: {
        path: { id },
        header: { 'idempotency-key': key, ...(version !== undefined && { 'if-match': `"${version}"` }) },
      },
      body: act as never,
    }),
  );
}

/** Adds an event to a subject, and reads again whatever it changed. */
export function useRecord(kind: Kind, id: string) {
  const queries = useQueryClient();
  const attempt = useRef<{ of: string; key: string }>(undefined);
  return useMutation({
    mutationFn: (act: ActToRecord) => {
      const of = JSON.stringify(act);
      if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() };
      return sendAct(kind, id, act, attempt.current.key);
    },
    onSuccess: () => {
      attempt.current = undefined;
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: [`${QUERY_OF[kind]}s`] });
      return queries.invalidateQueries({ queryKey: [QUERY_OF[kind]] });
    },
  });
}
