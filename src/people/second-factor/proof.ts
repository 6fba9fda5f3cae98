import { z } from 'zod';

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(20_000);
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.json()).default({}),
};

/** `PublicKeyCredential.toJSON()` of an assertion (WebAuthn Level 3, `AuthenticationResponseJSON`). */
export const assertion = z.strictObject({
  ticket: base64url,
  response: z.strictObject({
    ...credential,
    response: z.strictObject({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.optional(),
    }),
  }),
});

/** `RegistrationResponseJSON`; what Level 3 adds for convenience is read from the attestation object instead. */
export const registration = z.strictObject({
  ticket: base64url,
  name: z.string().trim().min(1).max(100),
  response: z.strictObject({
    ...credential,
    response: z.looseObject({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z
        .array(z.string().regex(/^[a-z-]{1,30}$/))
        .max(10)
        .optional(),
    }),
  }),
});

export const totpCode = z.string().regex(/^\d{6}$/, 'six digits');

/** A second factor; one of them is enough. */
export const proof = {
  totp: totpCode.optional(),
  recoveryCode: z.string().max(100).optional(),
  passkey: assertion.optional(),
};

/** What `navigator.credentials` takes, as `parse…OptionsFromJSON` reads it. */
export const challenge = z.strictObject({ ticket: z.string(), options: z.record(z.string(), z.unknown()) });
