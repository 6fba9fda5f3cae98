import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { JsonObject } from '../src/canonical/canonical-json.js';
import type { Permission } from '../src/http/access.js';
import { routesOf } from '../src/http/routes.js';
import { PROJECT_ROOT } from '../src/project-root.js';
import { controllersOf, ROOMS } from '../src/server/rooms.js';
import { describeOnAnyDatabase } from './databases.js';
import { crewOf, PublishedCall } from './published-call.js';
import { AtWork } from './road/at-work.js';
import { matterAt } from './road/stages.js';
import { BODY } from './road/town.js';
import { insisted } from './road/wire.js';
import { TestServer, type Answer, type Person } from './server.js';

const whoIn = (permission: Permission | undefined): string => {
  if (permission?.for === 'roles') return permission.roles.join(', ');
  if (permission?.for === 'signed-in')
    return permission.bySessionOnly ? 'signed in, by session' : 'signed in';
  return permission?.for ?? 'nobody';
};

describe('docs/walls.md', () => {
  const page = readFileSync(join(PROJECT_ROOT, 'docs/walls.md'), 'utf8');
  const judged = [...page.matchAll(/^\| `(\w+) (\S+)` *\| (.+?) *\| (.+?) *\|$/gm)];

  it('judges every route, for whom it is and what it shows of another body', () => {
    const routes = routesOf(controllersOf(ROOMS)).map(
      ({ method, path, permission }) => `${method.toUpperCase()} ${path}: ${whoIn(permission)}`,
    );
    const listed = judged.map(([, method, path, who]) => `${method} ${path}: ${who}`);
    // A route that is new, gone or for others than before is judged by hand in docs/walls.md.
    expect(listed.toSorted()).toEqual(routes.toSorted());
    expect(judged.every(([, , , , shows = '']) => shows.length > 5)).toBe(true);
  });
});

const codeOf = ({ status, body }: Answer) => [status, body['code']];

const listedTo = async (who: Person) =>
  ((await who.get('/api/admin/people')).body['people'] as { username: string }[]).map(
    ({ username }) => username,
  );
const waiting = (answer: Answer) =>
  Object.keys(((answer.body['state'] ?? answer.body) as { proposals: JsonObject }).proposals);

/** A township below the county that was set up; the county's administrator has left it to its own. */
async function tenantOf(administrator: Person): Promise<Person> {
  const unit = { id: 'baita', kind: 'body', level: 'township', name: '白塔镇', parent: 'hengxi' };
  expect((await administrator.posts('/api/admin/units', unit)).status).toBe(201);
  const own = await administrator.registers('admin.baita', { role: 'administrator', body: 'baita' });
  const given = { role: 'administrator', unit: 'baita', body: 'baita', reason: '由本镇自行管理' };
  expect((await own.adds(`admin/people/${administrator.id}`, 'RoleEnded', given)).status).toBe(201);
  return own;
}

describeOnAnyDatabase('Between the bodies of one installation', (fresh) => {
  it('a tenant administers itself, and neither the installation nor the county’s people', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const tenant = await tenantOf(administrator);
    const setting = { setting: 'letterhead', value: 'x', reason: '试' };
    const before = await server.events();
    const refused = [
      await tenant.adds('admin/installation', 'ConfigurationChanged', setting, 1),
      await tenant.posts('/api/admin/separation', { on: false, parts: [], reason: '试' }),
      await tenant.posts('/api/admin/sessions/end', { reason: '试', tokens: false }),
      await tenant.posts('/api/admin/units', { kind: 'body', level: 'township', name: '别处' }),
    ];
    expect(refused.map(codeOf)).toEqual(refused.map(() => [403, 'upper-body-needed']));
    // Nor by any other way to the road than these routes.
    const { road } = server.running.parts;
    const asked = { kind: 'installation', id: '', actor: tenant.id, ifMatch: 1 };
    const request = { type: 'ConfigurationChanged', payload: setting };
    await expect(road.record({ ...asked, request })).rejects.toMatchObject({ code: 'upper-body-needed' });
    expect(await server.events()).toBe(before);
    const own = { id: 'baita-office', kind: 'unit', level: 'township', body: 'baita', name: '党政办' };
    expect((await tenant.posts('/api/admin/units', own)).status).toBe(201);
    expect((await tenant.posts('/api/admin/units', { ...own, id: 'x', body: 'hengxi' })).status).toBe(409);

    // Registered, and without a role yet: whoever registered them answers, and nobody else can sign in as them.
    const fresher = { username: 'new.clerk', password: 'correct horse battery', name: '新人', post: '科员' };
    expect((await administrator.posts('/api/admin/people', fresher)).status).toBe(201);
    expect(await listedTo(administrator)).toContain('new.clerk');
    expect(await listedTo(tenant)).toEqual(['admin.baita']);
    const newcomer = await server.signsIn('new.clerk');
    const password = { password: 'a password of mine', reason: '遗失' };
    for (const path of ['password', 'invitation', 'second-factor/reset', 'sessions/end'])
      expect([
        path,
        (
          await tenant.posts(
            `/api/admin/people/${newcomer.id}/${path}`,
            path === 'password'
              ? password
              : { reason: '试', ...(path === 'sessions/end' && { tokens: false }) },
          )
        ).status,
      ]).toEqual([path, 404]);
    expect((await newcomer.get('/api/me')).status).toBe(200);

    // By an id that it was told, a body may take somebody of another into its service; it then knows that person.
    const role = { role: 'secretary', unit: 'baita', body: 'baita', reason: '借调' };
    expect((await tenant.posts(`/api/admin/people/${newcomer.id}/grants`, role)).status).toBe(201);
    expect(await listedTo(tenant)).toContain('new.clerk');
    const proposed = { role: 'archivist', unit: 'hengxi', body: 'hengxi', reason: '工作需要' };
    const at = `/api/admin/people/${newcomer.id}/proposals`;
    expect((await administrator.posts(at, proposed)).status).toBe(201);
    const answer = await tenant.posts(at, { ...role, role: 'office' });
    const { proposals } = answer.body['state'] as { proposals: Record<string, { body: string }> };
    expect(Object.values(proposals).map(({ body }) => body)).toEqual(['baita']);
  });

  it('what waits in one body is in no answer to another', async () => {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const tenant = await tenantOf(administrator);
    const crew = await crewOf(administrator);
    const call = await PublishedCall.published(crew, 'parking-2026', '横溪镇停车场建设');
    const comment = await call.comments(
      { text: '支持', name: '王芳', contact: '13812345678' },
      'key-of-this-comment',
    );
    const asked = {
      about: { receiptCode: String(comment.body['receipt']) },
      legalBasis: 'consent-withdrawn',
      request: '横信访〔2026〕12号',
    };
    const archivist = await administrator.registers('archivist', { role: 'archivist' });
    const proposed = await archivist.posts('/api/admin/erasures', asked);
    expect([proposed.status, waiting(proposed).length]).toEqual([201, 1]);
    // An archivist acts on the installation, and reads none of its settings by that.
    expect(Object.keys(proposed.body['state'] as JsonObject)).toEqual(['proposals']);
    expect(waiting(await administrator.get('/api/admin/installation'))).toEqual(waiting(proposed));
    expect(waiting(await tenant.get('/api/admin/installation'))).toEqual([]);
    expect((await tenant.get('/api/admin/erasures')).body['proposals']).toEqual([]);
    const confirmation = `/api/admin/erasures/${waiting(proposed)[0] ?? ''}/confirmation`;
    expect((await tenant.posts(confirmation, {})).status).toBe(404);
    expect((await tenant.get(`/api/decisions/${call.decision}`)).status).toBe(404);
    expect(((await tenant.get('/api/decisions')).body['decisions'] as unknown[]).length).toBe(0);
    expect(await server.events()).toBeGreaterThan(10);
  });

  test('the county’s justice office reviews the township’s decision, and opens nothing of the county by it', async () => {
    const { town } = await AtWork.begins(fresh);
    await town.foundsBody('county');
    const justice = { id: 'county-justice', kind: 'unit', level: 'county', body: 'county', name: '县司法局' };
    insisted(201, await town.administrator.posts('/api/admin/units', justice));
    const reviewer = await town.newcomer('county-reviewer', [['legality-reviewer', 'county-justice']], BODY);
    const colleague = await town.newcomer('county-colleague', [['office', 'county-justice']], 'county');
    const matter = await matterAt(town, 'underReview');
    expect((await colleague.get(matter.path)).status).toBe(404);
    insisted(200, await reviewer.get(matter.path));
    insisted(201, await matter.tries(reviewer, 'LegalityOpinionIssued', await matter.opinion()));
    const people = insisted(200, await reviewer.get('/api/people')).body['people'] as { id: string }[];
    expect(people.map(({ id }) => id)).not.toContain(colleague.id);
    const conflicts = await (
      await town.person('clerk')
    ).get(`${matter.path}/conflicts?role=legality-reviewer`);
    const found = (
      insisted(200, conflicts).body['candidates'] as { person: string; conflicts: unknown[] }[]
    ).find(({ person }) => person === reviewer.id);
    expect(found?.conflicts).toEqual([]);
  });
});
