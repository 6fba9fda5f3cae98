import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';

/** Why the message itself is not one that we read: two readers could understand it differently. */
export type MalformedMessage =
  | 'two-host-headers'
  | 'no-host-header'
  | 'target-not-origin-form'
  | 'transfer-encoding-in-http-1.0'
  | 'unknown-expectation'
  | 'bad-url'
  | 'bad-message';

export class MalformedRequest extends Refusal {
  readonly code = 'malformed-request';

  constructor(readonly reason: MalformedMessage) {
    super(`The request is malformed: ${reason}.`);
  }

  override facts(): Record<string, Json> {
    return { reason: this.reason };
  }
}

/** What is wrong with one field: a JSON pointer (RFC 6901) into what was sent, and why. */
export type FieldError = { pointer: string; detail: { zh: string; en: string } };

/** A well-formed body that does not have the shape of this route. */
export class BodyRefused extends Refusal {
  readonly code = 'body-refused';

  constructor(readonly errors: FieldError[]) {
    super('The body does not have the shape that this route takes.');
  }

  override facts(): Record<string, Json> {
    return { errors: this.errors };
  }
}

/** A part of the address, the query or a header that does not have the shape of this route. */
export class ParameterRefused extends Refusal {
  readonly code = 'parameter-refused';

  constructor(
    readonly where: 'path' | 'query' | 'header',
    readonly errors: FieldError[],
  ) {
    super(`A parameter in the ${where} does not have the shape that this route takes.`);
  }

  override facts(): Record<string, Json> {
    return { in: this.where, errors: this.errors };
  }
}

export class NoSuchRoute extends Refusal {
  readonly code = 'no-such-route';

  constructor() {
    super('There is nothing at this address.');
  }
}

export class MethodNotAllowed extends Refusal {
  readonly code = 'method-not-allowed';

  constructor(readonly allow: string[]) {
    super(`This address answers ${allow.join(', ')} only.`);
  }

  override facts(): Record<string, Json> {
    return { allow: this.allow };
  }
}

export class UnsupportedMediaType extends Refusal {
  readonly code = 'unsupported-media-type';

  constructor(readonly accepted: string[]) {
    super(`This route takes ${accepted.join(', ')} only, in no content encoding.`);
  }

  override facts(): Record<string, Json> {
    return { accepted: this.accepted };
  }
}

export class BodyTooLarge extends Refusal {
  readonly code = 'body-too-large';

  /** @param limit in bytes */
  constructor(readonly limit: number) {
    super(`The body is longer than ${limit} bytes.`);
  }

  override facts(): Record<string, Json> {
    return { limit: this.limit };
  }
}

export class UriTooLong extends Refusal {
  readonly code = 'uri-too-long';

  constructor() {
    super('A part of the address is too long.');
  }
}

export class HeadersTooLarge extends Refusal {
  readonly code = 'headers-too-large';

  constructor() {
    super('The header fields are too large together.');
  }
}

export class RequestTimeout extends Refusal {
  readonly code = 'request-timeout';

  constructor() {
    super('The request did not arrive in time.');
  }
}

export class Closing extends Refusal {
  readonly code = 'closing';

  constructor() {
    super('The program is stopping.');
  }
}
