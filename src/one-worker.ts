import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, type ResourceLimits } from 'node:worker_threads';

/** What a worker tells of a job. */
type Told<Answer> = { readonly answer: Answer } | { readonly failed: string };

/** The thread needed longer for a job than it was given. */
export class TooSlow extends Error {}

/**
 * A thread that does jobs one after the other, so that whoever waits for something else need not wait for them. It stays
 * for the next job, keeps no process alive, and is ended and begun anew where a job fails.
 */
export class OneWorker<Job, Answer> {
  private last: Promise<unknown> = Promise.resolve();
  private worker: Worker | undefined;

  constructor(
    /** Its program, which says `answersJobs`. */
    private readonly program: URL,
    /** Where the program runs from its sources there is no compiled worker: the job is done in this thread. */
    private readonly here: (job: Job) => Promise<Answer>,
    private readonly bounds: { readonly withinMs?: number; readonly memory?: ResourceLimits } = {},
  ) {}

  /** @throws TooSlow @throws Error when the job fails, or the thread */
  does(job: Job): Promise<Answer> {
    const done = this.last.then(() =>
      existsSync(fileURLToPath(this.program)) ? this.inWorker(job) : this.here(job),
    );
    this.last = done.catch(() => undefined);
    return done;
  }

  async stop(): Promise<void> {
    await this.last;
    await this.worker?.terminate();
    this.worker = undefined;
  }

  private async inWorker(job: Job): Promise<Answer> {
    const worker = (this.worker ??= this.begun());
    worker.ref();
    try {
      const told = await toldBy<Answer>(worker, job, this.bounds.withinMs);
      if ('failed' in told) throw new Error(told.failed);
      return told.answer;
    } catch (error) {
      this.worker = undefined;
      await worker.terminate();
      throw error;
    } finally {
      worker.unref();
    }
  }

  private begun(): Worker {
    const { memory } = this.bounds;
    const worker = new Worker(this.program, memory === undefined ? {} : { resourceLimits: memory });
    // One that fails between two jobs is missed by the next; unheard, its error would end the process.
    const gone = () => {
      if (this.worker === worker) this.worker = undefined;
    };
    return worker.on('error', gone).on('exit', gone);
  }
}

function toldBy<Answer>(worker: Worker, job: unknown, withinMs?: number): Promise<Told<Answer>> {
  return new Promise((resolve, reject) => {
    const timer = withinMs === undefined ? undefined : setTimeout(() => failed(new TooSlow()), withinMs);
    const told = (answer: Told<Answer>) => {
      forget();
      resolve(answer);
    };
    const failed = (error: Error) => {
      forget();
      reject(error);
    };
    const stopped = (code: number) => failed(new Error(`The thread stopped with ${code}.`));
    const forget = () => {
      clearTimeout(timer);
      worker.off('message', told).off('error', failed).off('exit', stopped);
    };
    worker.on('message', told).on('error', failed).on('exit', stopped);
    worker.postMessage(job, []);
  });
}

/** In the thread: does what comes, and answers. */
export function answersJobs<Job, Answer>(does: (job: Job) => Promise<Answer>): void {
  const tells = (told: Told<Answer>) => parentPort?.postMessage(told, []);
  parentPort?.on('message', (job: Job) => {
    does(job).then(
      (answer) => tells({ answer }),
      (error: unknown) => tells({ failed: error instanceof Error ? error.message : String(error) }),
    );
  });
}
