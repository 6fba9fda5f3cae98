import { useEffect, useRef, useState } from 'react';
import { downloaded } from './download';
import type { Given, Report, Told } from './verifier';

export type Progress =
  | { readonly at: 'idle' }
  | { readonly at: 'fetching'; readonly bytes: number }
  | { readonly at: 'verifying'; readonly what?: string; readonly done?: number; readonly of?: number }
  | {
      readonly at: 'done';
      readonly report: Report;
      readonly text: { readonly zh: string; readonly en: string };
    }
  | { readonly at: 'failed'; readonly error?: unknown; readonly message?: string };

/** Fetches a dossier and verifies it in a worker of this browser; it ends when the page is left. */
export function useVerification() {
  const [progress, setProgress] = useState<Progress>({ at: 'idle' });
  const running = useRef<{ abort: AbortController; worker?: Worker }>(undefined);
  const stop = () => {
    running.current?.abort.abort();
    running.current?.worker?.terminate();
    running.current = undefined;
  };
  useEffect(() => stop, []);
  const verify = async (path: string, given: Given) => {
    stop();
    const abort = new AbortController();
    running.current = { abort };
    setProgress({ at: 'fetching', bytes: 0 });
    try {
      const zip = await (
        await downloaded(path, (bytes) => setProgress({ at: 'fetching', bytes }), abort.signal)
      ).arrayBuffer();
      const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
      running.current = { abort, worker };
      setProgress({ at: 'verifying' });
      worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
        if (data.is === 'progress') setProgress({ at: 'verifying', ...data });
        else {
          if (data.is === 'done') setProgress({ at: 'done', report: data.report, text: data.text });
          else setProgress({ at: 'failed', message: data.message });
          worker.terminate();
        }
      });
      worker.addEventListener('error', ({ message }) => setProgress({ at: 'failed', message }));
      worker.postMessage({ zip, given }, [zip]);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError'))
        setProgress({ at: 'failed', error });
    }
  };
  return {
    progress,
    verify,
    stop: () => {
      stop();
      setProgress({ at: 'idle' });
    },
  };
}
