import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../../test/databases.js';
import { TestServer } from '../../test/server.js';

describeOnBothDatabases('People', (fresh) => {
  it('are registered with an account, and can sign in', async () => {
    const { administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const me = await clerk.get('/api/me');
    expect(me.body).toEqual({
      person: clerk.id,
      name: '姓名li.na',
      username: 'li.na',
      grants: [{ role: 'secretary', unit: 'hengxi', body: 'hengxi' }],
    });
  });
});
