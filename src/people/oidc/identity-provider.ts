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
});
export type IdentityProvider = Readonly<z.infer<typeof identityProvider>>;

export const identityProviders = z.strictObject({ providers: z.array(identityProvider) });

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

export const isOnThisMachine = (issuer: string): boolean => LOOPBACK.includes(new URL(issuer).hostname);

function isSafe(issuer: string): boolean {
  return new URL(issuer).protocol === 'https:' || isOnThisMachine(issuer);
}
