import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';

/** A challenge of the server: what the authenticator is to sign or to make, and the ticket that goes back with it. */
interface Challenge {
  readonly ticket: string;
  readonly options: Record<string, unknown>;
}

/** The reader's own device said no: cancelled, too late, none that fits. Nothing was sent. */
export class PasskeyFailed extends Error {
  constructor(
    readonly why: 'not-here' | 'cancelled' | 'known-already' | 'other',
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** @throws PasskeyFailed */
export async function signedByPasskey({ ticket, options }: Challenge) {
  const response = await ceremony<AuthenticationResponseJSON>(async (webauthn) =>
    webauthn.startAuthentication({
      optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
    }),
  );
  return { ticket, response: answered(response) };
}

/** @throws PasskeyFailed */
export async function newPasskey({ ticket, options }: Challenge) {
  const response = await ceremony<RegistrationResponseJSON>(async (webauthn) =>
    webauthn.startRegistration({
      optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
    }),
  );
  return { ticket, response: answered(response) };
}

/** The library comes when somebody touches a key, and not before. */
async function ceremony<T>(
  run: (webauthn: typeof import('@simplewebauthn/browser')) => Promise<T>,
): Promise<T> {
  const webauthn = await import('@simplewebauthn/browser');
  if (!webauthn.browserSupportsWebAuthn()) throw new PasskeyFailed('not-here', 'no WebAuthn');
  try {
    return await run(webauthn);
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'NotAllowedError' || name === 'AbortError') throw new PasskeyFailed('cancelled', error);
    if (name === 'InvalidStateError') throw new PasskeyFailed('known-already', error);
    throw new PasskeyFailed('other', error);
  }
}

/** The server's schema has the extension results as plain JSON; the library's type is wider. */
function answered<T extends { readonly clientExtensionResults: unknown }>(response: T) {
  return { ...response, clientExtensionResults: {} };
}
