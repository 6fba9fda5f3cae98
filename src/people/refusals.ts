import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';

/** The same for an unknown user and a wrong password: it must not tell which names exist. */
export class SignInRefused extends Refusal {
  readonly code = 'sign-in-refused';
  constructor() {
    super('User name or password is wrong.');
  }
}

export class SignInNeeded extends Refusal {
  readonly code = 'sign-in-needed';
  constructor() {
    super('Not signed in, or the session is over.');
  }
}

export class SignInBusy extends Refusal {
  readonly code = 'sign-in-busy';
  constructor() {
    super('Too many people are signing in at once.');
  }
}

export class NotPermitted extends Refusal {
  readonly code = 'not-permitted';
  constructor(readonly roles: readonly string[]) {
    super(`This is for ${roles.join(', ')}.`);
  }
  override facts(): Record<string, Json> {
    return { roles: [...this.roles] };
  }
}

export class UsernameTaken extends Refusal {
  readonly code = 'username-taken';
  constructor() {
    super('This user name is taken.');
  }
}

export class PasswordRefused extends Refusal {
  readonly code = 'password-refused';
  /** Lengths in characters. */
  constructor(
    readonly atLeast: number,
    readonly atMost: number,
  ) {
    super(`A password has ${atLeast} to ${atMost} characters and does not contain the user name.`);
  }
  override facts(): Record<string, Json> {
    return { atLeast: this.atLeast, atMost: this.atMost };
  }
}

export class UnitUnknown extends Refusal {
  readonly code = 'unit-unknown';
  constructor(readonly unit: string) {
    super(`There is no unit ${unit}, or it is not of the kind that is needed here.`);
  }
  override facts(): Record<string, Json> {
    return { unit: this.unit };
  }
}

/** Whoever resets a password could act as that person: only who administers all of the person's bodies may. */
export class OtherBodiesPerson extends Refusal {
  readonly code = 'other-bodies-person';
  constructor(readonly bodies: readonly string[]) {
    super(`This person also serves ${bodies.join(', ')}.`);
  }
  override facts(): Record<string, Json> {
    return { bodies: [...this.bodies] };
  }
}
