import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { EventStream } from '../../test/event-stream.js';
import { crewOf, PublishedCall, type Crew } from '../../test/published-call.js';
import { describeOnPostgres } from '../../test/databases.js';
import { oneServerForAll, TestServer, type Person } from '../../test/server.js';

async function signsOut(who: Person): Promise<void> {
  const headers = { authorization: `Bearer ${who.token}` };
  expect((await who.server.sends('DELETE', '/api/sessions/current', { headers })).status).toBe(204);
}

describe('The stream of events', () => {
  const township = oneServerForAll();
  let crew: Crew;
  let call: PublishedCall;
  beforeAll(async () => {
    crew = await crewOf(township().administrator);
    call = await PublishedCall.published(crew, 'streamed-call');
  });
  const comes = (number: number) => call.comments({ text: `意见${number}`, anonymous: true });

  it('tells whoever may see it of each new event, and a stranger of none', async () => {
    const { administrator } = township();
    const other = { id: 'shangzhang', kind: 'body', level: 'township', name: '上张乡人民政府' };
    expect((await administrator.posts('/api/admin/units', other)).status).toBe(201);
    const stranger = await administrator.registers('stranger', { role: 'office', body: other.id });
    const streams = await Promise.all([crew.office, stranger].map((one) => EventStream.opens(one)));
    const [own, foreign] = streams as [EventStream, EventStream];
    expect([own.response.status, own.response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    expect(own.response.headers.get('x-content-type-options')).toBe('nosniff');
    const { data } = await own.hears(({ event }) => event === 'ready');
    expect((await comes(1)).status).toBe(201);
    const heard = await own.hears(({ event }) => event === 'recorded');
    expect(heard).toEqual({
      event: 'recorded',
      id: String(data['next']),
      data: {
        subject: 'consultation/streamed-call',
        version: 0,
        type: 'CommentReceived',
        seq: data['next'],
      },
    });
    // Registering is told to whoever shares a body with that person, and so to one of the two.
    await administrator.registers('newcomer', { role: 'expert', body: other.id });
    await foreign.hears(({ data: told }) => told['type'] === 'RoleGranted');
    expect(foreign.told.filter(({ data: told }) => !String(told['subject']).startsWith('person/'))).toEqual([
      expect.objectContaining({ event: 'ready' }),
    ]);
    expect(own.told.filter(({ data: told }) => String(told['subject']).startsWith('person/'))).toEqual([]);
    for (const one of streams) one.leaves();
  });

  it('goes on after the event that was seen last, and says so where too much was missed', async () => {
    const first = await EventStream.opens(crew.office);
    await comes(2);
    const { id } = await first.hears(({ event }) => event === 'recorded');
    first.leaves();
    await comes(3);
    await comes(4);
    const again = await EventStream.opens(crew.office, id);
    await again.hears(({ id: told }) => told === String(Number(id) + 2));
    expect(again.told.filter(({ event }) => event === 'recorded').map((one) => one.id)).toEqual([
      String(Number(id) + 1),
      String(Number(id) + 2),
    ]);
    again.leaves();
    const ahead = await EventStream.opens(crew.office, '999999');
    const reset = await ahead.hears(({ event }) => event === 'reset');
    expect(reset.data).toEqual({ next: await township().server.events() });
    ahead.leaves();
    const odd = await EventStream.opens(crew.office, 'yesterday');
    expect(odd.response.status).toBe(400);
  });

  it('beats every twenty seconds', async () => {
    const stream = await EventStream.opens(crew.office);
    township().server.clock.machineTimePasses(20_000);
    const beat = await stream.hears(({ event }) => event === 'heartbeat');
    expect(beat.data).toEqual({ at: '2026-03-02T01:00:20.000Z' });
    stream.leaves();
  });

  it('ends within a second of the session that it was opened in, whoever ended that', async () => {
    const victim = await township().administrator.registers('victim', { role: 'member' });
    const elsewhere = await victim.server.signsIn('victim');
    const streams = await Promise.all([victim, elsewhere].map((one) => EventStream.opens(one)));
    const [stream, other] = streams as [EventStream, EventStream];
    await signsOut(victim);
    const began = Date.now();
    await stream.ends();
    expect(Date.now() - began).toBeLessThan(1000);
    expect(stream.told.at(-1)?.event).toBe('signed-out');
    expect(other.ended).toBe(false);
    const path = `/api/admin/people/${victim.id}/sessions/end`;
    expect((await township().administrator.posts(path, { reason: '手机遗失', tokens: false })).status).toBe(
      201,
    );
    await other.ends();
    expect((await EventStream.opens(victim)).response.status).toBe(401);
  });

  it('is open eight times at most for one person, and again when one is closed', async () => {
    const reader = await township().administrator.registers('reader', { role: 'member' });
    const opened = await Promise.all(Array.from({ length: 9 }, () => EventStream.opens(reader)));
    expect(opened.map(({ response }) => response.status).toSorted()).toEqual([
      ...Array<number>(8).fill(200),
      429,
    ]);
    for (const one of opened) one.leaves();
    for (const one of opened) await one.ends();
    // The server sees a moment later that they left.
    let again = await EventStream.opens(reader);
    for (let tries = 0; again.response.status === 429 && tries < 50; tries += 1) {
      await pause(50);
      again = await EventStream.opens(reader);
    }
    expect(again.response.status).toBe(200);
    await again.hears(({ event }) => event === 'ready');
  });
});

describeOnPostgres('The stream of events of two servers on one database', (fresh) => {
  it('tells what either of them records, and ends with a session that the other ended', async () => {
    const on = await fresh();
    const { server, administrator } = await TestServer.setUp(on);
    const other = await TestServer.starts(on, server.clock);
    const clerk = await administrator.registers('clerk', { role: 'office' });
    const here = await EventStream.opens(clerk);
    const there = await EventStream.opens(clerk, undefined, other.running.address);
    await there.hears(({ event }) => event === 'ready');
    await here.hears(({ event }) => event === 'ready');
    await administrator.registers('colleague', { role: 'proposer' });
    for (const stream of [here, there]) await stream.hears(({ data }) => data['type'] === 'RoleGranted');
    await signsOut(clerk);
    await Promise.all([here.ends(), there.ends()]);
    expect([here, there].map(({ told }) => told.at(-1)?.event)).toEqual(['signed-out', 'signed-out']);
  });
});
