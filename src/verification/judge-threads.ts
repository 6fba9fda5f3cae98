import { Worker } from 'node:worker_threads';
import type { JudgeElsewhere } from './judging-by-many.js';
import type { JudgedStretch, Stretch } from './stretch.js';

/** What a thread is started with. */
export interface ThreadsPlace {
  readonly databaseUrl: string;
  readonly judge: number;
  readonly of: number;
  readonly remembered?: number | undefined;
}

/** What a thread answers to each stretch, in order. */
export type ThreadsAnswer = { readonly judged: JudgedStretch } | { readonly failed: unknown };

/**
 * What a thread may take for what it remembers and works on, in MB. Left alone, V8 lets garbage pile up to a multiple
 * of what is in use, the more of it the longer it runs; below 256 MB it collects once that has grown by a third. A judge
 * has some 60 MB in use, and 150 at the very most. Young objects are dead within one event.
 */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 12 };

/** The threads' own program; it is there when this one is compiled. */
const PROGRAM = new URL('./judge-thread.js', import.meta.url);

/** So many judges, each in a thread of its own with a connection of its own that cannot write. */
export const judgesInThreads = (databaseUrl: string, of: number, remembered?: number): JudgeElsewhere[] =>
  Array.from({ length: of }, (_, judge) => new JudgeInThread({ databaseUrl, judge, of, remembered }));

interface Waiting {
  readonly resolve: (judged: JudgedStretch) => void;
  readonly reject: (error: unknown) => void;
}

class JudgeInThread implements JudgeElsewhere {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private failure: { readonly error: unknown } | undefined;

  constructor(place: ThreadsPlace) {
    this.worker = new Worker(PROGRAM, { workerData: place, resourceLimits: MEMORY });
    this.worker.on('message', (answer: ThreadsAnswer) => {
      if ('failed' in answer) this.fail(answer.failed);
      else this.waiting.shift()?.resolve(answer.judged);
    });
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', (code) => this.fail(new Error(`A judging thread stopped with ${code}.`)));
  }

  judged(stretch: Stretch): Promise<JudgedStretch> {
    if (this.failure) return Promise.reject(this.failure.error);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(stretch, [stretch.leaves.buffer]);
    });
  }

  close(): Promise<unknown> {
    return this.worker.terminate();
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}
