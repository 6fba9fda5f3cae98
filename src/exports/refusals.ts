import { Refusal } from '../refusal.js';

/** What is to be exported is recorded, but no checkpoint covers it yet: a bag of it could be checked by nobody. */
export class NotSignedYet extends Refusal {
  readonly code = 'not-signed-yet';
  constructor(cause?: unknown) {
    super('The newest events have no signed checkpoint yet, which takes seconds. Try again.', { cause });
  }
}
