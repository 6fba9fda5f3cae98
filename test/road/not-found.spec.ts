import { expect, test } from 'vitest';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import type { How } from './matter.js';
import { publishedEvents, samplePayload, worldOf } from './sample-payloads.js';
import { convenes, matterAt } from './stages.js';
import { PARTS } from './town.js';
import type { Reply, Someone } from './wire.js';

const NOTHING = '01990000-0000-7000-8000-000000000000';
/** All that somebody could tell one answer from another by. */
const told = ({ status, text, headers }: Reply) => [
  status,
  text,
  headers.get('etag'),
  headers.get('content-type'),
];

describeOnAnyDatabase("Another body's decision, and one that is not there", (fresh) => {
  test('are the same to whoever reads', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'screened');
    const meeting = await convenes(town);
    await town.foundsBody('shangzhang');
    const stranger = await town.newcomer('stranger', [['office', 'shangzhang']], 'shangzhang');
    const paths = [
      '',
      '/events',
      '/path',
      '/replay',
      '/replay?version=0',
      '/obstacles?event=DraftSubmitted',
      '/obstacles?event=X',
    ];
    for (const path of paths) {
      const there = await stranger.get(`${matter.path}${path}`);
      expect([there.status, there.body['code']]).toEqual([404, 'not-found']);
      expect(told(there)).toEqual(told(await stranger.get(`/api/decisions/${NOTHING}${path}`)));
    }
    for (const path of ['', '/events']) {
      const there = await stranger.get(`/api/meetings/${meeting}${path}`);
      expect(told(there)).toEqual(told(await stranger.get(`/api/meetings/${NOTHING}${path}`)));
    }
    const listed = await stranger.get('/api/decisions');
    expect(listed.body['decisions']).toEqual([]);
  });

  test('are the same to whoever tries any act, in whatever way', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'underReview');
    await town.foundsBody('shangzhang');
    const roles = [
      'proposer',
      'office',
      'head',
      'legality-reviewer',
      'expert',
      'secretary',
      'auditor',
    ] as const;
    const stranger = await town.newcomer(
      'stranger',
      roles.map((role) => [role, 'shangzhang']),
      'shangzhang',
    );
    const world = await worldOf(matter);
    const before = await work.events();
    const events = await publishedEvents(stranger);
    const nothing = Object.assign(Object.create(Object.getPrototypeOf(matter)), matter, { id: NOTHING });
    const ways: How[] = [{ version: null }, { version: 0, key: 'the-same-key' }];
    for (const event of events) {
      const payload = samplePayload(event, world, () => 0);
      for (const how of ways) {
        const there = await matter.tries(stranger, event.type, payload, how);
        expect([403, 404]).toContain(there.status);
        expect([event.type, how, ...told(there)]).toEqual([
          event.type,
          how,
          ...told(await nothing.tries(stranger, event.type, payload, how)),
        ]);
      }
    }
    expect(await work.events()).toBe(before);
  });

  test('anybody who serves the body may read; nobody who serves none', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'screened');
    const readers: Someone[] = await Promise.all(PARTS.slice(0, 6).map((part) => town.person(part)));
    for (const reader of readers) expect((await reader.get(matter.path)).status).toBe(200);
    const nobody = await town.newcomer('nobody', []);
    expect((await nobody.get(matter.path)).status).toBe(404);
    const draft = { reason: '不再需要' };
    expect((await matter.tries(nobody, 'ProposalWithdrawn', draft)).status).toBe(403);
  });
});
