import { beforeAll, describe, expect, it } from 'vitest';
import { crewOf, PublishedCall } from '../../test/published-call.js';
import { oneServerForAll, type Person } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';

const WORDS = '建议多设残疾人车位';

const fetched = async (person: Person, path: string, accept = '*/*') => {
  const { address } = person.server.running;
  const answer = await fetch(`${address}/api/${path}`, {
    headers: { authorization: `Bearer ${person.token}`, accept },
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    body: Buffer.from(await answer.arrayBuffer()),
  };
};

describe('The views of decisions over HTTP', () => {
  const township = oneServerForAll();
  let begun: { administrator: Person; office: Person; decision: string };
  beforeAll(async () => {
    const { administrator } = township();
    const { proposer, office } = await crewOf(administrator);
    const call = await PublishedCall.published({ proposer, office }, 'parking-2026');
    expect((await call.comments({ text: WORDS, name: '王芳', anonymous: false })).status).toBe(201);
    begun = { administrator, office, decision: call.decision };
  });

  it('are PDFs for whoever may read the decision', async () => {
    const { office, decision } = begun;
    for (const path of [`decisions/${decision}/dossier.pdf`, `decisions/${decision}/certificate`]) {
      const { status, type, body } = await fetched(office, path);
      expect([status, type, body.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    }
  });

  it('tell the certificate as data to whoever asks for JSON', async () => {
    const { office, decision } = begun;
    const { type, body } = await fetched(office, `decisions/${decision}/certificate`, 'application/json');
    expect(type).toContain('application/json');
    const told = JSON.parse(body.toString('utf8')) as JsonObject;
    expect(told).toMatchObject({ id: decision, title: '横溪镇停车场建设', missing: 0 });
    const [draft, explanation] = told['bundle'] as JsonObject[];
    expect(draft).toMatchObject({ id: 'draft', is: 'there', papers: [{ name: '草案.txt' }] });
    expect(explanation).toMatchObject({ id: 'draft-explanation', is: 'not-yet' });
  });

  it('are there for nobody else', async () => {
    const { administrator, decision } = begun;
    const outsider = await administrator.registers('outsider');
    for (const path of ['dossier.pdf', 'certificate']) {
      const missing = await outsider.get(`/api/decisions/${decision}/${path}`);
      expect([missing.status, missing.body['code']]).toEqual([404, 'not-found']);
      expect((await township().server.sends('GET', `/api/decisions/${decision}/${path}`)).status).toBe(401);
    }
    const { body } = await fetched(outsider, 'exports/ocel.json');
    expect(JSON.parse(body.toString('utf8'))).toMatchObject({ events: [], objects: [] });
    expect((await fetched(outsider, 'exports/log.xes')).body.toString()).not.toContain('<trace>');
  });

  it('are event logs of every decision of the body, without a word of the public and without names', async () => {
    const { office, decision } = begun;
    const ocel = await fetched(office, 'exports/ocel.json');
    expect([ocel.status, ocel.type]).toEqual([200, 'application/json']);
    const { events, objects } = JSON.parse(ocel.body.toString('utf8')) as Record<string, JsonObject[]>;
    expect(events?.map(({ type }) => type)).toContain('CommentReceived');
    expect(objects?.map(({ id }) => id)).toContain(`decision/${decision}`);
    const xes = await fetched(office, 'exports/log.xes');
    expect(xes.body.toString()).toContain(`<string key="concept:name" value="${decision}"/>`);
    for (const { body } of [ocel, xes])
      for (const words of [WORDS, '王芳', '姓名office', '集镇停车难'])
        expect(body.toString('utf8')).not.toContain(words);
  });
});
