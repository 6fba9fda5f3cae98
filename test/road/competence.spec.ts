import { expect, test } from 'vitest';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { publishedEvents, samplePayload, worldOf } from './sample-payloads.js';
import { goesOn, matterAt, type Stage } from './stages.js';
import { BODY, UNITS } from './town.js';
import type { Reply, Someone } from './wire.js';

const always = (reply: Reply) => [reply.status, reply.body['code'], reply.headers.get('content-type')];
const REFUSED = [403, 'not-competent', 'application/problem+json; charset=utf-8'];

/** Tries every event of the procedure, with a payload that fits, and hands each answer to `each`. */
async function triesEverything(
  matter: Matter,
  someone: Someone,
  each: (reply: Reply, event: { readonly type: string; readonly rules: readonly string[] }) => void,
  more = {},
): Promise<void> {
  const world = await worldOf(matter);
  for (const event of await publishedEvents(someone)) {
    const payload = samplePayload(event, world, () => 0);
    each(await matter.tries(someone, event.type, payload, { more }), event);
  }
}

describeOnAnyDatabase('Whoever is not competent', (fresh) => {
  test('an administrator can do nothing in a decision, in any of its states', async () => {
    const work = await AtWork.begins(fresh);
    const { administrator } = work.town;
    const stages: Stage[] = [
      'proposed',
      'started',
      'drafted',
      'exempted',
      'underReview',
      'tabled',
      'adopted',
    ];
    const matter = await matterAt(work.town, 'proposed');
    await worldOf(matter);
    for (const [i, stage] of stages.entries()) {
      if (i > 0) await goesOn(matter, stages[i - 1] ?? stage, stage);
      const before = await work.events();
      await triesEverything(matter, administrator, (reply, { type, rules }) => {
        expect([type, ...always(reply)]).toEqual([type, ...REFUSED]);
        expect(reply.body).toMatchObject({ event: type, rules, heldRoles: ['administrator'] });
        const cited = reply.body['citations'] as { rule: string; article: string; zh: string; en: string }[];
        expect(cited.map(({ rule }) => rule)).toEqual(rules);
        expect(rules.length).toBeGreaterThan(0);
        for (const { article, zh, en } of cited) expect([article, zh, en].every(Boolean)).toBe(true);
      });
      expect(await work.events()).toBe(before);
      const { body } = await administrator.get(matter.path);
      expect([body['version'], body['actions']]).toEqual([matter.version, []]);
    }
  });

  test('nor by saying that it is for somebody else, or in a role that was never granted', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'underReview');
    const { sha256 } = await work.town.paper('original');
    const certifiedBy = await work.town.idOf('clerk');
    const instrument = {
      digest: sha256 ?? '',
      pages: 1,
      signedOn: work.town.today,
      sealed: true,
      certifiedBy,
    };
    const onBehalf = { onBehalfOf: await work.town.idOf('head'), instrument };
    await worldOf(matter);
    const before = await work.events();
    for (const more of [onBehalf, { as: { role: 'head', unit: UNITS.office } }]) {
      const refused = (reply: Reply) => expect(always(reply)).toEqual(REFUSED);
      await triesEverything(matter, work.town.administrator, refused, more);
    }
    expect(await work.events()).toBe(before);
  });

  test('roles count for the body that they were granted in, and for no other', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'studied');
    await town.foundsBody('shangzhang');
    const visitor = await town.newcomer('visitor', [['auditor', UNITS.office]]);
    const grant = { role: 'head', unit: 'shangzhang', body: 'shangzhang', reason: '任职' };
    const granted = await town.administrator.posts(`/api/admin/people/${visitor.id}/grants`, grant);
    expect(granted.status).toBe(201);
    const start = { leadUnit: UNITS.lead, units: [UNITS.lead] };
    const reply = await matter.tries(visitor, 'ProcedureStarted', start);
    expect(always(reply)).toEqual(REFUSED);
    expect(reply.body['heldRoles']).toEqual(['auditor']);
    await matter.starts();
  });

  test('a role ends when it is ended, from the next act on', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'studied');
    const head = await town.person('head');
    const ended = { role: 'head', unit: UNITS.office, body: BODY, reason: '调任' };
    const path = `/api/admin/people/${head.id}/events`;
    expect((await town.administrator.posts(path, { type: 'RoleEnded', payload: ended })).status).toBe(201);
    const start = { leadUnit: UNITS.lead, units: [UNITS.lead] };
    const reply = await matter.tries(head, 'ProcedureStarted', start);
    expect(always(reply)).toEqual(REFUSED);
    expect((await head.get(matter.path)).status).toBe(404);
  });
});
