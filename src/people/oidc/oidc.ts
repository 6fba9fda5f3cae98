import * as client from 'openid-client';
import type { Database } from '../../database/database.js';
import { SubjectNotFound } from '../../road/refusals.js';
import { IdentityNotLinked, IdentityProviderUnavailable, IdentityRefused } from '../refusals.js';
import type { Tickets } from '../second-factor/tickets.js';
import { isOnThisMachine, type IdentityProvider } from './identity-provider.js';

/** What a provider says of itself is read again after so long, in milliseconds of machine time. */
const KNOWN_FOR_MS = 60 * 60 * 1000;
const TIMEOUT_SECONDS = 10;
/** Our clock and the provider's may differ by this much. */
const TOLERANCE_SECONDS = 30;

interface Known {
  readonly until: number;
  readonly configuration: Promise<client.Configuration>;
}

/**
 * Sign-in at an OpenID Connect provider: authorization code with PKCE (RFC 7636), state, nonce and the `iss` of the
 * answer (RFC 9207). It tells who somebody is there; who that is here, an administrator has put on record.
 */
export class Oidc {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly database: Database,
    private readonly tickets: Tickets,
    readonly providers: readonly IdentityProvider[],
    private readonly publicUrl: string,
  ) {}

  /**
   * @returns where to send the browser, and the ticket that it must bring back
   * @throws SubjectNotFound, IdentityProviderUnavailable
   */
  async begin(id: string): Promise<{ url: URL; ticket: string }> {
    const provider = this.provider(id);
    const configuration = await this.configurationOf(provider);
    const [state, nonce, verifier] = [
      client.randomState(),
      client.randomNonce(),
      client.randomPKCECodeVerifier(),
    ];
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.publicUrl}${callbackOf(id)}`,
      scope: provider.scope,
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(provider.strong && { max_age: String(provider.strong.maxAge) }),
      ...(provider.strong?.acr && { acr_values: provider.strong.acr.join(' ') }),
    });
    return { url, ticket: this.tickets.issue('oidc', { provider: id, state, nonce, verifier }) };
  }

  /**
   * @param target path and query with which the provider sent the browser back
   * @param ticket that the same browser was given by `begin`, for the same provider
   * @returns the person here, and whether the provider made sure of them by what our configuration counts as two factors
   * @throws SubjectNotFound, IdentityRefused, IdentityNotLinked, IdentityProviderUnavailable
   */
  async finish(
    id: string,
    target: string,
    ticket: string | undefined,
  ): Promise<{ person: string; strong: boolean }> {
    const provider = this.provider(id);
    const begun = ticket === undefined ? undefined : this.tickets.read('oidc', ticket);
    if (ticket === undefined || begun?.['provider'] !== id) throw new IdentityRefused();
    const configuration = await this.configurationOf(provider);
    const query = new URL(target, this.publicUrl).search;
    const tokens = await client
      .authorizationCodeGrant(configuration, new URL(`${callbackOf(id)}${query}`, this.publicUrl), {
        expectedState: String(begun['state']),
        expectedNonce: String(begun['nonce']),
        pkceCodeVerifier: String(begun['verifier']),
        idTokenExpected: true,
        // The library refuses a sign-in that is older than was asked for, and an answer that does not say.
        ...(provider.strong && { maxAge: provider.strong.maxAge }),
      })
      .catch((cause: unknown) => {
        throw new IdentityRefused(cause);
      });
    if (!(await this.database.write((tx) => this.tickets.useUp(tx, ticket)))) throw new IdentityRefused();
    const claims = tokens.claims();
    if (!claims) throw new IdentityRefused();
    const person = await this.personOf(claims.iss, claims.sub);
    return { person, strong: isStrong(provider, claims) };
  }

  private provider(id: string): IdentityProvider {
    const provider = this.providers.find((one) => one.id === id);
    if (!provider) throw new SubjectNotFound();
    return provider;
  }

  /** By issuer and its own id of the person alone: a mail address changes hands, and anybody can claim one. */
  private async personOf(issuer: string, externalId: string): Promise<string> {
    const [row] = await this.database.read.query<{ person: string }>(
      `SELECT l.person FROM linked_identity l JOIN account a ON a.person = l.person
        WHERE l.issuer = ? AND l.external_id = ?`,
      [issuer, externalId],
    );
    if (!row) throw new IdentityNotLinked(issuer, externalId);
    return row.person;
  }

  private async configurationOf(provider: IdentityProvider): Promise<client.Configuration> {
    const now = performance.now();
    const known = this.known.get(provider.id);
    const { configuration } = known && known.until > now ? known : { configuration: discover(provider) };
    if (configuration !== known?.configuration)
      this.known.set(provider.id, { until: now + KNOWN_FOR_MS, configuration });
    try {
      return await configuration;
    } catch (cause) {
      this.known.delete(provider.id);
      throw new IdentityProviderUnavailable(provider.title, cause);
    }
  }
}

/** By the signed claims alone; a claim of another type than the standard's says nothing. */
function isStrong({ strong }: IdentityProvider, { amr, acr }: client.IDToken): boolean {
  const methods: readonly unknown[] = Array.isArray(amr) ? amr : [];
  return (
    (strong?.amr?.some((one) => methods.includes(one)) ?? false) ||
    (strong?.acr?.some((one) => one === acr) ?? false)
  );
}

export const callbackOf = (id: string): string => `/api/sessions/oidc/${id}/callback`;

async function discover({ issuer, clientId, clientSecret }: IdentityProvider): Promise<client.Configuration> {
  const configuration = await client.discovery(
    new URL(issuer),
    clientId,
    { [client.clockTolerance]: TOLERANCE_SECONDS },
    clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
    { timeout: TIMEOUT_SECONDS, ...(isOnThisMachine(issuer) && { execute: [client.allowInsecureRequests] }) },
  );
  configuration.timeout = TIMEOUT_SECONDS;
  return configuration;
}
