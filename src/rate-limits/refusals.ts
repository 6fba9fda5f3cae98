import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';

export class TooManyRequests extends Refusal {
  readonly code = 'too-many-requests';
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many requests from one address; the next one counts in ${retryAfterSeconds} s.`);
  }
  override facts(): Record<string, Json> {
    return { retryAfterSeconds: this.retryAfterSeconds };
  }
}
