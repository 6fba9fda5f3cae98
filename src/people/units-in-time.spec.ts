import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.js';
import { TestServer } from '../../test/server.js';

const LAST_DAY = '2020-12-31';

describeOnBothDatabases('A unit in time', (fresh) => {
  it('is renamed, and closed, each by an event with its reason; no role is given in it afterwards', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const unit = { id: 'office', kind: 'unit', level: 'township', body: 'hengxi', name: '党政办' };
    expect((await administrator.posts('/api/admin/units', unit)).status).toBe(201);
    const clerk = await administrator.registers('clerk', { role: 'office' });
    const adds = (who: typeof administrator, type: string, payload: object, version?: number) =>
      who.adds('admin/units/office', type, { reason: '机构改革', ...payload }, version);
    const listed = async () => {
      const { units } = (await administrator.get('/api/units')).body as { units: { id: string }[] };
      return units.find(({ id }) => id === 'office');
    };
    const renaming = { name: '党政综合办公室', from: '2020-01-01' };
    expect((await adds(clerk, 'UnitRenamed', renaming, 0)).status).toBe(403);
    expect((await adds(administrator, 'UnitRenamed', renaming)).status).toBe(428);
    expect(
      (await adds(administrator, 'UnitRenamed', { ...renaming, from: '2999-01-01' }, 0)).body,
    ).toMatchObject({
      code: 'requirement-unmet',
      unmet: [{ requirement: 'name-in-use', found: { zh: '所填日期 2999-01-01' } }],
    });
    expect((await adds(administrator, 'UnitRenamed', renaming, 0)).status).toBe(201);
    expect(await listed()).toMatchObject({ name: '党政综合办公室', closedOn: null, version: 1 });
    expect((await adds(administrator, 'UnitClosed', { on: '2999-01-01' }, 1)).body).toMatchObject({
      unmet: [{ requirement: 'end-reached' }],
    });
    expect((await adds(administrator, 'UnitClosed', { on: LAST_DAY }, 1)).status).toBe(201);
    expect(await listed()).toMatchObject({ closedOn: LAST_DAY, version: 2 });
    expect((await adds(administrator, 'UnitRenamed', renaming, 2)).body).toMatchObject({ code: 'not-now' });
    const grant = { role: 'office', unit: 'office', body: 'hengxi', reason: '任职' };
    const refused = await administrator.posts(`/api/admin/people/${clerk.id}/grants`, grant);
    expect(refused.body).toMatchObject({ code: 'unit-unknown', unit: 'office' });
    const last = (await server.running.parts.ledger.eventsOf('unit/office')).at(-1);
    expect([last?.type, last?.leaf.data.payload]).toEqual(['UnitClosed', { on: LAST_DAY }]);
  });
});
