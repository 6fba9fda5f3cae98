import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { identityProviders, type IdentityProvider } from '../people/oidc/identity-provider.js';
import type { PasswordCost } from '../people/sign-in/passwords.js';
import { limitsFrom, type Limits } from '../rate-limits/limits.js';
import { createPrivately, readIfThere } from '../ledger/guarded-file.js';

/** What the program is started with. */
export interface Configuration {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Where documents, keys and, unless told otherwise, the database lie. */
  readonly data: string;
  /** `sqlite:/path/file.db` or `postgres://…` */
  readonly databaseUrl: string;
  /** The name of this installation's ledger, fixed at its first start; `demo.…` for a demo. */
  readonly origin: string;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Where people reach this program; `http://localhost` and the port unless told. Passkeys and cookies are bound to it. */
  readonly publicUrl?: string;
  /** OpenID Connect providers that people may sign in at. */
  readonly identityProviders?: readonly IdentityProvider[];
  /** How often one address may ask of public routes; the defaults of `src/rate-limits/limits.ts` unless told. */
  readonly rateLimits?: Limits;
  /** Never from the environment: only tests, which hash thousands of passwords, make them cheaper than the default. */
  readonly passwordCost?: PasswordCost;
}

/**
 * From the environment: PORT (3000), HOST (127.0.0.1), CHENGXU_DATA (./data), DATABASE_URL, CHENGXU_ORIGIN,
 * CHENGXU_TRUSTED_PROXIES (addresses, separated by commas), CHENGXU_PUBLIC_URL, CHENGXU_RATE_LIMITS; identity providers from
 * `oidc.json` in the data directory, since it holds secrets.
 * @throws Error for a value that cannot be meant, or an origin that is not this ledger's
 */
export async function configurationFrom(environment: NodeJS.ProcessEnv): Promise<Configuration> {
  const data = resolve(environment['CHENGXU_DATA'] || './data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  return {
    host: environment['HOST'] || '127.0.0.1',
    port: portFrom(environment['PORT'] || '3000'),
    data,
    databaseUrl: environment['DATABASE_URL'] || `sqlite:${join(data, 'chengxu.db')}`,
    origin: await originIn(data, environment['CHENGXU_ORIGIN']),
    trustedProxies: (environment['CHENGXU_TRUSTED_PROXIES'] ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    rateLimits: limitsFrom(environment['CHENGXU_RATE_LIMITS'] ?? ''),
    identityProviders: await identityProvidersIn(data),
    ...(environment['CHENGXU_PUBLIC_URL'] && { publicUrl: publicUrlFrom(environment['CHENGXU_PUBLIC_URL']) }),
  };
}

export const publicUrlOf = ({ publicUrl, port }: Configuration): string =>
  publicUrl ?? `http://localhost:${port}`;

/** Browsers keep our cookies, and passkeys, over TLS only, and on their own machine. */
function publicUrlFrom(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === 'localhost');
  if (!url || !safe || url.pathname !== '/' || url.search !== '')
    throw new Error(
      `CHENGXU_PUBLIC_URL is '${text}': an https address without a path, or http://localhost:…, is needed.`,
    );
  return url.origin;
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`PORT is '${text}', which is no port.`);
  return port;
}

/** @throws Error that names what does not fit in the file */
async function identityProvidersIn(data: string): Promise<IdentityProvider[]> {
  const file = join(data, 'oidc.json');
  const text = await readIfThere(file);
  if (text === undefined) return [];
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON.`, { cause });
  }
  const parsed = identityProviders.safeParse(content);
  if (!parsed.success) throw new Error(`${file} does not fit: ${z.prettifyError(parsed.error)}`);
  return parsed.data.providers;
}

/** The origin is kept beside the signer's key: another one would begin another ledger without saying so. */
async function originIn(data: string, wanted: string | undefined): Promise<string> {
  const file = join(data, 'origin');
  const origin = wanted || `chengxu-${randomBytes(6).toString('hex')}.local/ledger`;
  await createPrivately(file, `${origin}\n`);
  const kept = (await readIfThere(file))?.trim() ?? '';
  if (wanted && wanted !== kept)
    throw new Error(`CHENGXU_ORIGIN is '${wanted}', but the ledger in ${data} is '${kept}'.`);
  return kept;
}

/** Token under which the configuration is injected (an interface leaves no trace at run time). */
export const CONFIGURATION = Symbol('configuration');
