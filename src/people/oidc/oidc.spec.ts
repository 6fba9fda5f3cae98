import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Browser } from '../../../test/browser.js';
import { describeOnSqlite } from '../../../test/databases.js';
import { RunningProvider } from '../../../test/identity-provider.js';
import { identityProvider } from './identity-provider.js';
import { TestServer, type Answer } from '../../../test/server.js';

const outcome = ({ status, body, headers }: Answer) => [status, body['code'] ?? headers.get('location')];
const IN = [303, '/'];
const REFUSED = [401, 'identity-refused'];
const SECOND_OF_A_DAY = 1 / 24 / 3600;

describeOnSqlite('Sign-in at an identity provider', (fresh) => {
  let county: RunningProvider;
  let province: RunningProvider;

  // A provider that is not made to last says so, each time.
  beforeAll(() => {
    for (const how of ['warn', 'info'] as const) vi.spyOn(console, how).mockImplementation(() => undefined);
  });
  afterAll(() => void vi.restoreAllMocks());
  beforeEach(async () => {
    county = await RunningProvider.starts('county');
    province = await RunningProvider.starts('province');
  });
  afterEach(() => Promise.all([county.stops(), province.stops()]));

  async function begins() {
    const identityProviders = [county.known, province.known];
    const { server, administrator } = await TestServer.setUp(await fresh(), { identityProviders });
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const identity = { issuer: county.known.issuer, externalId: county.person };
    const links = (person: string, more = {}) =>
      administrator.posts(`/api/admin/people/${person}/identities`, {
        ...identity,
        reason: '核对证件',
        ...more,
      });
    return { server, administrator, clerk, identity, links };
  }

  /** As far as the provider's answer: what the browser is about to bring back. */
  async function wentThere(browser: Browser, provider = county): Promise<string> {
    const begun = await browser.get(`/api/sessions/oidc/${provider.known.id}`);
    expect(begun.status).toBe(303);
    return provider.visits(begun.headers.get('location') ?? '');
  }

  it('opens a session for whom an administrator has linked, and for nobody by a mail address', async () => {
    const { server, clerk, identity, links } = await begins();
    const browser = new Browser(server);
    const unknown = await browser.get(await wentThere(browser));
    expect(unknown.body).toMatchObject({ status: 403, code: 'identity-not-linked', ...identity });
    expect(browser.cookie('__Host-chengxu')).toBeUndefined();
    expect((await links(clerk.id)).status).toBe(201);
    expect(outcome(await browser.get(await wentThere(browser)))).toEqual(IN);
    expect((await browser.get('/api/me')).body['person']).toBe(clerk.id);
    const events = await server.running.parts.database.read.query('SELECT bytes FROM event');
    expect(JSON.stringify(events.map(({ bytes }) => String(bytes)))).not.toContain(identity.externalId);
  });

  it('ends with the link, which is one person’s', async () => {
    const { server, administrator, clerk, identity, links } = await begins();
    await links(clerk.id);
    expect((await links(administrator.id)).body['code']).toBe('identity-taken');
    const browser = new Browser(server);
    await browser.get(await wentThere(browser));
    const ended = await administrator.posts(`/api/admin/people/${clerk.id}/identities/end`, {
      ...identity,
      reason: '调离',
    });
    expect(ended.status).toBe(201);
    expect((await browser.get('/api/me')).status).toBe(401);
    expect((await browser.get(await wentThere(browser))).body['code']).toBe('identity-not-linked');
  });

  it.each<[string, object | undefined, RunningProvider['signedInBy'], boolean]>([
    ['a method that is named', { amr: ['otp', 'hwk'] }, { amr: ['pwd', 'otp'] }, true],
    ['a class that is named', { acr: ['urn:two'] }, { acr: 'urn:two' }, true],
    ['a class that is not', { acr: ['urn:two'] }, { acr: 'urn:one', amr: ['otp'] }, false],
    ['a password alone', { amr: ['otp'] }, { amr: ['pwd'] }, false],
    ['nothing said', { amr: ['otp'], acr: ['urn:two'] }, {}, false],
    ['nothing configured', undefined, { amr: ['otp', 'mfa'], acr: 'urn:two' }, false],
  ])('takes the provider’s second factor for one as configured: %s', async (_, strong, said, counts) => {
    Object.assign(county.known, identityProvider.parse({ ...county.known, strong }));
    county.signedInBy = said;
    const { server, clerk, links } = await begins();
    await links(clerk.id);
    const browser = new Browser(server);
    const begun = await browser.get('/api/sessions/oidc/county');
    const { searchParams } = new URL(begun.headers.get('location') ?? '');
    expect([searchParams.get('max_age'), searchParams.get('acr_values')]).toEqual([
      strong ? '300' : null,
      strong && 'acr' in strong ? 'urn:two' : null,
    ]);
    expect(outcome(await browser.get(await wentThere(browser)))).toEqual(IN);
    const sessions = await server.running.parts.database.read.query<{ strong_at: string | null }>(
      "SELECT strong_at FROM session WHERE carrier = 'cookie'",
    );
    expect(sessions.map(({ strong_at }) => strong_at !== null)).toEqual([counts]);
  });

  it('sends a challenge (PKCE), a state and a nonce that are new each time', async () => {
    const { server } = await begins();
    const seen = new Set<string>();
    for (let i = 0; i < 2; i += 1) {
      const begun = await new Browser(server).get('/api/sessions/oidc/county');
      const { searchParams } = new URL(begun.headers.get('location') ?? '');
      expect([searchParams.get('response_type'), searchParams.get('code_challenge_method')]).toEqual([
        'code',
        'S256',
      ]);
      for (const name of ['state', 'nonce', 'code_challenge']) seen.add(searchParams.get(name) ?? '');
      expect(begun.headers.getSetCookie()[0]).toMatch(
        /^__Host-chengxu-oidc=.*HttpOnly; Secure; SameSite=Lax$/,
      );
    }
    expect(seen.size).toBe(6);
  });

  it('is refused to a browser that did not begin it, with another state, late, or a second time', async () => {
    const { server, clerk, links } = await begins();
    await links(clerk.id);
    const browser = new Browser(server);
    const stolen = await wentThere(browser);
    expect(outcome(await new Browser(server).get(stolen))).toEqual(REFUSED);
    const another = new Browser(server);
    await wentThere(another);
    expect(outcome(await another.get(stolen))).toEqual(REFUSED);
    expect(outcome(await browser.get(stolen.replace(/state=[^&]+/, 'state=another')))).toEqual(REFUSED);
    const late = await wentThere(browser);
    const ticket = browser.cookie('__Host-chengxu-oidc') ?? '';
    server.clock.daysPassByTheMachine(301 * SECOND_OF_A_DAY);
    expect(outcome(await browser.get(late))).toEqual(REFUSED);
    expect(ticket).not.toBe('');
    const again = await wentThere(browser);
    const used = browser.cookie('__Host-chengxu-oidc') ?? '';
    expect(outcome(await browser.get(again))).toEqual(IN);
    const repeat = await server.sends('GET', again, { headers: { cookie: `__Host-chengxu-oidc=${used}` } });
    expect(outcome(repeat)).toEqual(REFUSED);
  });

  it('does not take the answer of one provider for another’s', async () => {
    const { server, clerk, links } = await begins();
    await links(clerk.id);
    await links(clerk.id, { issuer: province.known.issuer });
    const browser = new Browser(server);
    const answer = await wentThere(browser, province);
    expect(outcome(await browser.get(answer.replace('/province/', '/county/')))).toEqual(REFUSED);
    const mixed = (await wentThere(browser)).replace(
      /iss=[^&]+/,
      `iss=${encodeURIComponent(province.known.issuer)}`,
    );
    expect(outcome(await browser.get(mixed))).toEqual(REFUSED);
    const without = (await wentThere(browser)).replace(/&iss=[^&]+/, '');
    expect(outcome(await browser.get(without))).toEqual(REFUSED);
    expect(outcome(await browser.get(await wentThere(browser)))).toEqual(IN);
  });

  it('says when the provider does not answer, and when it says no', async () => {
    const { server } = await begins();
    const browser = new Browser(server);
    const answer = await wentThere(browser);
    const declined = answer.replace(/code=[^&]+/, 'error=access_denied');
    expect(outcome(await browser.get(declined))).toEqual(REFUSED);
    await province.stops();
    expect(outcome(await browser.get('/api/sessions/oidc/province'))).toEqual([
      503,
      'identity-provider-unavailable',
    ]);
    expect(outcome(await browser.get('/api/sessions/oidc/nobody'))).toEqual([404, 'not-found']);
  });
});
