import { z } from 'zod';

/** One OpenID Connect provider that people may sign in at, as `oidc.json` in the data directory has it. */
export const identityProvider = z.strictObject({
  /** Stands in the addresses: `/api/sessions/oidc/{id}/callback` is what the provider must know of us. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  /** What people call it. */
  title: z.string().min(1).max(100),
  issuer: z.url().refine(isSafe, 'https, or plain http on this machine'),
  clientId: z.string().min(1),
  /** Without one this is a public client, known by PKCE alone. */
  clientSecret: z.string().min(1).optional(),
  scope: z.string().default('openid'),
  /**
   * What the provider says of a sign-in (RFC 8176 `amr`, OpenID Connect `acr`) that counts as two factors here; nothing
   * does unless it stands here: what such values mean is the provider's own.
   */
  strong: z
    .strictObject({
      /** Any one of these among the methods. */
      amr: z.array(z.string().min(1)).min(1).optional(),
      /** Any one of these as the class of the sign-in; it is asked for too. */
      acr: z.array(z.string().min(1)).min(1).optional(),
      /** How old the sign-in at the provider may be, in seconds (`auth_time`); it is asked for as `max_age`. */
      maxAge: z.int().min(0).max(86_400).default(300),
    })
    .refine(({ amr, acr }) => amr !== undefined || acr !== undefined, 'amr or acr is needed')
    .optional(),
});
export type IdentityProvider = Readonly<z.infer<typeof identityProvider>>;

export const identityProviders = z.strictObject({ providers: z.array(identityProvider) });

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

export const isOnThisMachine = (issuer: string): boolean => LOOPBACK.includes(new URL(issuer).hostname);

function isSafe(issuer: string): boolean {
  return new URL(issuer).protocol === 'https:' || isOnThisMachine(issuer);
}
