import { describe, expect, it } from 'vitest';
import { describeOnSqlite } from '../../test/databases.js';
import { Installation } from '../../test/installation.js';
import { oneServerForAll } from '../../test/server.js';
import { retainedUntil } from '../../workflows/retention.js';
import { readRetention } from './read-retention.js';

describe('A retention period', () => {
  it('is counted in whole years from the first of January after the file was archived', () => {
    expect(retainedUntil('2026-01-01', 'ten-years')).toBe('2036-12-31');
    expect(retainedUntil('2026-12-31', 'thirty-years')).toBe('2056-12-31');
    expect(retainedUntil('2026-06-30', 'permanent')).toBeUndefined();
  });
});

describeOnSqlite('The retention of a file', (fresh) => {
  it('is what its body had set when it was archived, and unknown where it had set nothing', async () => {
    const installation = await Installation.start(await fresh());
    const sets = (period: string, body = 'hengxi') =>
      installation.records(`unit/${body}`, { period }, { type: 'RetentionPeriodSet' });
    const archives = async (id: string) => {
      await installation.records(`decision/${id}`, {}, { type: 'DecisionProposed' });
      await installation.records(`decision/${id}`, {}, { type: 'DecisionArchived' });
      return installation.ledger.eventsOf(`decision/${id}`);
    };
    const of = async (id: string) =>
      readRetention(
        installation.database.read,
        'hengxi',
        await installation.ledger.eventsOf(`decision/${id}`),
      );
    await archives('too-early');
    await sets('permanent', 'another');
    await sets('ten-years');
    await archives('in-time');
    await sets('permanent');
    await archives('later');
    await installation.records('decision/open', {}, { type: 'DecisionProposed' });
    expect(await of('too-early')).toBeUndefined();
    expect(await of('in-time')).toEqual({ period: { zh: '10年', en: '10 years' }, until: '2036-12-31' });
    expect(await of('later')).toEqual({ period: { zh: '永久', en: 'permanently' } });
    expect(await of('open')).toBeUndefined();
  });
});

describe('The retention period of a body', () => {
  const township = oneServerForAll();

  it('is set by its administrator, as an event, and by nobody else', async () => {
    const { server, administrator } = township();
    const clerk = await administrator.registers('clerk', { role: 'office' });
    const schedule = { schedule: '横溪镇文书档案保管期限表', reason: '经县档案局审核' };
    const path = `admin/units/${server.body}`;
    const set = { ...schedule, period: 'permanent' };
    expect((await clerk.adds(path, 'RetentionPeriodSet', set, 0)).status).toBe(403);
    const { version } =
      ((await administrator.get('/api/units')).body['units'] as { version: number }[])[0] ?? {};
    const odd = await administrator.adds(
      path,
      'RetentionPeriodSet',
      { ...schedule, period: 'a-while' },
      version,
    );
    expect(odd.status).toBe(422);
    expect((await administrator.adds(path, 'RetentionPeriodSet', set, version)).status).toBe(201);
    const last = (await server.running.parts.ledger.eventsOf(`unit/${server.body}`)).at(-1);
    expect(last?.leaf.data.payload).toEqual({ period: 'permanent' });
  });
});
