/**
 * The steps between which the program may die. A test names one in CHENGXU_CRASH_AT (`after-insert`, or
 * `after-insert:3` for its third time) and the process kills itself there, with no chance to tidy up.
 */
export type CrashPoint =
  | 'after-begin'
  | 'after-decide'
  | 'after-insert'
  | 'before-commit'
  | 'after-commit'
  | 'before-sign'
  | 'after-sign-state'
  | 'after-checkpoint'
  | 'before-answer'
  | OutsideAppend;

/** Those that an append never passes: a witness's answer, a key's rotation. */
export type OutsideAppend =
  | 'after-witness-state'
  | 'after-next-key'
  | 'after-rotation-event'
  | 'after-rotation-checkpoint'
  | 'after-rotation-state';

/** Those that every append passes. */
export const CRASH_POINTS: readonly CrashPoint[] = [
  'after-begin',
  'after-decide',
  'after-insert',
  'before-commit',
  'after-commit',
  'before-sign',
  'after-sign-state',
  'after-checkpoint',
  'before-answer',
];

const [wanted, times] = (process.env['CHENGXU_CRASH_AT'] ?? '').split(':');
let left = Number(times ?? 1);

/** Does nothing, unless a test has named this point. */
export function crashHere(point: CrashPoint): void {
  if (point !== wanted) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}
