import { useRef } from 'react';

/**
 * The Idempotency-Key of what is sent: the same as long as the same is sent, so that a line that broke after the server
 * had recorded it makes no second event. Which version it answers is no part of what is sent: whoever sends it once more
 * after seeing a newer version is told of the event that there is.
 */
export function useAttempt() {
  const attempt = useRef<{ of: string; key: string }>(undefined);
  return {
    keyFor: (what: unknown): string => {
      const of = JSON.stringify(what);
      if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() };
      return attempt.current.key;
    },
    /** It is on record: the same words from now on are something new. */
    over: (): void => {
      attempt.current = undefined;
    },
  };
}
