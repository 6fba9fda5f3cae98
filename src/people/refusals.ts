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

/** It concerns every body here: a tenant's administrator does not decide it. */
export class UpperBodyNeeded extends Refusal {
  readonly code = 'upper-body-needed';
  constructor() {
    super('This concerns all bodies here: it is for an administrator of a body that has none above it.');
  }
}

export class UsernameTaken extends Refusal {
  readonly code = 'username-taken';
  constructor() {
    super('This user name is taken.');
  }
}

export type WhyPasswordRefused = 'length' | 'contains-user-name' | 'common' | 'used-before';

export class PasswordRefused extends Refusal {
  readonly code = 'password-refused';
  /** Lengths in characters. */
  constructor(
    readonly reason: WhyPasswordRefused,
    readonly atLeast: number,
    readonly atMost: number,
  ) {
    super(`The password is refused: ${reason} (${atLeast} to ${atMost} characters).`);
  }
  override facts(): Record<string, Json> {
    return { reason: this.reason, atLeast: this.atLeast, atMost: this.atMost };
  }
}

export class UnitUnknown extends Refusal {
  readonly code = 'unit-unknown';
  constructor(readonly unit: string) {
    super(`There is no unit ${unit}, or it is closed, or not of the kind that is needed here.`);
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

/** A cookie came with it, and no page of ours sent it. */
export class CrossSiteRefused extends Refusal {
  readonly code = 'cross-site-refused';
  constructor() {
    super('Signed in by a cookie, but not sent by a page of this site.');
  }
}

/** Somebody guesses at one name from one address. Others, and browsers that are known, are let in meanwhile. */
export class SignInSlowed extends Refusal {
  readonly code = 'sign-in-slowed';
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many attempts; the next one counts in ${retryAfterSeconds} s.`);
  }
  override facts(): Record<string, Json> {
    return { retryAfterSeconds: this.retryAfterSeconds };
  }
}

/** A token for programs, used for more than it was made for. */
export class TokenScopeExceeded extends Refusal {
  readonly code = 'token-scope-exceeded';
  constructor(
    readonly roles: readonly string[],
    readonly kinds: readonly string[],
  ) {
    super(`This token acts as ${roles.join(', ')} and writes ${kinds.join(', ') || 'nothing'}.`);
  }
  override facts(): Record<string, Json> {
    return { roles: [...this.roles], kinds: [...this.kinds] };
  }
}

export class TooManyTokens extends Refusal {
  readonly code = 'too-many-tokens';
  constructor(readonly atMost: number) {
    super(`A person has at most ${atMost} tokens.`);
  }
  override facts(): Record<string, Json> {
    return { atMost: this.atMost };
  }
}

/** The session is good, but this takes a fresh proof of who sits there. */
export class StepUpRequired extends Refusal {
  readonly code = 'step-up-required';
  /** @param methods by which this person can prove it; none: nothing is set up yet */
  constructor(
    readonly withinMinutes: number | undefined,
    readonly methods: readonly string[],
  ) {
    super('This takes a fresh proof of who you are.');
  }
  override facts(): Record<string, Json> {
    return {
      ...(this.withinMinutes !== undefined && { withinMinutes: this.withinMinutes }),
      methods: [...this.methods],
      how:
        this.methods.length > 0
          ? 'POST /api/sessions/current/proof'
          : 'POST /api/me/totp or /api/me/passkeys',
    };
  }
}

export class IdentityTaken extends Refusal {
  readonly code = 'identity-taken';
  constructor() {
    super('This identity is linked with somebody already.');
  }
}

/** The password is right, and is not all that this person has asked to be known by. */
export class SecondFactorNeeded extends Refusal {
  readonly code = 'second-factor-needed';
  /** @param passkey what the browser's `navigator.credentials.get` is to sign, where there are passkeys */
  constructor(
    readonly methods: readonly string[],
    readonly passkey?: { readonly ticket: string; readonly options: Json } | undefined,
  ) {
    super('A second factor is needed.');
  }
  override facts(): Record<string, Json> {
    return { methods: [...this.methods], ...(this.passkey && { passkey: { ...this.passkey } }) };
  }
}

/** Wrong, used before, or too late: it does not say which. */
export class SecondFactorRefused extends Refusal {
  readonly code = 'second-factor-refused';
  constructor(cause?: unknown) {
    super('The second factor is refused.', { cause });
  }
}

export class TokenRefused extends Refusal {
  readonly code = 'token-refused';
  constructor(
    readonly rolesNotHeld: readonly string[],
    readonly atMostDays: number,
  ) {
    super(`A token has roles that its person holds, and ends within ${atMostDays} days.`);
  }
  override facts(): Record<string, Json> {
    return { rolesNotHeld: [...this.rolesNotHeld], atMostDays: this.atMostDays };
  }
}

/** What came back from an identity provider is not what was sent there, or says no. */
export class IdentityRefused extends Refusal {
  readonly code = 'identity-refused';
  constructor(cause?: unknown) {
    super('The sign-in at the identity provider did not succeed.', { cause });
  }
}

/** The provider knows this person, and nobody here has said who that is. */
export class IdentityNotLinked extends Refusal {
  readonly code = 'identity-not-linked';
  /** Their own, told to whoever has just proved it at the provider: what an administrator needs for the link. */
  constructor(
    readonly issuer: string,
    readonly externalId: string,
  ) {
    super('This identity is linked with nobody here.');
  }
  override facts(): Record<string, Json> {
    return { issuer: this.issuer, externalId: this.externalId };
  }
}

export class IdentityProviderUnavailable extends Refusal {
  readonly code = 'identity-provider-unavailable';
  constructor(
    readonly provider: string,
    cause: unknown,
  ) {
    super(`The identity provider ${provider} does not answer as one.`, { cause });
  }
  override facts(): Record<string, Json> {
    return { provider: this.provider };
  }
}

/** The same for a token that was never given, was used, or has run out. */
export class InvitationRefused extends Refusal {
  readonly code = 'invitation-refused';
  constructor() {
    super('The invitation is wrong, was used, or has run out.');
  }
}

/** To reset how somebody signs in who does more than administer is to be able to act as that person. */
export class RecoveryRefused extends Refusal {
  readonly code = 'recovery-refused';
  constructor(readonly roles: readonly string[]) {
    super(`This person is also ${roles.join(', ')}.`);
  }
  override facts(): Record<string, Json> {
    return { roles: [...this.roles] };
  }
}

/** Administration is divided in three here, and this act is not of the sender's part. */
export class OtherPart extends Refusal {
  readonly code = 'other-part';
  constructor(
    readonly own: string | undefined,
    readonly needed: readonly string[],
  ) {
    super(`This is for the administrator of: ${needed.join(', ') || 'nobody alone'}.`);
  }
  override facts(): Record<string, Json> {
    return { own: this.own ?? null, needed: [...this.needed] };
  }
}

/** Of the roles asked for, this person holds none in the body that anybody could take over. */
export class NothingToHandOver extends Refusal {
  readonly code = 'nothing-to-hand-over';
  constructor(
    readonly body: string,
    readonly roles: readonly string[],
  ) {
    super(`Nothing of ${roles.join(', ') || 'this person'} in ${body} can be handed over.`);
  }
  override facts(): Record<string, Json> {
    return { body: this.body, roles: [...this.roles] };
  }
}
