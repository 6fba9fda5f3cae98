import { useOutletContext } from 'react-router';
import type { Decision } from './decisions';

/** The decision whose page this is a part of. */
export function useShown(): Decision {
  return useOutletContext<Decision>();
}
