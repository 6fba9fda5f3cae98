import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';

export class TooManyStreams extends Refusal {
  readonly code = 'too-many-streams';
  constructor(readonly limit: number) {
    super(`One person has at most ${limit} streams open at once.`);
  }
  override facts(): Record<string, Json> {
    return { limit: this.limit };
  }
}
