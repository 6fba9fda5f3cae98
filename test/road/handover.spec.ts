import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { describeOnSqlite } from '../databases.js';
import { AtWork } from './at-work.js';
import { convenes, matterAt } from './stages.js';
import { BODY, UNITS } from './town.js';
import { insisted, unmetIn, type Reply, type Someone } from './wire.js';

const FINDING = { step: 'expert-review', required: false, reason: '经研究认定', legalBasis: '条例相应条款' };
const eventsIn = ({ body }: Reply) => body['events'] as { subject: string; type: string; id?: string }[];
const kindsOf = (reply: Reply) => eventsIn(reply).map(({ subject, type }) => `${type} ${subject}`);

const rolesOf = async (someone: Someone) => {
  const { grants } = (await someone.get('/api/me')).body as { grants: { role: string }[] };
  return grants.map(({ role }) => role).toSorted();
};

describeOnSqlite('A handover', (fresh) => {
  test('lists what is open, is tried first, and lends it all or nothing', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const leaving = await town.newcomer('leaving', [
      ['proposer', UNITS.lead],
      ['member', UNITS.office],
    ]);
    const stays = await town.newcomer('stays', [['archivist', UNITS.office]]);
    const matter = await matterAt(town, 'started');
    await matter.drafts('第一版', { drafters: [leaving.id] });
    await matterAt(town, 'proposed', '与其无关的事项');
    const meeting = await convenes(town, [leaving.id]);
    const listed = (await leaving.get(`/api/me/handover?body=${BODY}`)).body;
    expect(listed).toMatchObject({
      roles: [
        { role: 'proposer', unit: UNITS.lead },
        { role: 'member', unit: UNITS.office, inPerson: {} },
      ],
      tasks: [
        { kind: 'decision', id: matter.id, as: ['drafter'] },
        { kind: 'meeting', id: meeting, as: ['member'], inPerson: {} },
      ],
      delegations: [],
    });
    expect((listed['tasks'] as JsonObject[])[0]).not.toHaveProperty('inPerson');
    const asked: JsonObject = {
      how: 'for-a-time',
      to: stays.id,
      body: BODY,
      from: town.today,
      until: town.inDays(10),
      decisions: [matter.id, 'another-decision'],
      basis: '横政办〔2026〕3号',
      reason: '出国培训',
    };
    const hands = (by: Someone, path: string, change: JsonObject = {}) =>
      by.posts(path, { ...asked, ...change });
    const { ledger } = work.running.parts;
    const size = async () => (await ledger.head()).size;
    const before = await size();
    const tried = insisted(200, await hands(leaving, '/api/me/handover'));
    const both = [`DelegationGranted person/${leaving.id}`, `DelegationGranted person/${leaving.id}`];
    expect([tried.body['dryRun'], kindsOf(tried), eventsIn(tried)[0]?.id]).toEqual([true, both, undefined]);
    const mistaken = await hands(leaving, '/api/me/handover?dryRun=false', { to: 'nobody-here' });
    expect([mistaken.status, unmetIn(mistaken)[0]?.requirement]).toEqual([409, 'delegate-serves']);
    expect(await size()).toBe(before);
    const done = insisted(200, await hands(leaving, '/api/me/handover?dryRun=false'));
    expect(kindsOf(done)).toEqual(both);
    expect(await size()).toBe(before + 2);
    // Sent again, since no answer came: nothing is lent twice.
    const again = await hands(leaving, '/api/me/handover?dryRun=false');
    expect([again.status, unmetIn(again)[0]?.requirement]).toEqual([409, 'delegation-new']);
    const recorded = await ledger.eventsOf(`person/${leaving.id}`);
    for (const { disclosures } of recorded.slice(-2))
      expect(disclosures.map(({ value }) => value)).toContain('出国培训');
    const stands = { more: { delegatedBy: leaving.id } };
    insisted(201, await matter.tries(stays, 'StepFindingRecorded', FINDING, stands));
  });

  test('for good ends the roles of the one and gives them to the other, or leaves both as they were', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const leaving = await town.newcomer('leaving', [
      ['proposer', UNITS.lead],
      ['office', UNITS.office],
      ['member', UNITS.office],
    ]);
    const stays = await town.newcomer('stays', [['office', UNITS.office]]);
    const path = `/api/admin/people/${leaving.id}/handover`;
    const asked: JsonObject = { how: 'for-good', to: stays.id, body: BODY, reason: '调离' };
    const by = town.administrator;
    const { ledger } = work.running.parts;
    const size = async () => (await ledger.head()).size;
    const before = await size();
    expect((await leaving.posts(path, asked)).status).toBe(403);
    expect((await by.posts(path, { ...asked, body: 'elsewhere' })).status).toBe(404);
    expect((await leaving.posts('/api/me/handover', asked)).status).toBe(422);
    const seat = await by.posts(path, { ...asked, roles: ['member'] });
    expect([seat.status, seat.body['code']]).toEqual([409, 'nothing-to-hand-over']);
    const letterless = { ...asked, how: 'for-a-time', from: town.today, until: town.today, basis: '口头' };
    const refused = await by.posts(path, letterless);
    expect([refused.status, unmetIn(refused)[0]?.requirement]).toEqual([409, 'delegates-own']);
    // The second event is refused under the head row, after the first was taken: neither stays.
    const nobody = await by.posts(`${path}?dryRun=false`, { ...asked, to: 'nobody-here' });
    expect(nobody.status).toBe(404);
    insisted(200, await by.posts(path, asked));
    expect(await size()).toBe(before);
    const key = { 'idempotency-key': 'handed-over-for-good' };
    const twice = await Promise.all(
      [1, 2].map(() => by.posts(`${path}?dryRun=false`, asked, key).then((reply) => insisted(200, reply))),
    );
    const [done = twice[0] as Reply] = twice;
    expect(kindsOf(done).toSorted()).toEqual(
      [
        `RoleEnded person/${leaving.id}`,
        `RoleEnded person/${leaving.id}`,
        `RoleGranted person/${stays.id}`,
      ].toSorted(),
    );
    expect(await rolesOf(leaving)).toEqual(['member']);
    expect(await rolesOf(stays)).toEqual(['office', 'proposer']);
    const again = await by.posts(`${path}?dryRun=false`, asked);
    expect(again.body['code']).toBe('nothing-to-hand-over');
    // Sent again under its key, since no answer came, it is what was recorded; another handover is not.
    for (const reply of [twice[1], await by.posts(`${path}?dryRun=false`, asked, key)])
      expect(reply?.body['events']).toEqual(done.body['events']);
    expect(await size()).toBe(before + 3);
    const other = await by.posts(`${path}?dryRun=false`, { ...asked, reason: '退休' }, key);
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
  });

  test('for good leaves nobody a shorter term than the predecessor had', async () => {
    const { town } = await AtWork.begins(fresh);
    const leaving = await town.newcomer('leaving', [['office', UNITS.office]]);
    const stays = await town.newcomer('stays', [['archivist', UNITS.office]]);
    const by = town.administrator;
    const short = { role: 'office', unit: UNITS.office, body: BODY, until: town.inDays(10), reason: '代理' };
    insisted(201, await by.posts(`/api/admin/people/${stays.id}/grants`, short));
    const path = `/api/admin/people/${leaving.id}/handover`;
    const asked: JsonObject = { how: 'for-good', to: stays.id, body: BODY, reason: '调离' };
    expect((await by.posts(path, { ...asked, to: leaving.id })).body['code']).toBe('nothing-to-hand-over');
    const done = insisted(200, await by.posts(`${path}?dryRun=false`, asked));
    expect(kindsOf(done)).toEqual([
      `RoleEnded person/${stays.id}`,
      `RoleGranted person/${stays.id}`,
      `RoleEnded person/${leaving.id}`,
    ]);
    const { body } = await stays.get(`/api/me/handover?body=${BODY}`);
    expect(body['roles']).toContainEqual({ role: 'office', unit: UNITS.office, until: null });
  });
});
