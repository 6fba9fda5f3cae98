import type { Original } from '../../acts/signed-original';
import type { Decision } from '../../decisions/decisions';
import type { Context, OneMeeting } from '../meetings';
import type { Discussion } from './discussion';

/** What every part of the screen knows of the item and of who looks at it. */
export interface OnScreen {
  readonly meeting: OneMeeting;
  readonly decision: Decision;
  readonly context: Context;
  readonly discussion: Discussion;
  readonly original: Original | undefined;
  readonly onOriginal: (original: Original | undefined) => void;
  /** The reader. */
  readonly me: string;
  /** Whether the reader keeps the record: secretary or office. */
  readonly keeps: boolean;
}

/** What an act of somebody else carries, entered by whoever keeps the record. */
export function onBehalf(person: string, me: string, original: Original | undefined) {
  return person === me || !original ? {} : { onBehalfOf: person, instrument: original.instrument };
}
