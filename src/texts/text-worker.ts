import { answersJobs } from '../one-worker.js';
import { doTextJob } from './text-work.js';

/** Reads papers and compares texts, away from the thread that answers requests. */
answersJobs(doTextJob);
