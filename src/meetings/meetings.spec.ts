import { expect, it } from 'vitest';
import { describeOnAnyDatabase, type TestDatabase } from '../../test/databases.js';
import { subjectIdIn, TestServer } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';

async function begin(on: TestDatabase) {
  const { server, administrator } = await TestServer.setUp(on);
  const secretary = await administrator.registers('secretary', { role: 'secretary' });
  const head = await administrator.registers('head', { role: 'head' });
  const deputy = await administrator.registers('deputy', { role: 'member' });
  const meeting = {
    body: server.body,
    kind: 'township-government-meeting',
    plannedOn: '2026-03-09',
    head: head.id,
    members: [deputy.id],
  };
  return { server, administrator, secretary, head, deputy, meeting };
}
const unmetIn = ({ body }: { body: JsonObject }) =>
  (body['unmet'] as JsonObject[] | undefined)?.map(({ requirement }) => requirement);

describeOnAnyDatabase('Meetings', (fresh) => {
  it('go from the invitation to the end, each act on the version before it', async () => {
    const { secretary, head, deputy, meeting } = await begin(await fresh());
    const convened = await secretary.posts('/api/meetings', { payload: meeting });
    expect([convened.status, convened.headers.get('etag')]).toEqual([201, '"0"']);
    const id = subjectIdIn(convened);
    expect(convened.headers.get('location')).toBe(`/api/meetings/${id}`);
    const path = `meetings/${id}`;
    const opened = await secretary.adds(path, 'MeetingOpened', { openedOn: '2026-03-02' }, 0);
    expect([opened.status, opened.headers.get('etag')]).toEqual([201, '"1"']);
    await secretary.adds(path, 'AttendanceRecorded', { present: [head.id, deputy.id] }, 1);
    await secretary.adds(path, 'MeetingClosed', {}, 2);
    const { body, headers } = await deputy.get(`/api/${path}`);
    expect(headers.get('etag')).toBe('"3"');
    expect(body).toMatchObject({
      id,
      version: 3,
      state: { status: 'closed', openedOn: '2026-03-02', present: [head.id, deputy.id] },
    });
    const { body: history } = await deputy.get(`/api/${path}/events`);
    expect((history['events'] as JsonObject[]).map(({ type }) => type)).toEqual([
      'MeetingConvened',
      'MeetingOpened',
      'AttendanceRecorded',
      'MeetingClosed',
    ]);
  });

  it('refuse an act without its version, or on a stale one, or that the meeting does not take', async () => {
    const { secretary, server, meeting } = await begin(await fresh());
    const id = subjectIdIn(await secretary.posts('/api/meetings', { payload: meeting }));
    const path = `meetings/${id}`;
    const events = await server.events();
    expect((await secretary.adds(path, 'MeetingOpened', { openedOn: '2026-03-02' })).status).toBe(428);
    expect((await secretary.adds(path, 'MeetingOpened', { openedOn: '2026-03-02' }, 7)).status).toBe(412);
    const early = await secretary.adds(path, 'MeetingOpened', { openedOn: '2026-03-01' }, 0);
    expect([early.status, unmetIn(early)]).toEqual([409, ['opened-on-its-own-day']]);
    const closing = await secretary.adds(path, 'MeetingClosed', {}, 0);
    expect([closing.status, closing.body['code']]).toEqual([409, 'not-now']);
    expect((await secretary.adds(path, 'MeetingDissolved', {}, 0)).status).toBe(422);
    expect((await secretary.adds(path, 'MeetingOpened', { openedOn: 'today' }, 0)).status).toBe(422);
    expect(await server.events()).toBe(events);
  });

  it('are convened by secretary or office, with the body’s own head and members', async () => {
    const { secretary, deputy, administrator, meeting } = await begin(await fresh());
    for (const who of [deputy, administrator]) {
      const refused = await who.posts('/api/meetings', { payload: meeting });
      expect([refused.status, refused.body['code']]).toEqual([403, 'not-competent']);
    }
    const swapped = { ...meeting, head: deputy.id, members: [secretary.id, 'nobody'] };
    const refused = await secretary.posts('/api/meetings', { payload: swapped });
    expect([refused.status, unmetIn(refused)]).toEqual([409, ['head-of-the-body', 'members-of-the-body']]);
  });

  it('are convened once, however often the request is sent', async () => {
    const { secretary, server, meeting } = await begin(await fresh());
    const key = { 'idempotency-key': 'this-very-invitation' };
    const first = await secretary.posts('/api/meetings', { payload: meeting }, key);
    const events = await server.events();
    const again = await secretary.posts('/api/meetings', { payload: meeting }, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await server.events()).toBe(events);
  });

  it('are listed for people of the body, the latest planned first, a page at a time', async () => {
    const { secretary, deputy, meeting } = await begin(await fresh());
    const days = ['2026-03-09', '2026-03-23', '2026-03-16'];
    for (const plannedOn of days)
      await secretary.posts('/api/meetings', { payload: { ...meeting, plannedOn } });
    const first = await deputy.get('/api/meetings?limit=2&status=convened');
    expect(first.body['meetings']).toMatchObject([{ plannedOn: '2026-03-23' }, { plannedOn: '2026-03-16' }]);
    const next = await deputy.get(`/api/meetings?limit=2&cursor=${String(first.body['nextCursor'])}`);
    expect(next.body['meetings']).toMatchObject([{ plannedOn: '2026-03-09', status: 'convened' }]);
    expect(next.body['nextCursor']).toBeUndefined();
    expect((await deputy.get('/api/meetings?status=closed')).body['meetings']).toEqual([]);
  });

  it('do not exist for people outside the body', async () => {
    const { administrator, secretary, meeting } = await begin(await fresh());
    const id = subjectIdIn(await secretary.posts('/api/meetings', { payload: meeting }));
    const outsider = await administrator.registers('outsider');
    expect((await outsider.get('/api/meetings')).body['meetings']).toEqual([]);
    for (const path of [`/api/meetings/${id}`, `/api/meetings/${id}/events`, '/api/meetings/unknown'])
      expect((await outsider.get(path)).status).toBe(404);
    expect((await administrator.server.sends('GET', `/api/meetings/${id}`)).status).toBe(401);
  });
});
