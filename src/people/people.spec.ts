import { describe, expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { subjectIdIn, TestServer, type Person } from '../../test/server.js';

const li = { username: 'li.na', password: 'correct horse battery', name: '李娜', post: '党政办主任' };
const grant = (role: string, body = 'hengxi', unit = body) => ({ role, unit, body, reason: '工作需要' });

/** A county above the township, with an administrator of its own who has nothing to say in the township. */
async function countyOf(administrator: Person): Promise<Person> {
  const county = { id: 'xianju', kind: 'body', level: 'county', name: '仙居县人民政府' };
  expect((await administrator.posts('/api/admin/units', county)).status).toBe(201);
  return administrator.registers('wang', { role: 'administrator', body: 'xianju' });
}

/** Whom somebody is shown by name. */
async function colleaguesOf(person: Person): Promise<string[]> {
  const { people } = (await person.get('/api/people')).body as { people: { name: string }[] };
  return people.map(({ name }) => name).toSorted();
}

describeOnAnyDatabase('People, their roles and bodies', (fresh) => {
  describe('People', () => {
    it('are registered with an account, get roles, and can sign in', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const clerk = await administrator.registers('zhao', { role: 'secretary' }, { role: 'archivist' });
      const me = await clerk.get('/api/me');
      expect(me.body).toEqual({
        person: clerk.id,
        name: '姓名zhao',
        username: 'zhao',
        grants: [
          { role: 'archivist', unit: 'hengxi', body: 'hengxi' },
          { role: 'secretary', unit: 'hengxi', body: 'hengxi' },
        ],
      });
    });

    it('stand in the ledger without a name in clear, and without anything of their account', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const id = subjectIdIn(await administrator.posts('/api/admin/people', li));
      const [event] = await server.running.parts.ledger.eventsOf(`person/${id}`);
      expect(event?.leaf.data.payload).toEqual({});
      expect(event?.disclosures).toHaveLength(2);
      for (const secret of ['李娜', 'li.na', 'correct horse'])
        expect(String(event?.bytes)).not.toContain(secret);
      expect(JSON.stringify(event)).not.toContain('li.na');
    });

    it('have one account each: a name that is taken leaves no person behind', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      await administrator.posts('/api/admin/people', li);
      const before = await server.events();
      const again = await administrator.posts('/api/admin/people', { ...li, username: 'LI.NA' });
      expect([again.status, again.body['code']]).toEqual([409, 'username-taken']);
      expect(await server.events()).toBe(before);
      const listed = await administrator.get('/api/admin/people');
      expect(
        (listed.body['people'] as { username: string }[]).map(({ username }) => username).toSorted(),
      ).toEqual(['admin', 'li.na']);
    });

    it('have no password to reset where they have no account', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const answer = await administrator.posts('/api/admin/people/nobody/password', {
        password: 'long enough, is it',
      });
      expect([answer.status, answer.body['code']]).toEqual([404, 'not-found']);
    });

    it('are registered once when the request is sent twice under one key', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const sends = () =>
        administrator.posts('/api/admin/people', li, { 'idempotency-key': 'register-li-na' });
      const first = await sends();
      const before = await server.events();
      const second = await sends();
      expect([second.status, second.body]).toEqual([201, first.body]);
      expect(await server.events()).toBe(before);
    });

    it('are another request under the same key with another user name: no account is answered that there is not', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const key = { 'idempotency-key': 'register-li-na' };
      await administrator.posts('/api/admin/people', li, key);
      const before = await server.events();
      const other = await administrator.posts('/api/admin/people', { ...li, username: 'li.nan' }, key);
      expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
      const same = await administrator.posts('/api/admin/people', { ...li, username: 'LI.NA' }, key);
      expect(same.status).toBe(201);
      expect(await server.events()).toBe(before);
    });

    it('are refused with a weak password, without a name, or with more than is asked', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const before = await server.events();
      const registers = async (change: object) => {
        const { status, body } = await administrator.posts('/api/admin/people', { ...li, ...change });
        return `${status} ${String(body['code'])}`;
      };
      expect(await registers({ password: 'elevenchars' })).toBe('422 password-refused');
      expect(await registers({ name: ' ' })).toBe('422 body-refused');
      expect(await registers({ username: 'li na' })).toBe('422 body-refused');
      expect(await registers({ role: 'administrator' })).toBe('422 body-refused');
      expect(await server.events()).toBe(before);
    });

    it('are administered by administrators only', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const clerk = await administrator.registers('zhao', { role: 'secretary' });
      for (const answer of [
        await clerk.get('/api/admin/people'),
        await clerk.posts('/api/admin/people', li),
        await clerk.posts(`/api/admin/people/${clerk.id}/grants`, grant('head')),
        await clerk.posts(`/api/admin/people/${clerk.id}/password`, { password: 'long enough, is it' }),
      ]) {
        expect([answer.status, answer.body['code']]).toEqual([403, 'not-permitted']);
      }
    });
  });

  describe('Roles', () => {
    it('count from their first to their last day, by legal time', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const clerk = await administrator.registers('zhao');
      const dated = { ...grant('expert'), from: '2026-03-03', until: '2026-03-04' };
      expect((await administrator.posts(`/api/admin/people/${clerk.id}/grants`, dated)).status).toBe(201);
      const roles = async () =>
        ((await clerk.get('/api/me')).body['grants'] as { role: string }[]).map(({ role }) => role);
      const days: string[][] = [];
      for (let day = 0; day < 4; day++) {
        days.push(await roles());
        server.clock.legalTimePasses(24 * 3600 * 1000);
      }
      expect(days).toEqual([[], ['expert'], ['expert'], []]);
    });

    it('end by an event, and only if they are held', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const clerk = await administrator.registers('zhao', { role: 'secretary' });
      const ends = () => administrator.adds(`admin/people/${clerk.id}`, 'RoleEnded', grant('secretary'));
      expect((await ends()).status).toBe(201);
      expect((await clerk.get('/api/me')).body['grants']).toEqual([]);
      const again = await ends();
      expect([again.status, again.body['code']]).toEqual([409, 'requirement-unmet']);
      expect(again.body['unmet']).toMatchObject([
        { requirement: 'grant-held', rules: [], strength: 'house' },
      ]);
    });

    it('are not granted twice, nor backwards, nor those of the program', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const clerk = await administrator.registers('zhao', { role: 'secretary' });
      const grants = (payload: object) =>
        administrator.posts(`/api/admin/people/${clerk.id}/grants`, { ...payload });
      const twice = await grants(grant('secretary'));
      expect(twice.body['unmet']).toMatchObject([{ requirement: 'not-yet-granted' }]);
      const backwards = await grants({ ...grant('head'), from: '2026-04-01', until: '2026-03-01' });
      expect(backwards.body['unmet']).toMatchObject([{ requirement: 'grant-period' }]);
      for (const role of ['timekeeper', 'installation', 'public', 'king'])
        expect((await grants(grant(role))).status).toBe(422);
    });

    it('an expert is struck from the pool by the body’s administrator, and let in again', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const expert = await administrator.registers('expert', { role: 'expert' });
      const at = `admin/people/${expert.id}`;
      const standing = async () => {
        const { body } = await administrator.get('/api/admin/people');
        return (body['people'] as { id: string; standing: string; version: number }[]).find(
          ({ id }) => id === expert.id,
        );
      };
      const struck = { standing: 'barred', body: 'hengxi', reason: '论证结论严重失实' };
      const county = await countyOf(administrator);
      const version = (await standing())?.version;
      // Whoever administers another body is answered as if there were no such person.
      expect((await county.adds(at, 'StandingChanged', struck, version)).body['code']).toBe('not-found');
      expect((await administrator.adds(at, 'StandingChanged', struck, version)).status).toBe(201);
      expect((await standing())?.standing).toBe('barred');
      const back = { ...struck, standing: 'good', reason: '申诉成立' };
      expect((await administrator.adds(at, 'StandingChanged', back, (version ?? 0) + 1)).status).toBe(201);
      expect((await standing())?.standing).toBe('good');
    });

    it('are granted where there is such a unit and such a body', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const clerk = await administrator.registers('zhao');
      const before = await server.events();
      const nowhere = await administrator.posts(
        `/api/admin/people/${clerk.id}/grants`,
        grant('office', 'hengxi', 'nowhere'),
      );
      expect([nowhere.status, nowhere.body['code'], nowhere.body['unit']]).toEqual([
        422,
        'unit-unknown',
        'nowhere',
      ]);
      expect(await server.events()).toBe(before);
    });

    it('are given by the administrator of that body, and of no other', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const county = await countyOf(administrator);
      const refused = await county.posts(
        `/api/admin/people/${county.id}/grants`,
        grant('administrator', 'hengxi'),
      );
      expect([refused.status, refused.body['code']]).toEqual([409, 'requirement-unmet']);
      expect(refused.body['unmet']).toMatchObject([{ requirement: 'administers-the-body' }]);
      const own = await county.posts(`/api/admin/people/${county.id}/grants`, grant('head', 'xianju'));
      expect(own.status).toBe(201);
    });

    it('may be a unit of another body: the county reviews for the township', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const county = await countyOf(administrator);
      const justice = {
        id: 'xianju-justice',
        kind: 'unit',
        level: 'county',
        parent: 'xianju',
        body: 'xianju',
        name: '仙居县司法局',
      };
      expect((await county.posts('/api/admin/units', justice)).status).toBe(201);
      const reviewer = await administrator.registers('chen', {
        role: 'legality-reviewer',
        unit: 'xianju-justice',
      });
      expect((await reviewer.get('/api/me')).body['grants']).toEqual([
        { role: 'legality-reviewer', unit: 'xianju-justice', body: 'hengxi' },
      ]);
    });

    it('let a password be reset only by who administers all of them', async () => {
      const { server, administrator } = await TestServer.setUp(await fresh());
      const county = await countyOf(administrator);
      const both = await administrator.registers(
        'chen',
        { role: 'expert' },
        { role: 'head', body: 'xianju' },
      );
      const before = await server.events();
      const refused = await county.posts(`/api/admin/people/${both.id}/password`, {
        password: 'I want to be the head',
      });
      expect([refused.status, refused.body['code'], refused.body['bodies']]).toEqual([
        403,
        'other-bodies-person',
        ['hengxi'],
      ]);
      expect((await both.get('/api/me')).status).toBe(200);
      expect(await server.events()).toBe(before);
    });
  });

  describe('Bodies and units', () => {
    it('are listed for whoever is signed in', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const office = {
        id: 'dangzhengban',
        kind: 'unit',
        level: 'township',
        parent: 'hengxi',
        body: 'hengxi',
        name: '党政综合办公室',
      };
      expect((await administrator.posts('/api/admin/units', office)).status).toBe(201);
      const clerk = await administrator.registers('zhao');
      expect((await clerk.get('/api/units')).body['units']).toEqual([
        { ...office, ruleSet: 'national', closedOn: null, version: 0 },
        {
          id: 'hengxi',
          kind: 'body',
          level: 'township',
          parent: null,
          body: 'hengxi',
          ruleSet: 'national',
          name: '横溪镇人民政府',
          closedOn: null,
          version: 0,
          decidingMeetings: ['township-government-meeting', 'joint-party-government-meeting'],
        },
      ]);
    });

    it('have an administrator from the start: whoever registers a body', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      await countyOf(administrator);
      const { grants } = (await administrator.get('/api/me')).body as {
        grants: { role: string; body: string }[];
      };
      expect(grants.map(({ role, body }) => `${role} of ${body}`)).toEqual([
        'administrator of hengxi',
        'administrator of xianju',
      ]);
    });

    it('belong to a body, and come from who administers what is above them', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const county = await countyOf(administrator);
      const unmet = async (unit: object) => {
        const asked = { level: 'township', name: '某单位', ...unit };
        return (await county.posts('/api/admin/units', asked)).body['unmet'];
      };
      const foreign = await unmet({ kind: 'unit', parent: 'hengxi', body: 'hengxi' });
      expect(foreign).toMatchObject([{ requirement: 'administers-above' }]);
      expect(await unmet({ kind: 'unit' })).toMatchObject([{ requirement: 'unit-of-a-body' }]);
      expect(await unmet({ kind: 'body', body: 'xianju' })).toMatchObject([
        { requirement: 'unit-of-a-body' },
      ]);
    });

    it('keep the id that they have', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const answer = await administrator.posts('/api/admin/units', {
        id: 'hengxi',
        kind: 'body',
        level: 'township',
        name: '另一个横溪',
      });
      expect([answer.status, answer.body['code']]).toEqual([412, 'version-conflict']);
    });

    it('show each other who serves there, and nobody else', async () => {
      const { administrator } = await TestServer.setUp(await fresh());
      const county = await countyOf(administrator);
      await administrator.registers('zhao', { role: 'secretary' });
      expect(await colleaguesOf(county)).toEqual(['姓名wang', '管理员']);
      expect(await colleaguesOf(administrator)).toEqual(['姓名wang', '姓名zhao', '管理员']);
    });
  });
});
