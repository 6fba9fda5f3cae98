import { expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../../test/databases.js';
import { TestServer } from '../../../test/server.js';
import { sha256Hex } from '../../canonical/digest.js';

const MINUTE_OF_A_DAY = 1 / 24 / 60;

describeOnAnyDatabase('Sessions', (fresh) => {
  it('are opened by the password and known by a token that the database does not have', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const rows = await server.running.parts.database.read.query('SELECT * FROM session');
    expect(administrator.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(JSON.stringify(rows)).not.toContain(administrator.token);
    expect(JSON.stringify(rows)).toContain(sha256Hex(administrator.token));
  });

  it('answer a wrong password and an unknown user in the same words', async () => {
    const { server } = await TestServer.setUp(await fresh());
    const tries = async (username: string) => {
      const answer = await server.sends('POST', '/api/sessions', {
        body: { username, password: 'wrong wrong wrong' },
      });
      return { status: answer.status, body: answer.body, challenge: answer.headers.get('www-authenticate') };
    };
    expect(await tries('admin')).toEqual(await tries('nobody-of-this-name'));
    expect(await tries('admin')).toMatchObject({
      status: 401,
      body: { code: 'sign-in-refused' },
      challenge: 'Bearer realm="chengxu"',
    });
  });

  it('take the user name in any case and width', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    expect((await server.signsIn('ＡＤＭＩＮ')).id).toBe(administrator.id);
  });

  it('are needed wherever a route is not for everybody', async () => {
    const { server } = await TestServer.setUp(await fresh());
    for (const authorization of [
      undefined,
      'Bearer',
      'Bearer x',
      `Bearer ${'A'.repeat(43)}`,
      'Basic YWRtaW46eA==',
    ]) {
      const answer = await server.sends(
        'GET',
        '/api/me',
        authorization === undefined ? {} : { headers: { authorization } },
      );
      expect([answer.status, answer.body['code']]).toEqual([401, 'sign-in-needed']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="chengxu"');
    }
  });

  it('end when they are signed out of, and not those of others', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const again = await server.signsIn('admin');
    const answer = await server.sends('DELETE', '/api/sessions/current', {
      headers: { authorization: `Bearer ${again.token}` },
    });
    expect(answer.status).toBe(204);
    expect((await again.get('/api/me')).status).toBe(401);
    expect((await administrator.get('/api/me')).status).toBe(200);
  });

  it('end after half an hour unused, by the machine and not by legal time', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    server.clock.legalTimePasses(24 * 3600 * 1000);
    expect((await administrator.get('/api/me')).status).toBe(200);
    server.clock.daysPassByTheMachine(29 * MINUTE_OF_A_DAY);
    expect((await administrator.get('/api/me')).status).toBe(200);
    server.clock.daysPassByTheMachine(29 * MINUTE_OF_A_DAY);
    expect((await administrator.get('/api/me')).status).toBe(200);
    server.clock.daysPassByTheMachine(31 * MINUTE_OF_A_DAY);
    expect((await administrator.get('/api/me')).status).toBe(401);
  });

  it('end after twelve hours however busy they are', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      server.clock.daysPassByTheMachine(20 * MINUTE_OF_A_DAY);
      expect((await administrator.get('/api/me')).status).toBe(200);
    }
    server.clock.daysPassByTheMachine(20 * MINUTE_OF_A_DAY);
    expect((await administrator.get('/api/me')).status).toBe(401);
  });

  it('end with a new password, whoever set it', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const reset = await administrator.posts(`/api/admin/people/${clerk.id}/password`, {
      password: 'a new one, quite long',
    });
    expect(reset.status).toBe(204);
    expect((await clerk.get('/api/me')).status).toBe(401);
    expect((await server.signsIn('li.na', 'a new one, quite long')).id).toBe(clerk.id);
  });

  it('end when somebody changes their own password, which takes the present one', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const changes = (present: string, next: string) =>
      administrator.posts('/api/me/password', { present, next });
    const wrong = await changes('not the present one', 'a new one, quite long');
    expect([wrong.status, wrong.body['code']]).toEqual([401, 'sign-in-refused']);
    expect((await changes('correct horse battery', 'too short')).body['code']).toBe('password-refused');
    expect((await administrator.get('/api/me')).status).toBe(200);
    expect((await changes('correct horse battery', 'a new one, quite long')).status).toBe(204);
    expect((await administrator.get('/api/me')).status).toBe(401);
    expect((await server.signsIn('admin', 'a new one, quite long')).id).toBe(administrator.id);
  });
});
