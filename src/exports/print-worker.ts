import { answersJobs } from '../one-worker.js';
import { typeset } from './typeset.js';

/** Sets documents, away from the thread that answers requests. */
answersJobs(typeset);
