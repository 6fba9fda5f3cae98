import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../src/canonical/canonical-json.js';
import { DRAFT_LIMIT, DRAFTS_OF_ONE } from '../src/form-drafts/form-drafts.js';
import type { FactReaders } from '../src/road/facts.js';
import { ReplayDisagrees } from '../src/road/refusals.js';
import { LiveEvents } from '../src/stream/live-events.js';
import { TooManyStreams } from '../src/stream/refusals.js';
import { EventStream } from './event-stream.js';
import { crewOf, PublishedCall, type Crew } from './published-call.js';
import { oneServerForAll, type Person } from './server.js';

/** One township for what stands on people's desks. */
const township = oneServerForAll();

async function signsOut(who: Person): Promise<void> {
  const headers = { authorization: `Bearer ${who.token}` };
  expect((await who.server.sends('DELETE', '/api/sessions/current', { headers })).status).toBe(204);
}

describe('The stream of events', () => {
  let crew: Crew;
  let call: PublishedCall;
  beforeAll(async () => {
    crew = await crewOf(township().administrator, 'streamed-');
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

  it('is not counted where it could not be opened', async () => {
    const closed = await township().server.on.open();
    await closed.close();
    const live = new LiveEvents({ ...township().server.running.parts, database: closed });
    for (let tries = 0; tries < 10; tries += 1)
      await expect(live.open('person', 'session', undefined)).rejects.not.toThrow(TooManyStreams);
  });

  it('tells everybody else while the register of one listener cannot be read', async () => {
    const { parts } = township().server.running;
    const altered = await township().administrator.registers('altered', { role: 'office' });
    const readers: FactReaders = {
      ...parts.readers,
      person: (id, ...rest) => {
        if (id === altered.id) throw new ReplayDisagrees(`person/${id}`, 'altered');
        return parts.readers.person(id, ...rest);
      },
    };
    const live = new LiveEvents({ ...parts, readers }, () => undefined);
    const streams = await Promise.all(
      [altered, crew.office].map(async ({ id }) => {
        const [session] = await parts.database.read.query<{ token_digest: string }>(
          'SELECT token_digest FROM session WHERE person = ?',
          [id],
        );
        return live.open(id, session?.token_digest ?? '', undefined);
      }),
    );
    await comes(5);
    await live.look();
    const told = streams.map((stream) => String(stream.read()).includes('CommentReceived'));
    expect([told, streams.map(({ next }) => next)]).toEqual([
      [false, true],
      Array(2).fill(await township().server.events()),
    ]);
    await live.onModuleDestroy();
  });
});

const HAN = '水';
const content = { title: '横溪镇停车场建设', outline: '两处' };

describe('Form drafts', () => {
  let crew: Crew;
  let clerk: Person;
  beforeAll(async () => {
    crew = await crewOf(township().administrator);
    clerk = crew.proposer;
  });

  const saves = (key: string, body: Json, who = clerk) =>
    who.server.sends('PUT', `/api/me/drafts/${key}`, {
      body,
      headers: { authorization: `Bearer ${who.token}` },
    });
  const removes = (key: string, who = clerk) =>
    who.server.sends('DELETE', `/api/me/drafts${key}`, {
      headers: { authorization: `Bearer ${who.token}` },
    });
  const keysOf = async (who = clerk) =>
    ((await who.get('/api/me/drafts')).body['drafts'] as JsonObject[]).map(({ key }) => key);

  it('are kept as they were left, each under its key, and stand in no ledger', async () => {
    const { server } = township();
    const before = await server.events();
    const saved = await saves('decision.new', { content });
    expect([saved.status, saved.body]).toEqual([
      200,
      {
        key: 'decision.new',
        subject: '',
        size: Buffer.byteLength(JSON.stringify(content)),
        savedAt: server.clock.machine().toISOString(),
        expiresAt: new Date(server.clock.machine().getTime() + 90 * 24 * 3_600_000).toISOString(),
      },
    ]);
    expect((await clerk.get('/api/me/drafts/decision.new')).body['content']).toEqual(content);
    const second = { ...content, title: '改' };
    await saves('decision.new', { content: second, subject: 'decision/0000' });
    const { body } = await clerk.get('/api/me/drafts/decision.new');
    expect([body['content'], body['subject'], await keysOf()]).toEqual([
      second,
      'decision/0000',
      ['decision.new'],
    ]);
    expect((await removes('/decision.new')).status).toBe(204);
    expect((await removes('/decision.new')).status).toBe(204);
    expect((await clerk.get('/api/me/drafts/decision.new')).status).toBe(404);
    expect(await server.events()).toBe(before);
  });

  it('are read by nobody else, an administrator included, nor by a program with a token', async () => {
    await saves('mine', { content });
    for (const other of [crew.office, township().administrator]) {
      expect(await keysOf(other)).toEqual([]);
      const read = await other.get('/api/me/drafts/mine');
      const none = await other.get('/api/me/drafts/never-was');
      expect([read.status, read.body]).toEqual([404, none.body]);
      expect((await removes('', other)).status).toBe(204);
    }
    expect(await keysOf()).toEqual(['mine']);
    expect((await clerk.server.sends('GET', '/api/me/drafts/mine')).status).toBe(401);
  });

  it('are refused when they are no object, too large or too many, and nothing else is lost by it', async () => {
    const misfits: Json[] = [
      [],
      { content: '文' },
      { content: {}, more: 1 },
      { content: {}, subject: '../x' },
    ];
    for (const body of misfits) expect([body, (await saves('bad', body)).status]).toEqual([body, 422]);
    expect((await saves('-bad', { content })).status).toBe(400);
    const large = await saves('large', { content: { text: HAN.repeat(DRAFT_LIMIT / 3) } });
    expect([large.status, large.body['code'], large.body['limit']]).toEqual([
      413,
      'form-draft-too-large',
      DRAFT_LIMIT,
    ]);
    const office = crew.office;
    await saves('n0', { content }, office);
    await township().server.running.parts.database.write(async (tx) => {
      for (let n = 1; n < DRAFTS_OF_ONE; n += 1)
        await tx.query(
          `INSERT INTO form_draft (person, key, subject, content, size, saved_at, expires_at)
           SELECT person, ?, subject, content, size, saved_at, expires_at FROM form_draft WHERE person = ? AND key = 'n0'`,
          [`n${n}`, office.id],
        );
    });
    const many = await saves('one-more', { content }, office);
    expect([many.status, many.body['code']]).toEqual([409, 'too-many-form-drafts']);
    expect((await saves('n7', { content: { changed: true } }, office)).status).toBe(200);
    expect(await keysOf(office)).toHaveLength(DRAFTS_OF_ONE);
    expect((await removes('', office)).status).toBe(204);
    expect(await keysOf(office)).toEqual([]);
  });

  it('about a decision go with the words that an order removes from it', async () => {
    const { office } = crew;
    const colleague = await township().administrator.registers('archivist', { role: 'archivist' });
    const call = await PublishedCall.published(crew, 'ordered-call');
    const about = `decision/${call.decision}`;
    await saves('ordered', { content, subject: about });
    await saves('other', { content, subject: 'decision/another' });
    const { body: history } = await office.get(`/api/decisions/${call.decision}/events`);
    const [first] = history['events'] as JsonObject[];
    const asked = {
      subject: about,
      events: [{ event: String(first?.['id']), fields: ['/payload/outline'] }],
      ground: 'secrecy-order',
      order: '2026-7',
    };
    const proposed = await office.posts('/api/admin/erasures/orders', asked);
    expect([proposed.status, proposed.body['unmet']]).toEqual([201, undefined]);
    const [waiting] = (await colleague.get('/api/admin/erasures')).body['proposals'] as JsonObject[];
    const path = `/api/admin/erasures/${String(waiting?.['id'])}/confirmation`;
    expect((await colleague.posts(path, {})).status).toBe(201);
    expect((await keysOf()).toSorted()).toEqual(['mine', 'other']);
  });

  it('expire ninety days after they were last saved', async () => {
    const { clock } = township().server;
    clock.daysPassByTheMachine(89);
    const again = await clerk.server.signsIn(clerk.username);
    await saves('mine', { content }, again);
    clock.daysPassByTheMachine(2);
    const later = await clerk.server.signsIn(clerk.username);
    expect(await keysOf(later)).toEqual(['mine']);
    expect((await later.get('/api/me/drafts/other')).status).toBe(404);
  });
});
