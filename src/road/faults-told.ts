import { z } from 'zod';
import type { EventDefinition, Text } from '../../workflows/vocabulary.js';
import type { Misfit } from '../engine/intake.js';

/** Where a payload does not fit, and what is wrong there in both languages. `message` is the English. */
export interface FaultTold {
  readonly at: string;
  readonly message: string;
  readonly detail: Text;
}

const CHINESE = z.locales.zhCN().localeError;

/** The faults of a payload in both languages: its schema is asked again, with the words of the other. */
export function faultsTold(
  faults: Misfit['faults'],
  definition: EventDefinition | undefined,
  payload: unknown,
): FaultTold[] {
  const chinese = definition?.payload.safeParse(payload, { error: CHINESE }).error?.issues ?? [];
  return faults.map((fault, i) => ({
    ...fault,
    detail: { zh: chinese[i]?.message ?? fault.message, en: fault.message },
  }));
}
