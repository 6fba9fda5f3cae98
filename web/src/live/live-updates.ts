import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { SESSION_QUERY } from '../session/session';
import { STALE } from './stale';

/** How often a page is read again at most while events come one after another, in milliseconds. */
const PAUSE = 1000;

/**
 * Pages follow what others do while they are open (server-sent events). The browser comes back by itself after a break and
 * says what it saw last; what it missed for too long is all read again.
 */
export function useLiveUpdates(signedIn: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!signedIn) return undefined;
    const readAgain = gathered((key) => void queries.invalidateQueries({ queryKey: [key] }));
    const stream = new EventSource('/api/stream');
    stream.addEventListener('recorded', ({ data }) => {
      const { subject } = JSON.parse(data) as { subject: string };
      const [kind = ''] = subject.split('/');
      readAgain(staleAfter(kind));
    });
    stream.addEventListener('reset', () => void queries.invalidateQueries());
    stream.addEventListener('signed-out', () => {
      stream.close();
      void queries.invalidateQueries({ queryKey: SESSION_QUERY });
    });
    return () => {
      readAgain.stop();
      stream.close();
    };
  }, [queries, signedIn]);
}

const staleAfter = (kind: string): readonly string[] =>
  Object.hasOwn(STALE, kind) ? STALE[kind as keyof typeof STALE] : [];

/** The first at once, and whatever comes in the pause after it together: fifty events are not read fifty times. */
function gathered(invalidate: (key: string) => void) {
  const stale = new Set<string>();
  let pause: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    pause = undefined;
    if (stale.size === 0) return;
    for (const key of stale) invalidate(key);
    stale.clear();
    pause = setTimeout(flush, PAUSE);
  };
  const add = (keys: readonly string[]) => {
    for (const key of keys) stale.add(key);
    if (pause === undefined) flush();
  };
  return Object.assign(add, { stop: () => clearTimeout(pause) });
}
