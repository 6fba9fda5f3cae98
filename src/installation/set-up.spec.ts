import { describe, expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { PUBLIC_URL, TestServer } from '../../test/server.js';

const asked = (token: string, username = 'admin') => ({
  token,
  body: { name: '横溪镇人民政府', level: 'township' },
  administrator: { username, password: 'correct horse battery', name: '王芳', post: '系统管理员' },
});
const tokenOf = (server: TestServer) =>
  new URL(server.running.setupLink ?? 'http://none').searchParams.get('token') ?? '';

describeOnAnyDatabase('An installation', (fresh) => {
  describe('at its first start', () => {
    it('offers a link that explains itself, and sets up once', async () => {
      const server = await TestServer.starts(await fresh());
      const link = new URL(server.running.setupLink ?? '');
      // By the name that cookies and passkeys are bound to: what the wizard prints for others to open begins with it.
      expect([link.origin, link.pathname]).toEqual([PUBLIC_URL, '/setup']);
      const explained = await server.sends('GET', `/api/setup${link.search}`);
      expect([explained.status, explained.body['next']]).toEqual([200, 'POST /api/setup']);
      const done = await server.sends('POST', '/api/setup', { body: asked(tokenOf(server)) });
      expect(done.status).toBe(201);
      const administrator = await server.signsIn('admin');
      expect(administrator.id).toBe(done.body['administrator']);
      expect((await administrator.get('/api/me')).body['grants']).toEqual([
        { role: 'administrator', unit: done.body['body'], body: done.body['body'] },
      ]);
      for (const again of [
        await server.sends('POST', '/api/setup', { body: asked(tokenOf(server), 'other') }),
        await server.sends('GET', `/api/setup${link.search}`),
      ]) {
        expect([again.status, again.body['code']]).toEqual([403, 'setup-refused']);
      }
    });

    it('is five events of the program’s own hand', async () => {
      const server = await TestServer.starts(await fresh());
      await server.sends('POST', '/api/setup', { body: asked(tokenOf(server)) });
      const events = await server.running.parts.ledger.eventsFrom(0, 10);
      expect(events.map(({ type, leaf }) => [type, leaf.actor, leaf.actorrole])).toEqual(
        ['InstallationSetUp', 'CalendarNoticed', 'UnitRegistered', 'PersonRegistered', 'RoleGranted'].map(
          (type) => [type, 'installation', 'installation'],
        ),
      );
    });

    it('happens once, when two hold the link at the same time', async () => {
      const server = await TestServer.starts(await fresh());
      const token = tokenOf(server);
      const answers = await Promise.all(
        ['a1', 'b2'].map((name) => server.sends('POST', '/api/setup', { body: asked(token, name) })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403]);
      expect(await server.events()).toBe(5);
    });

    it('offers a new link at every start until somebody used one, and none after', async () => {
      const on = await fresh();
      const first = await TestServer.starts(on);
      const lost = tokenOf(first);
      await first.stops();
      const second = await TestServer.starts(on);
      expect((await second.sends('POST', '/api/setup', { body: asked(lost) })).status).toBe(403);
      expect((await second.sends('POST', '/api/setup', { body: asked(tokenOf(second)) })).status).toBe(201);
      await second.stops();
      const third = await TestServer.starts(on);
      expect(third.running.setupLink).toBeUndefined();
      expect((await third.signsIn('admin')).username).toBe('admin');
    });

    it('leaves nothing behind that the next attempt would trip over', async () => {
      const server = await TestServer.starts(await fresh());
      const token = tokenOf(server);
      const weak = {
        ...asked(token),
        administrator: { ...asked(token).administrator, password: 'elevenchars' },
      };
      expect((await server.sends('POST', '/api/setup', { body: weak })).body['code']).toBe(
        'password-refused',
      );
      expect(await server.events()).toBe(0);
      expect((await server.sends('POST', '/api/setup', { body: asked(token) })).status).toBe(201);
    });
  });

  describe('later', () => {
    it('tells its administrator what it is', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const answer = await administrator.get('/api/admin/installation');
      expect(answer.headers.get('etag')).toBe('"1"');
      expect(answer.body).toMatchObject({
        version: 1,
        calendar: server.running.parts.calendars.shipped,
        legalTime: null,
      });
    });

    it('notices no calendar that it does not have', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const before = await server.events();
      const answer = await administrator.adds(
        'admin/installation',
        'CalendarNoticed',
        { digest: 'a'.repeat(64) },
        1,
      );
      expect([answer.status, answer.body['code']]).toEqual([422, 'calendar-unknown']);
      expect(await server.events()).toBe(before);
    });

    it('is configured by events, on the version that was read', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const change = { setting: 'mail-from', value: 'office@hengxi.example', reason: '启用邮件' };
      const adds = (version?: number) =>
        administrator.adds('admin/installation', 'ConfigurationChanged', change, version);
      expect((await adds()).status).toBe(428);
      expect((await adds(0)).status).toBe(412);
      expect((await adds(1)).status).toBe(201);
      expect((await administrator.get('/api/admin/installation')).body).toMatchObject({
        settings: { 'mail-from': change.value },
      });
    });

    it('moves legal time forwards only', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const back = await administrator.posts('/api/admin/legal-time', { to: '2020-01-01T00:00:00Z' });
      expect(back.body['unmet']).toMatchObject([{ requirement: 'forwards-only' }]);
      const on = await administrator.posts('/api/admin/legal-time', { to: '2030-01-01T08:00:00+08:00' });
      expect(on.status).toBe(201);
      expect((await administrator.get('/api/admin/installation')).body['legalTime']).toBe(
        '2030-01-01T00:00:00.000Z',
      );
      expect(await server.events()).toBe(6);
    });
  });
});
