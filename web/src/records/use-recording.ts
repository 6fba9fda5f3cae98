import { useRef, useState } from 'react';
import { useReader } from '../session/session';
import type { Step, Versions } from './meeting-steps';

export type Progress = Readonly<
  Record<string, { is: 'sending' } | { is: 'recorded'; seq: number } | { is: 'refused' }>
>;

interface Stopped {
  readonly at: Step;
  readonly error: unknown;
}

/**
 * Sends the events of a record one after another, and stops at the first that is refused.
 * @param name under which the keys are kept: an event whose answer was lost is not recorded twice, even after a reload
 */
export function useRecording(name: string) {
  const kept = `chengxu-record/${useReader()}/${name}`;
  const keys = useRef<Record<string, { of: string; key: string }>>(undefined);
  const [progress, show] = useState<Progress>({});
  const [stopped, stop] = useState<Stopped>();
  const [isRunning, run] = useState(false);
  const keyFor = (step: Step): string => {
    const all = (keys.current ??= JSON.parse(sessionStorage.getItem(kept) ?? '{}') as Record<
      string,
      { of: string; key: string }
    >);
    const of = JSON.stringify(step.body);
    if (all[step.id]?.of !== of) all[step.id] = { of, key: crypto.randomUUID() };
    sessionStorage.setItem(kept, JSON.stringify(all));
    return all[step.id]?.key ?? '';
  };
  /** @returns whether all of it is on record */
  const record = async (steps: readonly Step[], from: Versions): Promise<boolean> => {
    const versions = { ...from };
    run(true);
    stop(undefined);
    for (const step of steps) {
      if (step.already || progress[step.id]?.is === 'recorded') continue;
      show((before) => ({ ...before, [step.id]: { is: 'sending' } }));
      try {
        const { seq } = await step.send(versions, keyFor(step));
        show((before) => ({ ...before, [step.id]: { is: 'recorded', seq } }));
      } catch (error) {
        show((before) => ({ ...before, [step.id]: { is: 'refused' } }));
        stop({ at: step, error });
        run(false);
        return false;
      }
    }
    sessionStorage.removeItem(kept);
    run(false);
    return true;
  };
  return { record, progress, stopped, isRunning };
}
