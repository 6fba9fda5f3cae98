import { expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { TestServer, type Answer, type Person } from '../../test/server.js';

const outcome = ({ status, body }: Answer) => [
  status,
  body['code'] ?? null,
  ((body['unmet'] ?? []) as { requirement: string }[]).map(({ requirement }) => requirement),
];
const body = (id: string, rest: object) => ({
  id,
  kind: 'body',
  level: 'county',
  name: `${id}人民政府`,
  ...rest,
});
const changes = (who: Person, id: string, ruleSet: string, version?: number) =>
  who.adds(`admin/units/${id}`, 'JurisdictionChanged', { ruleSet, reason: '适用省的规定' }, version);

/** The rules of each body and unit, as they are listed. */
async function rulesListed(who: Person): Promise<Record<string, unknown>> {
  const { units } = (await who.get('/api/units')).body as { units: { id: string; ruleSet: string }[] };
  return Object.fromEntries(units.map(({ id, ruleSet }) => [id, ruleSet]));
}

describeOnAnyDatabase('The rules that bind a body', (fresh) => {
  it('are those of a place that is known, for bodies of its level', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const registers = (id: string, rest: object) => administrator.posts('/api/admin/units', body(id, rest));
    const before = await server.events();
    for (const ruleSet of ['atlantis', 'prices', 'hengxi'])
      expect(outcome(await registers('xianju', { ruleSet }))).toEqual([
        409,
        'requirement-unmet',
        ['jurisdiction-known'],
      ]);
    expect(await server.events()).toBe(before);
    expect((await registers('xianju', { ruleSet: 'zhejiang-337' })).status).toBe(201);
    expect((await registers('henan', { level: 'township', ruleSet: 'hengxi' })).status).toBe(201);
    expect(await rulesListed(administrator)).toEqual({
      hengxi: 'national',
      henan: 'hengxi',
      xianju: 'zhejiang-337',
    });
    const { units } = (await administrator.get('/api/units')).body as {
      units: { id: string; decidingMeetings: string[] }[];
    };
    expect(Object.fromEntries(units.map((one) => [one.id, one.decidingMeetings]))).toEqual({
      hengxi: ['township-government-meeting', 'joint-party-government-meeting'],
      henan: ['joint-party-government-meeting'],
      xianju: ['executive-meeting', 'plenary-meeting'],
    });
  });

  it('are refused readably', async () => {
    const { administrator } = await TestServer.setUp(await fresh());
    const answer = await administrator.posts('/api/admin/units', body('xianju', { ruleSet: 'hengxi' }));
    expect(answer.body['unmet']).toMatchObject([
      {
        found: { zh: '浙江省仙居县横溪镇（示例）的规则，不适用于该层级' },
        remedy: { zh: expect.stringContaining('地区清单') },
        whoCanSupply: ['administrator'],
      },
    ]);
  });

  it('are chosen when the program is set up', async () => {
    const server = await TestServer.starts(await fresh());
    const token = new URL(server.running.setupLink ?? '').searchParams.get('token') ?? '';
    const setsUp = (ruleSet: string) =>
      server.sends('POST', '/api/setup', {
        body: {
          token,
          body: { id: 'xianju', name: '仙居县人民政府', level: 'county', ruleSet },
          administrator: { username: 'admin', password: 'correct horse battery', name: '王芳' },
        },
      });
    expect(outcome(await setsUp('atlantis'))).toEqual([409, 'requirement-unmet', ['jurisdiction-known']]);
    expect((await setsUp('zhejiang-337')).status).toBe(201);
    expect(await rulesListed(await server.signsIn('admin'))).toEqual({ xianju: 'zhejiang-337' });
  });

  it('are changed by an event, with its reason, on the version that was read', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    expect((await changes(administrator, 'hengxi', 'hengxi')).status).toBe(428);
    expect((await changes(administrator, 'hengxi', 'hengxi', 3)).status).toBe(412);
    expect(outcome(await changes(administrator, 'hengxi', 'atlantis', 0))).toEqual([
      409,
      'requirement-unmet',
      ['jurisdiction-known'],
    ]);
    expect((await changes(administrator, 'hengxi', 'hengxi', 0)).status).toBe(201);
    expect(await rulesListed(administrator)).toEqual({ hengxi: 'hengxi' });
    const last = (await server.running.parts.ledger.eventsOf('unit/hengxi')).at(-1);
    expect([last?.type, last?.leaf.data.payload]).toEqual(['JurisdictionChanged', { ruleSet: 'hengxi' }]);
    const clerk = await administrator.registers('clerk', { role: 'office' });
    expect((await changes(clerk, 'hengxi', 'national', 1)).status).toBe(403);
    expect((await changes(administrator, 'atlantis', 'national', 0)).status).toBe(404);
  });

  it('are changed from above, where there is a body above', async () => {
    const { administrator } = await TestServer.setUp(await fresh());
    await administrator.posts('/api/admin/units', body('xianju', {}));
    const below = body('futou', { level: 'township', parent: 'xianju' });
    expect((await administrator.posts('/api/admin/units', below)).status).toBe(201);
    const own = await administrator.registers('own', { role: 'administrator', body: 'futou' });
    const above = await administrator.registers('above', { role: 'administrator', body: 'xianju' });
    expect(outcome(await changes(own, 'futou', 'zhejiang-337', 0))).toEqual([
      409,
      'requirement-unmet',
      ['administers-for-it'],
    ]);
    expect(outcome(await changes(above, 'hengxi', 'zhejiang-337', 0))).toEqual([
      409,
      'requirement-unmet',
      ['administers-for-it'],
    ]);
    expect((await changes(above, 'futou', 'zhejiang-337', 0)).status).toBe(201);
  });

  it('are those of a body: a unit within one has none to change', async () => {
    const { administrator } = await TestServer.setUp(await fresh());
    const unit = { id: 'office', kind: 'unit', level: 'township', body: 'hengxi', name: '党政办' };
    expect((await administrator.posts('/api/admin/units', unit)).status).toBe(201);
    expect(outcome(await changes(administrator, 'office', 'zhejiang-337', 0))).toEqual([409, 'not-now', []]);
  });
});
