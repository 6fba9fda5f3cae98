import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';

export class FormDraftTooLarge extends Refusal {
  readonly code = 'form-draft-too-large';
  constructor(readonly limit: number) {
    super(`A form draft has at most ${limit} bytes.`);
  }
  override facts(): Record<string, Json> {
    return { limit: this.limit };
  }
}

export class TooManyFormDrafts extends Refusal {
  readonly code = 'too-many-form-drafts';
  constructor(readonly limit: number) {
    super(`One person keeps at most ${limit} form drafts.`);
  }
  override facts(): Record<string, Json> {
    return { limit: this.limit };
  }
}

/** None under this key, or it has expired. */
export class FormDraftNotFound extends Refusal {
  readonly code = 'not-found';
  constructor() {
    super('No such form draft.');
  }
}
