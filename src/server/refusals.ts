import { Refusal } from '../refusal.js';

/** The program runs, but what it stands on does not answer. */
export class NotReady extends Refusal {
  readonly code = 'not-ready';
  constructor(cause: unknown) {
    super('The database does not answer.', { cause });
  }
  override facts() {
    return { database: 'does-not-answer' };
  }
}
