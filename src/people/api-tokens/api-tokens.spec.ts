import { expect, it } from 'vitest';
import { describeOnAnyDatabase, describeOnSqlite } from '../../../test/databases.js';
import { subjectIdIn, TestServer, type Answer, type Person } from '../../../test/server.js';
import type { JsonObject } from '../../canonical/canonical-json.js';
import { sha256Hex } from '../../canonical/digest.js';
import { eventsOf } from '../../ledger/reading.js';

const outcome = ({ status, body }: Answer) => [status, body['code'] ?? 'fine'];
const MINUTE_OF_A_DAY = 1 / 24 / 60;

const proposal = {
  title: '横溪镇停车场建设',
  body: 'hengxi',
  proposedBy: 'department',
  problem: '集镇停车难',
  necessity: '必要',
  feasibility: '可行',
  reasonsAndBasis: '民生实事项目',
  outline: '新建两处停车场',
  holdsStateSecret: false,
};

const asked = (change: JsonObject = {}): JsonObject => ({
  name: '报表程序',
  roles: ['administrator'],
  kinds: ['unit'],
  expiresAt: '2026-06-01T00:00:00+08:00',
  ...change,
});

async function makes(person: Person, change: JsonObject = {}) {
  const answer = await person.posts('/api/me/tokens', asked(change));
  const authorization = `Bearer ${String(answer.body['token'])}`;
  const sends = (method: string, path: string, body?: JsonObject) =>
    person.server.sends(method, path, { ...(body && { body }), headers: { authorization } });
  return { answer, sends };
}

const unit = (id: string) => ({ id, kind: 'unit', level: 'township', body: 'hengxi', name: `单位${id}` });
const grantTo = (person: string) =>
  [
    `/api/admin/people/${person}/grants`,
    { role: 'office', unit: 'hengxi', body: 'hengxi', reason: '工作需要' },
  ] as const;

describeOnAnyDatabase('Tokens for programs', (fresh) => {
  it('may what they were made for, and are kept as digests', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const { answer, sends } = await makes(administrator);
    expect(answer.status).toBe(201);
    const token = String(answer.body['token']);
    expect(token).toMatch(/^chengxu_[A-Za-z0-9_-]{43}$/);
    const rows = JSON.stringify(await server.running.parts.database.read.query('SELECT * FROM api_token'));
    expect([rows.includes(token), rows.includes(sha256Hex(token))]).toEqual([false, true]);
    expect(outcome(await sends('POST', '/api/admin/units', unit('office')))).toEqual([201, 'fine']);
    expect((await sends('GET', '/api/me')).body['person']).toBe(administrator.id);
    const listed = (await administrator.get('/api/me/tokens')).body['tokens'] as JsonObject[];
    expect(listed).toMatchObject([{ name: '报表程序', roles: ['administrator'], kinds: ['unit'] }]);
    expect(JSON.stringify(listed)).not.toContain(token);
  });
});

describeOnSqlite('Tokens for programs in use', (fresh) => {
  it('may no more than that: no other kind, no other role, nothing where they only read', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const second = { role: 'secretary', unit: 'hengxi', body: 'hengxi', reason: '兼任' };
    await administrator.posts(`/api/admin/people/${administrator.id}/grants`, second);
    const refused = [403, 'token-scope-exceeded'];
    const before = await server.events();
    const units = await makes(administrator);
    expect(outcome(await units.sends('POST', ...grantTo(clerk.id)))).toEqual(refused);
    const reader = await makes(administrator, { kinds: [] });
    expect((await reader.sends('GET', '/api/admin/people')).status).toBe(200);
    expect(outcome(await reader.sends('POST', '/api/admin/units', unit('office')))).toEqual(refused);
    const secretary = await makes(administrator, { roles: ['secretary'], kinds: ['unit', 'person'] });
    expect((await secretary.sends('GET', '/api/me')).body['grants']).toMatchObject([{ role: 'secretary' }]);
    expect(outcome(await secretary.sends('GET', '/api/admin/people'))).toEqual([403, 'not-permitted']);
    expect(outcome(await secretary.sends('POST', '/api/admin/units', unit('office')))).toEqual([
      403,
      'not-permitted',
    ]);
    for (const path of ['/api/me/tokens', '/api/me/totp', '/api/me/password', '/api/sessions/current/proof'])
      expect([path, ...outcome(await units.sends('POST', path, {}))]).toEqual([path, ...refused]);
    expect(await server.events()).toBe(before);
  });

  it('act in their own roles only, where the person has others that would do', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const both = await administrator.registers('wang.wei', { role: 'office' }, { role: 'proposer' });
    const proposes = async (roles: string[], more: JsonObject = {}) => {
      const { sends } = await makes(both, { roles, kinds: ['decision'] });
      const answer = await sends('POST', '/api/decisions', { payload: proposal, ...more });
      const subject = `decision/${answer.status === 201 ? subjectIdIn(answer) : ''}`;
      const [event] = await eventsOf(server.running.parts.database.read, subject, 0);
      return [...outcome(answer), event?.leaf.actorrole];
    };
    expect(await proposes(['office', 'proposer'])).toEqual([201, 'fine', 'proposer']);
    expect(await proposes(['office'])).toEqual([201, 'fine', 'office']);
    const asProposer = { as: { role: 'proposer', unit: 'hengxi' } };
    expect(await proposes(['office'], asProposer)).toEqual([403, 'not-competent', undefined]);
  });

  it('end with their time, when they are revoked, and with a new password', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('li.na', { role: 'secretary' });
    const scope = { roles: ['secretary'], kinds: [] };
    const soon = await makes(clerk, { ...scope, expiresAt: '2026-03-02T01:10:00Z' });
    const revoked = await makes(clerk, scope);
    const lasting = await makes(clerk, scope);
    const knows = async ({ sends }: typeof soon) => (await sends('GET', '/api/me')).status;
    expect([await knows(soon), await knows(revoked), await knows(lasting)]).toEqual([200, 200, 200]);
    server.clock.daysPassByTheMachine(11 * MINUTE_OF_A_DAY);
    const path = `/api/me/tokens/${String(revoked.answer.body['id'])}`;
    const authorization = `Bearer ${clerk.token}`;
    expect(
      outcome(
        await administrator.server.sends('DELETE', path, {
          headers: { authorization: `Bearer ${administrator.token}` },
        }),
      ),
    ).toEqual([404, 'not-found']);
    expect((await server.sends('DELETE', path, { headers: { authorization } })).status).toBe(204);
    expect([await knows(soon), await knows(revoked), await knows(lasting)]).toEqual([401, 401, 200]);
    await administrator.posts(`/api/admin/people/${clerk.id}/password`, {
      password: 'a new one, quite long',
    });
    expect(await knows(lasting)).toBe(401);
  });

  it('are made for roles that are held, for a year at most, and soon after signing in', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const makesOne = async (change: JsonObject) => outcome((await makes(administrator, change)).answer);
    expect(await makesOne({ roles: ['head'] })).toEqual([422, 'token-refused']);
    expect(await makesOne({ expiresAt: '2027-06-01T00:00:00Z' })).toEqual([422, 'token-refused']);
    expect(await makesOne({ expiresAt: '2026-03-01T00:00:00Z' })).toEqual([422, 'token-refused']);
    expect(await makesOne({ kinds: ['everything'] })).toEqual([422, 'body-refused']);
    server.clock.daysPassByTheMachine(16 * MINUTE_OF_A_DAY);
    const late = (await makes(administrator)).answer;
    expect([...outcome(late), late.body['methods']]).toEqual([401, 'step-up-required', ['password']]);
    const proof = { password: 'correct horse battery' };
    const proven = await administrator.posts('/api/sessions/current/proof', proof);
    expect((await administrator.get('/api/me')).status).toBe(401);
    const token = `Bearer ${String(proven.body['token'])}`;
    const made = await server.sends('POST', '/api/me/tokens', {
      body: asked(),
      headers: { authorization: token },
    });
    expect(made.status).toBe(201);
  });
});
