import { useCallback, useState } from 'react';

/** What was typed into a form and not recorded yet. */
export interface KeptInput {
  /** What was there when the form was opened. */
  readonly found: Record<string, unknown> | undefined;
  /** Whether the last of it could be kept. */
  readonly isKept: boolean;
  readonly keep: (values: Record<string, unknown>) => void;
  readonly forget: () => void;
}

/** Keeps it for this tab until it is recorded: a refusal, a reload or a session that ended loses nothing. */
export function useKeptInput(name: string): KeptInput {
  const key = `chengxu-form/${name}`;
  const [found, setFound] = useState(() => read(key));
  const [isKept, setKept] = useState(true);
  const keep = useCallback(
    (values: Record<string, unknown>) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(values));
        setKept(true);
      } catch {
        // No room, or storage is forbidden here: the form says so, and leaving asks first.
        setKept(false);
      }
    },
    [key],
  );
  const forget = useCallback(() => {
    sessionStorage.removeItem(key);
    setFound(undefined);
    setKept(true);
  }, [key]);
  return { found, isKept, keep, forget };
}

function read(key: string): Record<string, unknown> | undefined {
  const kept = sessionStorage.getItem(key);
  if (kept === null) return undefined;
  try {
    const values: unknown = JSON.parse(kept);
    return typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : undefined;
  } catch {
    // Not ours, or cut short: there is nothing in it to offer.
    return undefined;
  }
}
