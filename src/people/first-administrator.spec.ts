import { expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { TestServer } from '../../test/server.js';

describeOnAnyDatabase('The first administrator of a body', (fresh) => {
  it('who has lost that role does not get it back by sending the registration again', async () => {
    const { administrator } = await TestServer.setUp(await fresh());
    const county = { id: 'xianju', kind: 'body', level: 'county', name: '仙居县人民政府' };
    const register = () =>
      administrator.posts('/api/admin/units', county, { 'idempotency-key': 'xianju-once' });
    const bodies = async () =>
      ((await administrator.get('/api/me')).body['grants'] as { body: string }[]).map(({ body }) => body);
    expect((await register()).status).toBe(201);
    expect(await bodies()).toEqual(['hengxi', 'xianju']);
    const successor = await administrator.registers('successor', { role: 'administrator', body: 'xianju' });
    const ended = { role: 'administrator', unit: 'xianju', body: 'xianju', reason: '交接' };
    const answer = await successor.adds(`admin/people/${administrator.id}`, 'RoleEnded', ended);
    expect(answer.status).toBe(201);
    expect((await register()).status).toBe(201);
    expect(await bodies()).toEqual(['hengxi']);
  });
});
