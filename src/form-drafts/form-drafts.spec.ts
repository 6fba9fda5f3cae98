import { beforeAll, describe, expect, it } from '@jest/globals';
import { crewOf, PublishedCall, type Crew } from '../../test/published-call.js';
import { oneServerForAll, type Person } from '../../test/server.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { DRAFT_LIMIT, DRAFTS_OF_ONE } from './form-drafts.js';

const HAN = '水';
const content = { title: '横溪镇停车场建设', outline: '两处' };

describe('Form drafts', () => {
  const township = oneServerForAll();
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
        savedAt: '2026-03-02T01:00:00.000Z',
        expiresAt: '2026-05-31T01:00:00.000Z',
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
    for (let n = 0; n < DRAFTS_OF_ONE; n += 1) await saves(`n${n}`, { content }, office);
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
