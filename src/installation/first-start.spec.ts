import { expect, it } from 'vitest';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { TestServer, type Answer } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { Passwords } from '../people/sign-in/passwords.js';
import { FirstStartByForm } from './first-start.js';
import { firstStartForm } from './first-start-form.js';
import { SetUp } from './set-up.js';

const PASSWORD = 'correct horse battery';
const tokenOf = (server: TestServer) =>
  new URL(server.running.setupLink ?? 'http://none').searchParams.get('token') ?? '';

const township = (token: string): JsonObject => ({
  token,
  body: { id: 'hengxi', name: '横溪镇人民政府', level: 'township' },
  administrator: { username: 'admin', password: PASSWORD, name: '王芳' },
  units: [{ name: '垃圾分类专班', within: '社会事务办' }, { name: '社会事务办' }, { name: '党政综合办' }],
  people: [
    { username: 'li.na', name: '李娜', post: '主任', roles: [{ role: '承办单位', unit: '社会事务办' }] },
    {
      username: 'zhao.qiang',
      name: '赵强',
      post: '镇长',
      roles: [{ role: 'head' }, { role: 'member', unit: '党政综合办' }],
    },
    { username: 'sun.wei', name: '孙伟', post: '科员' },
  ],
});
const sends = (server: TestServer, form: JsonObject, dryRun?: boolean): Promise<Answer> =>
  server.sends('POST', `/api/setup/form${dryRun === undefined ? '' : `?dryRun=${dryRun}`}`, { body: form });
const placesIn = ({ body }: Answer) => (body['faults'] as { at: string }[]).map(({ at }) => at);

describeOnAnyDatabase('The first start from one form', (fresh) => {
  it('is tried first, and tells all that is wrong at once', async () => {
    const server = await TestServer.starts(await fresh());
    const good = township(tokenOf(server));
    const wrong: JsonObject = {
      ...good,
      body: { id: 'Heng Xi', name: ' ', level: 'village', ruleSet: 'atlantis' },
      administrator: { username: 'a', password: 'short', name: '=1+1' },
      units: [
        { name: '甲', within: '乙' },
        { name: '乙', within: '甲' },
        { name: '丙', within: '丁' },
        { name: '丙' },
      ],
      people: [
        { username: 'li.na', name: '李娜', post: '', roles: [{ role: 'emperor', unit: '戊' }] },
        { username: 'LI.NA', name: '李娜', post: '科员', roles: [{ role: 'head' }, { role: '行政首长' }] },
      ],
    };
    const told = await sends(server, wrong);
    expect([told.status, told.body['complete'], told.headers.get('cache-control')]).toEqual([
      200,
      false,
      'no-store',
    ]);
    expect(placesIn(told)).toEqual([
      '/body/id',
      '/body/level',
      '/body/ruleSet',
      '/body/name',
      '/administrator/username',
      '/administrator/name',
      '/units/2/within',
      '/units/3/name',
      '/units/0/within',
      '/units/1/within',
      '/people/0/post',
      '/people/0/roles/0/role',
      '/people/0/roles/0/unit',
      '/people/1/username',
      '/people/1/roles/1',
      '/administrator/password',
    ]);
    const insisted = await sends(server, wrong, false);
    expect([insisted.status, insisted.body['code']]).toEqual([422, 'first-start-refused']);
    expect(placesIn(insisted)).toEqual(placesIn(told));
    expect((await sends(server, { ...good, token: 'another' })).body['code']).toBe('setup-refused');
    expect((await sends(server, { ...good, admin: true })).status).toBe(422);

    const fine = await sends(server, good, true);
    expect(fine.body).toEqual({
      dryRun: true,
      complete: true,
      faults: [],
      missingRoles: ['office', 'legality-reviewer', 'secretary', 'archivist'],
    });
    expect(await server.events()).toBe(0);
  });

  it('makes body, units and people, each with what opens their account, and takes up what a crash left', async () => {
    const server = await TestServer.starts(await fresh());
    const { parts } = server.running;
    const form = township(tokenOf(server));
    const passwords = new Passwords({ memoryCost: 1024, timeCost: 2, parallelism: 1 });
    /** Everything is there but whoever administers it. */
    class Crashes extends SetUp {
      override registerAdministrator(): Promise<string> {
        return Promise.reject(new Error('the machine stopped'));
      }
    }
    const world = { ...parts, origin: parts.configuration.origin };
    const crashing = new FirstStartByForm(new Crashes(world, passwords), passwords);
    const crashesWith = (sent: JsonObject) =>
      expect(crashing.perform(firstStartForm.parse(sent))).rejects.toThrow('the machine stopped');
    // Once under another body, with a unit that nobody has.
    const { body, units } = form as { body: JsonObject; units: JsonObject[] };
    const { id: _, ...unnamed } = body;
    await crashesWith({
      ...form,
      body: { ...unnamed, name: '横西镇人民政府' },
      units: [...units, { name: '临时办' }],
    });
    // And once with a name that was wrong, and a role that nobody was to have.
    const wrong = { username: 'li.na', name: '李那', post: '主任', roles: [{ role: 'head' }] };
    const tooMuch = { username: 'sun.wei', name: '孙伟', post: '科员', roles: [{ role: 'archivist' }] };
    await crashesWith({ ...form, people: [wrong, tooMuch] });
    await crashesWith({ ...form, body: { ...body, name: '横溪乡人民政府' } });
    const other = { ...form, body: { ...body, level: 'county' } };
    const refused = crashing.perform(firstStartForm.parse(other));
    await expect(refused).rejects.toMatchObject({
      code: 'first-start-refused',
      faults: [{ at: '/body/id' }],
    });
    await crashesWith(form);
    const left = await server.events();
    const early = { username: 'li.na', password: PASSWORD };
    expect((await server.sends('POST', '/api/sessions', { body: early })).status).toBe(401);

    const done = await sends(server, form, false);
    expect([done.status, done.body['complete'], done.body['body']]).toEqual([200, true, 'hengxi']);
    // Only the administrator came: the person and the role.
    expect(await server.events()).toBe(left + 2);
    expect((await sends(server, form, false)).body['code']).toBe('setup-refused');

    const administrator = await server.signsIn('admin');
    const listed = (await administrator.get('/api/admin/units')).body as { units: JsonObject[] };
    // What was there by mistake is over, and nothing else is.
    const over = listed.units.filter(({ closedOn }) => closedOn !== null);
    expect(over.filter(({ kind }) => kind === 'body').map(({ name }) => name)).toEqual(['横西镇人民政府']);
    expect(over.map(({ name }) => name)).toContain('临时办');
    const standing = listed.units.filter(({ closedOn }) => closedOn === null);
    const idOf = (name: string) => standing.find((unit) => unit['name'] === name)?.['id'];
    expect(standing.map(({ name, parent, body: of }) => [name, parent, of]).toSorted()).toEqual(
      [
        ['横溪镇人民政府', null, 'hengxi'],
        ['垃圾分类专班', idOf('社会事务办'), 'hengxi'],
        ['社会事务办', null, 'hengxi'],
        ['党政综合办', null, 'hengxi'],
      ].toSorted(),
    );
    const granted = await parts.database.read.query<{ role: string }>('SELECT role FROM grant_projection');
    expect(granted.map(({ role }) => role).toSorted()).toEqual(
      ['administrator', 'head', 'member', 'proposer'].toSorted(),
    );
    const people = done.body['people'] as { username: string; invitation: { token: string } }[];
    expect(people.map(({ username }) => username)).toEqual(['li.na', 'zhao.qiang', 'sun.wei']);
    const chosen = { token: people[1]?.invitation.token ?? '', password: 'a password of one’s own' };
    expect((await server.sends('POST', '/api/first-sign-in', { body: chosen })).status).toBe(204);
    const head = await server.signsIn('zhao.qiang', chosen.password);
    expect((await head.get('/api/me')).body['grants']).toEqual(
      expect.arrayContaining([
        { role: 'head', unit: 'hengxi', body: 'hengxi' },
        { role: 'member', unit: idOf('党政综合办'), body: 'hengxi' },
      ]),
    );
  });
});
