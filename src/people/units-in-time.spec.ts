import { expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { TestServer } from '../../test/server.js';

const LAST_DAY = '2020-12-31';
const within = (parent?: string) => ({ kind: 'unit', body: 'hengxi', ...(parent && { parent }) });

describeOnAnyDatabase('A unit in time', (fresh) => {
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

  it('is moved within the tree of its body: never under itself, out of it, or under what is closed', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const registers = async (id: string, more: object) => {
      const unit = { id, level: 'township', name: id, ...more };
      expect((await administrator.posts('/api/admin/units', unit)).status).toBe(201);
    };
    await registers('county', { kind: 'body', level: 'county' });
    await registers('culture', within('hengxi'));
    await registers('library', within('culture'));
    await registers('reading-room', within('library'));
    await registers('county-office', { kind: 'unit', level: 'county', body: 'county' });
    await registers('closed', within());
    await administrator.adds('admin/units/closed', 'UnitClosed', { on: LAST_DAY, reason: '撤销' }, 0);
    const move = async (unit: string, parent: string, version = 0, from = '2020-01-01') => {
      const payload = { parent, from, reason: '机构改革' };
      const { status, body } = await administrator.adds(`admin/units/${unit}`, 'UnitMoved', payload, version);
      return [
        status,
        ...((body['unmet'] ?? []) as { requirement: string }[]).map(({ requirement }) => requirement),
      ];
    };
    const before = await server.events();
    expect(await move('library', 'library')).toEqual([409, 'not-under-itself']);
    expect(await move('culture', 'reading-room')).toEqual([409, 'not-under-itself']);
    expect(await move('library', 'county-office')).toEqual([409, 'tree-keeps-its-root']);
    expect(await move('library', 'county')).toEqual([409, 'tree-keeps-its-root']);
    expect(await move('hengxi', 'culture')).toEqual([
      409,
      'not-under-itself',
      'tree-keeps-its-root',
      'administers-the-new-place',
    ]);
    expect(await move('hengxi', 'county-office')).toEqual([
      409,
      'tree-keeps-its-root',
      'administers-the-new-place',
    ]);
    expect(await move('library', 'closed')).toEqual([409, 'unit-above-stands']);
    expect(await move('library', 'nowhere')).toEqual([409, 'unit-above-stands']);
    expect(await move('library', 'culture')).toEqual([409, 'unit-above-stands']);
    expect(await move('library', 'hengxi', 0, '2999-01-01')).toEqual([409, 'move-reached']);
    expect(await move('library', 'hengxi', 7)).toEqual([412]);
    expect(await move('closed', 'culture', 1)).toEqual([409]);
    expect(await server.events()).toBe(before);
    expect(await move('library', 'hengxi')).toEqual([201]);
    // What was under it came along, so that the way is free the other way round.
    expect(await move('culture', 'reading-room')).toEqual([201]);
    expect(await move('culture', 'library', 1)).toEqual([201]);
    expect(await move('hengxi', 'county')).toEqual([201]);
    expect(await move('county', 'hengxi')).toEqual([409, 'not-under-itself']);
    const { units } = (await administrator.get('/api/units')).body as {
      units: { id: string; parent: string | null; version: number }[];
    };
    const stands = Object.fromEntries(units.map(({ id, parent, version }) => [id, [parent, version]]));
    expect(stands).toMatchObject({
      culture: ['library', 2],
      library: ['hengxi', 1],
      'reading-room': ['library', 0],
      hengxi: ['county', 1],
    });
    const moved = (await server.running.parts.ledger.eventsOf('unit/library')).at(-1)?.leaf.data;
    expect(moved?.payload).toEqual({ parent: 'hengxi', from: '2020-01-01' });
    expect(moved?.facts['unitsAbove']).toMatchObject([{ unit: 'hengxi', position: 0, closed: false }]);
  });
});
