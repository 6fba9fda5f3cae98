import { startTransition, useEffect, useState } from 'react';

export const PORTION = 100;

/**
 * More lines than a screen has at once, the others while the reader reads them: a page of two thousand answers meanwhile.
 * @returns how many are shown by now
 */
export function useInPortions(all: number): number {
  const [shown, show] = useState(PORTION);
  useEffect(() => {
    if (shown < all) startTransition(() => show(shown + PORTION));
  }, [shown, all]);
  return shown;
}
