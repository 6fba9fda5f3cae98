import { beforeAll, describe, expect, it } from 'vitest';
import { oneServerForAll, subjectIdIn, type Person } from '../../test/server.js';
import { smallestPayload } from '../../test/smallest-payload.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { routesOf } from '../http/routes.js';
import { controllersOf, ROOMS } from '../server/rooms.js';
import { subjectsWith } from '../server/subjects.js';

/**
 * Where an auditor may send something, and why that changes no record: how one signs in oneself; a paper for a finding;
 * what everybody may say of a published draft.
 */
const OWN_SIGN_IN = /^[A-Z]+ \/api\/(?:sessions|me)(?:\/|$)/;
const OPEN_TO_EVERYBODY = [
  'POST /api/documents',
  'POST /api/setup',
  'POST /api/public/consultations/:id/comments',
];
const FINDING = 'AuditFindingRecorded';
/**
 * About one's own keys, like one's own password: on nobody else's register, and on no matter. Or a request to read another
 * body's decision in an emergency, which somebody of that body grants or refuses: it changes nothing there. Or the end
 * of what was lent to them.
 */
const OF_ONES_OWN = [
  'SigningKeyRegistered',
  'SigningKeyRevoked',
  'ReadingAsked',
  'ReadingEnded',
  'DelegationEnded',
];

describe('An auditor', () => {
  const township = oneServerForAll();
  let auditor: Person;
  let decision: string;

  beforeAll(async () => {
    const { server, administrator } = township();
    const proposer = await administrator.registers('proposer', { role: 'proposer' });
    auditor = await administrator.registers('auditor', { role: 'auditor' });
    const proposed = await proposer.posts('/api/decisions', {
      payload: {
        title: '横溪镇停车场建设',
        body: server.body,
        proposedBy: 'department',
        problem: '集镇停车难',
        necessity: '必要',
        feasibility: '可行',
        reasonsAndBasis: '民生实事项目',
        outline: '新建两处停车场',
        holdsStateSecret: false,
      },
    });
    decision = subjectIdIn(proposed);
  });

  it('reads every decision of the body, state and history alike', async () => {
    const { body } = await auditor.get('/api/decisions');
    expect(body['decisions']).toMatchObject([{ id: decision }]);
    for (const path of ['', '/events', '/replay?version=0', '/obstacles?event=ProcedureStarted'])
      expect([path, (await auditor.get(`/api/decisions/${decision}${path}`)).status]).toEqual([path, 200]);
  });

  it('is let in by no route that writes, whatever is sent', async () => {
    const { server } = township();
    const events = await server.events();
    const writes = routesOf(controllersOf(ROOMS)).filter(({ method }) => method !== 'get');
    const tried: string[] = [];
    for (const { method, path } of writes) {
      const name = `${method.toUpperCase()} ${path}`;
      if (OWN_SIGN_IN.test(name) || OPEN_TO_EVERYBODY.includes(name)) continue;
      tried.push(name);
      const answer = await server.sends(method.toUpperCase(), path.replace(':id', decision), {
        body: {},
        headers: { authorization: `Bearer ${auditor.token}` },
      });
      expect([name, answer.status >= 400]).toEqual([name, true]);
    }
    expect(tried.length).toBeGreaterThan(10);
    expect(await server.events()).toBe(events);
  });

  it('adds no event of any kind but a finding, and what is their own, whatever its payload', async () => {
    const { server } = township();
    const { workflows, calendars, road, database } = server.running.parts;
    const events = await server.events();
    for (const [kind, room] of subjectsWith(workflows, calendars)) {
      const { procedure } = room.procedureFor(undefined);
      for (const type of Object.keys(procedure.events)) {
        if (type === FINDING) continue;
        const isOwn = OF_ONES_OWN.includes(type);
        expect([kind, type, procedure.rolesFor(type).includes('auditor')]).toEqual([kind, type, isOwn]);
        const payload = smallestPayload(procedure.intake(type)?.schema ?? {});
        const first = { kind, id: kind === 'installation' ? '' : decision, actor: auditor.id };
        const asked = { ...first, request: { type, payload }, ifMatch: 0 };
        await expect(road.record(asked)).rejects.toMatchObject({
          code: expect.stringMatching(/^(not-competent|payload-refused|not-found)$/),
        });
      }
    }
    expect([await server.events(), (await database.read.query('SELECT 1 AS one FROM event')).length]).toEqual(
      [events, events],
    );
  });

  it('records a finding, which changes no state', async () => {
    const { server } = township();
    const standing = async () => {
      const { body } = await auditor.get(`/api/decisions/${decision}`);
      return { state: body['state'], stateHash: body['stateHash'], plan: body['plan'] };
    };
    const before = await standing();
    const finding: JsonObject = { about: '公众参与', finding: '记录完整' };
    const events = await server.events();
    const answer = await auditor.adds(`decisions/${decision}`, FINDING, finding, 0);
    expect([answer.status, await server.events()]).toEqual([201, events + 1]);
    expect(await standing()).toEqual(before);
  });
});
