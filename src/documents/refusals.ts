import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';

export class DocumentNotFound extends Refusal {
  readonly code = 'document-not-found';
  constructor() {
    super('The store holds no document with this digest.');
  }
}

export class DocumentTooLarge extends Refusal {
  readonly code = 'document-too-large';
  /** @param limit in bytes */
  constructor(readonly limit: number) {
    super(`A document has at most ${limit} bytes.`);
  }
  override facts(): Record<string, Json> {
    return { limit: this.limit };
  }
}

/** By its content, whatever its name or the request's header says. */
export class DocumentTypeRefused extends Refusal {
  readonly code = 'document-type-refused';
  constructor(readonly accepted: readonly string[]) {
    super(`By its content the document is none of ${accepted.join(', ')}.`);
  }
  override facts(): Record<string, Json> {
    return { accepted: [...this.accepted] };
  }
}

export type WhyUnsafe = 'unpacks-too-large' | 'names-lead-elsewhere' | 'malware';

/** Of a type that is taken, and yet made to harm whoever opens it. */
export class DocumentUnsafe extends Refusal {
  readonly code = 'document-unsafe';
  /** @param finding what the antivirus program calls it */
  constructor(
    readonly reason: WhyUnsafe,
    readonly finding?: string,
  ) {
    super(`The document is not safe: ${reason}${finding === undefined ? '' : ` (${finding})`}.`);
  }
  override facts(): Record<string, Json> {
    return { reason: this.reason, ...(this.finding !== undefined && { finding: this.finding }) };
  }
}

/** The keeper has asked for each document to be looked at, and nobody looks. */
export class AntivirusUnavailable extends Refusal {
  readonly code = 'antivirus-unavailable';
  constructor(cause: unknown) {
    super('The antivirus program does not answer.', { cause });
  }
}

export class DocumentIncomplete extends Refusal {
  readonly code = 'document-incomplete';
  constructor() {
    super('The document did not arrive whole.');
  }
}

/** What is stored under a digest does not have it. The ledger's `verify` calls the same thing E_BLOB. */
export class DocumentDamaged extends Refusal {
  readonly code = 'document-damaged';
  constructor(readonly sha256: string) {
    super(`What is stored does not have the digest ${sha256}.`);
  }
  override facts(): Record<string, Json> {
    return { sha256: this.sha256 };
  }
}

/** It was removed under an order, and is not taken in again. */
export class DocumentRemoved extends Refusal {
  readonly code = 'document-removed';
  constructor(readonly sha256: string) {
    super(`The document ${sha256} was removed under an order.`);
  }
  override facts(): Record<string, Json> {
    return { sha256: this.sha256 };
  }
}
