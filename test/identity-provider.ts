import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { parseSetCookie } from 'cookie';
import type Provider from 'oidc-provider';
import type { IdentityProvider } from '../src/people/oidc/identity-provider.js';
import { PUBLIC_URL } from './server.js';

/** A real OpenID Connect provider on this machine, where one person is always signed in. */
export class RunningProvider {
  /** Whom the provider takes for the one at the keyboard. */
  person = 'sub-of-li-na';
  /** What it says of how they signed in. */
  signedInBy: { amr?: string[]; acr?: string } = {};

  private constructor(
    private readonly server: Server,
    /** As our configuration has it. */
    readonly known: IdentityProvider,
  ) {}

  static async starts(id: string): Promise<RunningProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const known = {
      id,
      title: `统一身份 ${id}`,
      issuer,
      clientId: 'chengxu',
      clientSecret: randomBytes(16).toString('hex'),
      scope: 'openid',
    };
    const running = new RunningProvider(server, known);
    const { default: OidcProvider } = await import('oidc-provider');
    const provider = new OidcProvider(issuer, {
      clients: [
        {
          client_id: known.clientId,
          client_secret: known.clientSecret,
          redirect_uris: [`${PUBLIC_URL}/api/sessions/oidc/${id}/callback`],
        },
      ],
      cookies: { keys: [randomBytes(16).toString('hex')] },
      pkce: { required: () => true },
      claims: { openid: ['sub', 'amr', 'acr'] },
      acrValues: ['urn:two', 'urn:one'],
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => ({ sub, email: 'admin@hengxi.example', email_verified: true }),
      }),
    });
    const answers = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/')) void running.agrees(provider, request, response);
      else void answers(request, response);
    });
    return running;
  }

  /**
   * What a browser does that was sent here: it goes where it is told, with this provider's cookies.
   * @returns the path and query with which it is sent back to us
   */
  async visits(location: string): Promise<string> {
    const cookies = new Map<string, string>();
    let next = new URL(location);
    while (next.origin !== PUBLIC_URL) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const { name, value = '' } = parseSetCookie(line);
        cookies.set(name, value);
      }
      const to = answer.headers.get('location');
      if (to === null) throw new Error(`${next.href} answers ${answer.status}: ${await answer.text()}`);
      next = new URL(to, next);
    }
    return next.pathname + next.search;
  }

  async stops(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async agrees(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: this.person, clientId: String(params['client_id']) });
    grant.addOIDCScope('openid');
    const result = {
      login: { accountId: this.person, ...this.signedInBy },
      consent: { grantId: await grant.save() },
    };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}
