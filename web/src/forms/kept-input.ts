import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, ask } from '../api/client';
import { codeOf } from '../api/problem';
import { useReader } from '../session/session';

type Values = Record<string, unknown>;

/** What was typed into a form and not recorded yet. */
export interface KeptInput {
  /** Still asked for: the form waits for it, so that nothing typed is overwritten. */
  readonly isPending: boolean;
  /** What was there when the form was opened. */
  readonly found: Values | undefined;
  /** Where the last of it is kept. */
  readonly where: 'server' | 'browser' | 'nowhere';
  readonly keep: (values: Values) => void;
  readonly forget: () => void;
}

/** How long somebody pauses before what they typed goes to the server. */
const PAUSE = 1_500;

/**
 * Keeps it until it is recorded: at once for this tab, after a pause on the server, for another machine. A refusal, a
 * reload, a session that ended, a line that broke: none of them loses anything. It is kept for whoever typed it: the
 * next person at this machine does not see it.
 * @param name of the form, the subject first: `decision/7/DraftSubmitted`
 */
export function useKeptInput(name: string): KeptInput {
  const queries = useQueryClient();
  const local = `chengxu-form/${useReader()}/${name}`;
  const key = name.replaceAll('/', ':');
  const [inTab, setInTab] = useState(() => read(local));
  const [where, setWhere] = useState<KeptInput['where']>('browser');
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Chosen once, when the form opens: what is kept while it is open is its own.
  const onServer = useQuery({
    queryKey: ['form draft', local],
    queryFn: () => readFromServer(key),
    enabled: inTab === undefined,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const keep = useCallback(
    (values: Values) => {
      const isLocal = write(local, values);
      setWhere(isLocal ? 'browser' : 'nowhere');
      clearTimeout(pause.current);
      pause.current = setTimeout(() => {
        ask(api.PUT('/api/me/drafts/{key}', { params: { path: { key } }, body: { content: values } })).then(
          () => setWhere('server'),
          // It stays in this tab, and the form says so.
          () => setWhere(isLocal ? 'browser' : 'nowhere'),
        );
      }, PAUSE);
    },
    [local, key],
  );
  const forget = useCallback(() => {
    clearTimeout(pause.current);
    sessionStorage.removeItem(local);
    setInTab(undefined);
    setWhere('browser');
    queries.setQueryData(['form draft', local], null);
    // One that could not be thrown away is offered once more, and thrown away then.
    ask(api.DELETE('/api/me/drafts/{key}', { params: { path: { key } } })).catch(() => undefined);
  }, [local, key, queries]);
  useEffect(() => () => clearTimeout(pause.current), []);
  return {
    isPending: inTab === undefined && onServer.isPending,
    found: inTab ?? onServer.data ?? undefined,
    where,
    keep,
    forget,
  };
}

async function readFromServer(key: string): Promise<Values | null> {
  try {
    return (await ask(api.GET('/api/me/drafts/{key}', { params: { path: { key } } }))).content;
  } catch (error) {
    // None is kept there, or none can be had now: the form begins empty, and keeps in this tab.
    if (codeOf(error) === 'sign-in-needed') throw error;
    return null;
  }
}

function read(local: string): Values | undefined {
  const kept = sessionStorage.getItem(local);
  if (kept === null) return undefined;
  try {
    const values: unknown = JSON.parse(kept);
    return typeof values === 'object' && values !== null ? (values as Values) : undefined;
  } catch {
    // Not ours, or cut short: there is nothing in it to offer.
    return undefined;
  }
}

function write(local: string, values: Values): boolean {
  try {
    sessionStorage.setItem(local, JSON.stringify(values));
    return true;
  } catch {
    // No room, or storage is forbidden here.
    return false;
  }
}
