import { expect, it } from 'vitest';
import { Browser } from '../../../test/browser.js';
import { describeOnAnyDatabase } from '../../../test/databases.js';
import { TestServer } from '../../../test/server.js';
import { Sessions } from './sessions.js';

/** Milliseconds. */
async function timeToSignIn(browser: Browser): Promise<number> {
  const begun = performance.now();
  expect((await browser.signsIn('admin')).status).toBe(201);
  return performance.now() - begun;
}

describeOnAnyDatabase('Sessions of browsers', (fresh) => {
  it('travel in a cookie that no script, no other site and no plain connection gets', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const browser = new Browser(server);
    const answer = await browser.signsIn('admin');
    expect([answer.status, answer.body['token']]).toEqual([201, undefined]);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-chengxu=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect((await browser.get('/api/me')).body['person']).toBe(administrator.id);
    const token = browser.cookie('__Host-chengxu');
    const borrowed = await server.sends('GET', '/api/me', { headers: { authorization: `Bearer ${token}` } });
    expect(borrowed.status).toBe(401);
    const forged = { cookie: `__Host-chengxu=${administrator.token}` };
    expect((await server.sends('GET', '/api/me', { headers: forged })).status).toBe(401);
  });

  it('begin anew at each sign-in, and end when they are signed out of', async () => {
    const { server } = await TestServer.setUp(await fresh());
    const browser = new Browser(server);
    await browser.signsIn('admin');
    const first = browser.cookie('__Host-chengxu');
    await browser.signsIn('admin');
    expect(browser.cookie('__Host-chengxu')).not.toBe(first);
    const old = { cookie: `__Host-chengxu=${first}` };
    expect((await server.sends('GET', '/api/me', { headers: old })).status).toBe(401);
    const out = await browser.sends('DELETE', '/api/sessions/current');
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await browser.get('/api/me')).status).toBe(401);
  });

  it('write only what a page of our own sends', async () => {
    const { server } = await TestServer.setUp(await fresh());
    const browser = new Browser(server);
    await browser.signsIn('admin');
    const before = await server.events();
    const unit = { id: 'office', kind: 'unit', body: 'hengxi', name: '党政办' };
    const host = new URL(server.running.address).host;
    const refused: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: server.running.address },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: `http://${host}.elsewhere.example` },
    ];
    for (const headers of refused) {
      const answer = await browser.sends('POST', '/api/admin/units', unit, headers, {});
      expect([headers, answer.status, answer.body['code']]).toEqual([headers, 403, 'cross-site-refused']);
    }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const own = { 'sec-fetch-site': 'same-origin', 'content-type': type };
      expect((await browser.sends('POST', '/api/admin/units', unit, own, {})).status).toBe(415);
      expect((await browser.sends('POST', '/api/documents?name=a.txt', unit, own, {})).status).toBe(415);
    }
    expect(await server.events()).toBe(before);
    const own: Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, { origin: `http://${host}` }];
    for (const headers of own) {
      const answer = await browser.sends('DELETE', '/api/sessions', undefined, headers, {});
      expect(answer.status).toBe(204);
      await browser.signsIn('admin');
    }
  });

  it('are begun without delay by a browser that is known, whatever others have tried from its address', async () => {
    const { server } = await TestServer.setUp(await fresh());
    const browser = new Browser(server);
    await browser.signsIn('admin');
    // Side by side they are counted as one after another: the sixth waits a second, and the next one two.
    await Promise.all(Array.from({ length: 6 }, () => new Browser(server).signsIn('admin', 'wrong')));
    const known = await timeToSignIn(browser);
    const unknown = await timeToSignIn(new Browser(server));
    expect([unknown > 1900, known < unknown / 2]).toEqual([true, true]);
  });

  it('are not begun for somebody by another site', async () => {
    const { server } = await TestServer.setUp(await fresh());
    const browser = new Browser(server);
    const answer = await browser.signsIn('admin', undefined, { 'sec-fetch-site': 'cross-site' });
    expect([answer.status, answer.body['code'], answer.headers.getSetCookie()]).toEqual([
      403,
      'cross-site-refused',
      [],
    ]);
  });

  it('end at once for everybody, on every node, when they are ended', async () => {
    const on = await fresh();
    const { server, administrator } = await TestServer.setUp(on);
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const another = new Sessions(await on.open(), server.clock);
    expect((await another.find(clerk.token, 'bearer'))?.person).toBe(clerk.id);
    const ends = (path: string, body = { reason: '账号疑似被盗', tokens: true }) =>
      administrator.posts(path, body);
    expect((await ends(`/api/admin/people/${clerk.id}/sessions/end`)).status).toBe(201);
    expect(await another.find(clerk.token, 'bearer')).toBeUndefined();
    expect((await clerk.get('/api/me')).status).toBe(401);
    expect((await administrator.get('/api/me')).status).toBe(200);
    expect((await ends('/api/admin/sessions/end')).status).toBe(201);
    expect(await another.find(administrator.token, 'bearer')).toBeUndefined();
    expect((await administrator.get('/api/me')).status).toBe(401);
  });
});
