import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';

/** Somebody else was faster: the subject is not at the version that was answered. */
export class VersionConflict extends Refusal {
  readonly code = 'version-conflict';

  constructor(
    readonly subject: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${subject} is at version ${actual}, not ${expected}. Read it again, and decide again.`);
  }

  override facts(): Record<string, Json> {
    return { subject: this.subject, expected: this.expected, actual: this.actual };
  }
}

/** The key already stands for another request of the same actor. */
export class IdempotencyKeyReused extends Refusal {
  readonly code = 'idempotency-key-reused';

  constructor(readonly key: string) {
    super('This Idempotency-Key was used for a different request. Take a new key for a new request.');
  }

  override facts(): Record<string, Json> {
    return { key: this.key };
  }
}

/** The event cannot stand in the ledger: too long (60,000 bytes), or its content has no canonical form. */
export class NotRecordable extends Refusal {
  readonly code = 'not-recordable';

  constructor(
    readonly reason: string,
    cause: unknown,
  ) {
    super(`This event cannot be recorded: ${reason}`, { cause });
  }

  override facts(): Record<string, Json> {
    return { reason: this.reason };
  }
}

export type WhyUnavailable = 'clock-went-back' | 'commit-failed' | 'closing';

/**
 * Nothing was acknowledged. With `commit-failed` after a lost connection it may have been recorded all the same:
 * sent again under the same Idempotency-Key, the request finds out.
 */
export class LedgerUnavailable extends Refusal {
  readonly code = 'ledger-unavailable';

  constructor(
    readonly reason: WhyUnavailable,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }

  override facts(): Record<string, Json> {
    return { reason: this.reason };
  }
}

/** The database holds less than the signer has signed, or something else. The program does not start on it. */
export class LogRolledBack extends Refusal {
  readonly code = 'log-rolled-back';

  constructor(
    readonly found: string,
    readonly signed: string,
  ) {
    super(
      `The database holds ${found}, but ${signed}. An older copy of the database was put back, or events were ` +
        'removed. Nothing was written. Put back the newest database; if it is lost, keep this one and the ' +
        "signer's state file as they are, run `chengxu verify`, and begin a new origin with `chengxu restore`.",
    );
  }

  override facts(): Record<string, Json> {
    return { found: this.found, signed: this.signed };
  }
}
