/** The program of one judging thread: answers each stretch that it is sent, in order. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReading } from '../database/open-reading.js';
import { loadWorkflows } from '../decisions/workflows.js';
import type { ThreadsAnswer, ThreadsPlace } from './judge-threads.js';
import { type Stretch, StretchJudge } from './stretch.js';

const { databaseUrl, judge, of, remembered } = workerData as ThreadsPlace;

const ready = Promise.all([openReading({ url: databaseUrl }), loadWorkflows()]).then(
  ([{ rows }, workflows]) => new StretchJudge(rows, workflows, { judge, of }, remembered),
);

parentPort?.on('message', (stretch: Stretch) => {
  ready.then((one) => one.judged(stretch)).then((judged) => answer({ judged }), failed);
});
ready.catch(failed);

function failed(error: unknown): void {
  answer({ failed: error instanceof Error ? error : new Error(String(error)) });
}

function answer(what: ThreadsAnswer): void {
  parentPort?.postMessage(what, []);
}
