import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ORIGIN } from '../../../test/installation.js';
import { oneServerForAll, type Answer, type Person } from '../../../test/server.js';
import type { JsonObject } from '../../canonical/canonical-json.js';
import { runCommand } from '../../cli/run.js';

const county = oneServerForAll();
const REASON = '原管理员离任';
const recovers = (who: Person, body: string, person: string, resetSignIn = true): Promise<Answer> =>
  who.posts(`/api/admin/units/${body}/administrator`, { person, resetSignIn, reason: REASON });
const unmetIn = ({ body }: Answer) =>
  (body['unmet'] as JsonObject[] | undefined)?.map(({ requirement }) => requirement);
const NEW = 'a password of one’s own';

/** A township below the one that was set up, whose administrator is somebody else. */
async function township(administrator: Person, id: string): Promise<Person> {
  const unit = { id, kind: 'body', level: 'township', name: `${id}镇`, parent: 'hengxi' };
  expect((await administrator.posts('/api/admin/units', unit)).status).toBe(201);
  const own = await administrator.registers(`admin.${id}`, { role: 'administrator', body: id });
  const given = { role: 'administrator', unit: id, body: id, reason: '由本镇自行管理' };
  expect((await own.adds(`admin/people/${administrator.id}`, 'RoleEnded', given)).status).toBe(201);
  return own;
}

describe('A lost administrator', () => {
  it('is recovered by the upper body: whoever had the password is out, and everybody can read that it was done', async () => {
    const { server, administrator } = county();
    const lost = await township(administrator, 'baita');
    const clerk = await lost.registers('clerk.baita', { role: 'secretary', body: 'baita' });
    const answer = await recovers(administrator, 'baita', lost.id);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const { token } = answer.body['invitation'] as { token: string };
    expect((await lost.get('/api/me')).status).toBe(401);
    const old = { username: lost.username, password: 'correct horse battery' };
    expect((await server.sends('POST', '/api/sessions', { body: old })).status).toBe(401);
    const chosen = await server.sends('POST', '/api/first-sign-in', { body: { token, password: NEW } });
    expect(chosen.status).toBe(204);
    const back = await server.signsIn(lost.username, NEW);
    expect((await back.get('/api/me')).body['grants']).toEqual([
      { role: 'administrator', unit: 'baita', body: 'baita' },
    ]);
    const { events } = (await clerk.get('/api/units/baita/events')).body as { events: JsonObject[] };
    expect(events.at(-1)).toMatchObject({
      type: 'AdministratorRecovered',
      title: { zh: '恢复管理员' },
      actor: administrator.id,
      payload: { person: lost.id, resetSignIn: true, reason: REASON },
    });
    expect(JSON.stringify(events)).not.toContain(token);
  });

  it('gives place to another, whose sign-in nobody may reset who could then act in more than administration', async () => {
    const { server, administrator } = county();
    const own = await township(administrator, 'pidu');
    const clerk = await own.registers('clerk.pidu', { role: 'legality-reviewer', body: 'pidu' });
    const before = await server.events();
    const refused = await recovers(administrator, 'pidu', clerk.id);
    expect([refused.status, refused.body['code'], refused.body['roles']]).toEqual([
      403,
      'recovery-refused',
      ['legality-reviewer'],
    ]);
    expect(await server.events()).toBe(before);
    const answer = await recovers(administrator, 'pidu', clerk.id, false);
    expect([answer.status, answer.body['invitation']]).toEqual([201, undefined]);
    const roles = ((await clerk.get('/api/me')).body['grants'] as JsonObject[]).map(({ role }) => role);
    expect(roles).toEqual(['administrator', 'legality-reviewer']);
  });

  it('is recovered by nobody beside, below or within, nor for a unit or for nobody', async () => {
    const { server, administrator } = county();
    const own = await township(administrator, 'tianshi');
    const neighbour = await township(administrator, 'zhanqi');
    const unit = { id: 'tianshi-office', kind: 'unit', level: 'township', name: '党政办', body: 'tianshi' };
    expect((await own.posts('/api/admin/units', unit)).status).toBe(201);
    const before = await server.events();
    for (const [who, body] of [
      [neighbour, 'tianshi'],
      [own, 'tianshi'],
      [own, 'hengxi'],
      // There is nobody above it here: only the server is.
      [administrator, 'hengxi'],
    ] as const)
      expect(unmetIn(await recovers(who, body, own.id, false))).toEqual(['recovered-from-above']);
    const codes = [
      await recovers(administrator, 'tianshi-office', own.id, false),
      await recovers(administrator, 'no-such-body', own.id, false),
      await recovers(administrator, 'tianshi', 'no-such-person', false),
    ].map(({ status, body }) => [status, body['code']]);
    expect(codes).toEqual([
      [409, 'not-now'],
      [404, 'not-found'],
      [404, 'not-found'],
    ]);
    expect(await server.events()).toBe(before);
  });

  it('is recovered on the server, beside it while it runs, as an act of the installation', async () => {
    const { server, administrator } = county();
    const { directory, url } = server.on;
    await writeFile(join(directory, 'origin'), `${ORIGIN}\n`);
    const chengxu = async (...more: string[]) => {
      const told = { out: '', err: '' };
      const write = {
        out: (text: string) => void (told.out += text),
        err: (text: string) => void (told.err += text),
      };
      const place = ['--data', directory, '--database', url, '--reason', REASON];
      const words = ['user', 'recover', ...place, ...more];
      return { status: await runCommand(words, { environment: {}, write, watched: false }), ...told };
    };
    expect(await chengxu('--body', 'nowhere', '--username', 'admin')).toMatchObject({ status: 3, out: '' });
    expect(await chengxu('--body', 'hengxi', '--username', 'nobody')).toMatchObject({ status: 3, out: '' });
    const ran = await chengxu('--body', 'hengxi', '--username', 'Admin');
    expect(ran.status).toBe(0);
    expect((await administrator.get('/api/me')).status).toBe(401);
    const chosen = { token: ran.out.trim(), password: NEW };
    expect((await server.sends('POST', '/api/first-sign-in', { body: chosen })).status).toBe(204);
    const back = await server.signsIn('admin', NEW);
    const { events } = (await back.get('/api/units/hengxi/events')).body as { events: JsonObject[] };
    expect(events.at(-1)).toMatchObject({ type: 'AdministratorRecovered', actor: 'installation' });
  });
});
