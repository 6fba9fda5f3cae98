import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { SESSION_QUERY } from '../session/session';
import { STALE } from './stale';

/**
 * Pages follow what others do while they are open (server-sent events). The browser comes back by itself after a break and
 * says what it saw last; what it missed for too long is all read again.
 */
export function useLiveUpdates(signedIn: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!signedIn) return undefined;
    const stream = new EventSource('/api/stream');
    stream.addEventListener('recorded', ({ data }) => {
      const { subject } = JSON.parse(data) as { subject: string };
      const [kind = ''] = subject.split('/');
      for (const key of staleAfter(kind)) void queries.invalidateQueries({ queryKey: [key] });
    });
    stream.addEventListener('reset', () => void queries.invalidateQueries());
    stream.addEventListener('signed-out', () => {
      stream.close();
      void queries.invalidateQueries({ queryKey: SESSION_QUERY });
    });
    return () => stream.close();
  }, [queries, signedIn]);
}

const staleAfter = (kind: string): readonly string[] =>
  Object.hasOwn(STALE, kind) ? STALE[kind as keyof typeof STALE] : [];
