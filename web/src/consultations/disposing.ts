import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { sendAct } from '../acts/record-act';
import { useDelegatedBy } from '../acts/standing-in';
import type { Disposition } from './consultations';

/** One answer, and the comments that it is the answer to. */
export interface Answer {
  readonly comments: readonly number[];
  readonly disposition: Disposition;
  readonly reason: string;
}

interface Progress {
  readonly done: number;
  readonly of: number;
}

/** A browser keeps six lines to one server, of which the stream has one. */
const AT_ONCE = 4;

/**
 * Gives one answer to several comments: an event for each, so that every comment has its own place in the record. Some
 * are on their way at once, for they wait for the same disk: the ledger takes them together. At the first refusal no
 * other is sent; what was answered by then stays answered.
 */
export function useDisposing(id: string) {
  const queries = useQueryClient();
  const delegatedBy = useDelegatedBy(`consultation/${id}`);
  const [progress, setProgress] = useState<Progress>();
  const [error, setError] = useState<unknown>();
  const stopped = useRef(false);
  // The same answer sent again after a broken line is the same event.
  const keys = useRef(new Map<string, string>());
  const keyFor = (of: string) => {
    const key = keys.current.get(of) ?? crypto.randomUUID();
    keys.current.set(of, key);
    return key;
  };
  const dispose = async (
    { comments, disposition, reason }: Answer,
    onAnswered: (comment: number) => void,
  ): Promise<number> => {
    stopped.current = false;
    setError(undefined);
    let done = 0;
    setProgress({ done, of: comments.length });
    const waiting = [...comments];
    const sends = async () => {
      while (!stopped.current) {
        const comment = waiting.shift();
        if (comment === undefined) return;
        const payload = { comment, disposition, reason };
        await sendAct(
          'consultations',
          id,
          { type: 'CommentDisposed', payload, ...delegatedBy('CommentDisposed') },
          keyFor(JSON.stringify(payload)),
        );
        done += 1;
        setProgress({ done, of: comments.length });
        onAnswered(comment);
      }
    };
    const sendsUntilRefused = async () => {
      try {
        await sends();
      } catch (refused) {
        stopped.current = true;
        setError(refused);
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, sendsUntilRefused));
    } finally {
      setProgress(undefined);
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      // Without waiting for it: where the line has gone, what was answered is told all the same.
      void queries.invalidateQueries({ queryKey: ['consultation', id] });
    }
    return done;
  };
  return {
    dispose,
    progress,
    error,
    stop: () => {
      stopped.current = true;
    },
  };
}
