import { describe, expect, it } from 'vitest';
import { describeOnAnyDatabase, type TestDatabase } from '../../test/databases.js';
import { AtWork } from '../../test/road/at-work.js';
import { Matter, proposal } from '../../test/road/matter.js';
import { matterAt } from '../../test/road/stages.js';
import { BODY, type Town } from '../../test/road/town.js';
import { insisted, unmetIn as unmetOf, type Reply } from '../../test/road/wire.js';
import { subjectIdIn, TestServer, type Person } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { catalogueId } from './answers.js';

const item = (number: number, name: string, change: JsonObject = {}): JsonObject => ({
  number,
  name,
  unit: 'hengxi-culture',
  plannedBy: '2026-10-31',
  kind: 'planning',
  ...change,
});
const items = [item(1, '旅游发展规划'), item(2, '集镇停车场建设', { kind: 'public-construction' })];
const draft = { body: 'hengxi', year: 2026, items };
const unmetIn = ({ body }: { body: JsonObject }) =>
  (body['unmet'] as JsonObject[] | undefined)?.map(({ requirement }) => requirement);

async function begin(on: TestDatabase) {
  const { server, administrator } = await TestServer.setUp(on);
  const unit = { id: 'hengxi-culture', kind: 'unit', level: 'township', body: 'hengxi', name: '文化站' };
  expect((await administrator.posts('/api/admin/units', unit)).status).toBe(201);
  const clerk = await administrator.registers('clerk', { role: 'office' });
  const party = await administrator.registers('party', { role: 'party-office' });
  return { server, administrator, clerk, party };
}

async function paperOf(person: Person, words: string): Promise<JsonObject> {
  const sha256 = await person.uploads(words);
  return { kind: 'consent', name: '党委会议纪要', mediaType: 'text/plain', size: 12, sha256 };
}

async function published(clerk: Person, party: Person): Promise<string> {
  const path = `catalogues/${subjectIdIn(await clerk.posts('/api/catalogues', { payload: draft }))}`;
  const document = await paperOf(party, '同意目录');
  expect((await party.adds(path, 'CatalogueConsented', { document }, 0)).status).toBe(201);
  expect((await clerk.adds(path, 'CataloguePublished', { channels: ['website'] }, 1)).status).toBe(201);
  return path;
}

describeOnAnyDatabase('Yearly catalogues', (fresh) => {
  it('go from the draft through the consent to the public', async () => {
    const { server, clerk, party } = await begin(await fresh());
    const drafted = await clerk.posts('/api/catalogues', { payload: draft });
    expect([drafted.status, drafted.headers.get('etag')]).toEqual([201, '"0"']);
    expect(drafted.headers.get('location')).toBe('/api/catalogues/hengxi-2026');
    const path = 'catalogues/hengxi-2026';
    const seen = () => server.sends('GET', '/api/public/catalogues');
    const early = await clerk.adds(path, 'CataloguePublished', { channels: ['website'] }, 0);
    expect([early.status, unmetIn(early)]).toEqual([409, ['consent-before-publication']]);
    expect((await seen()).body).toEqual({ catalogues: [] });
    await party.adds(path, 'CatalogueConsented', { document: await paperOf(party, '同意目录') }, 0);
    expect((await seen()).body).toEqual({ catalogues: [] });
    await clerk.adds(path, 'CataloguePublished', { channels: ['website'] }, 1);
    const { body, headers } = await party.get(`/api/${path}`);
    expect(headers.get('etag')).toBe('"2"');
    expect(body).toMatchObject({
      id: 'hengxi-2026',
      version: 2,
      state: { status: 'published', publishedOn: '2026-03-02' },
      items,
    });
    const { body: history } = await clerk.get(`/api/${path}/events`);
    expect((history['events'] as JsonObject[]).map(({ type }) => type)).toEqual([
      'CatalogueDrafted',
      'CatalogueConsented',
      'CataloguePublished',
    ]);
    expect((await seen()).body['catalogues']).toEqual([
      {
        id: 'hengxi-2026',
        body: 'hengxi',
        bodyName: '横溪镇人民政府',
        year: 2026,
        publishedOn: '2026-03-02',
        items: items.map((one) => ({ ...one, unitName: '文化站' })),
        adjustments: [],
      },
    ]);
  });

  it('show the public what was adjusted since', async () => {
    const { server, clerk, party } = await begin(await fresh());
    const path = await published(clerk, party);
    const adjustment = {
      added: [item(3, '垃圾分类办法')],
      changed: [item(1, '旅游发展规划（修编）', { plannedBy: '2026-12-31' })],
      removed: [2],
      reason: '停车场建设资金未落实',
    };
    const refused = await clerk.adds(path, 'CatalogueAdjusted', adjustment, 2);
    expect([refused.status, unmetIn(refused)]).toEqual([409, ['adjustment-consented']]);
    const consent = await paperOf(party, '同意调整');
    expect((await clerk.adds(path, 'CatalogueAdjusted', { ...adjustment, consent }, 2)).status).toBe(201);
    const { body } = await server.sends('GET', '/api/public/catalogues?body=hengxi&year=2026');
    expect(body['catalogues']).toMatchObject([
      {
        items: [
          { number: 1, name: '旅游发展规划（修编）', plannedBy: '2026-12-31' },
          { number: 3, name: '垃圾分类办法' },
        ],
        adjustments: [
          { on: '2026-03-02', added: [3], changed: [1], removed: [{ number: 2, name: '集镇停车场建设' }] },
        ],
      },
    ]);
    expect((await server.sends('GET', '/api/public/catalogues?year=2025')).body['catalogues']).toEqual([]);
    const again = { added: [item(2, '另一事项')], reason: '补列', consent };
    const reused = await clerk.adds(path, 'CatalogueAdjusted', again, 3);
    expect([reused.status, unmetIn(reused)]).toEqual([409, ['item-numbers-never-reused']]);
  });

  it('show the public nothing of what changed before they were published', async () => {
    const { server, clerk, party } = await begin(await fresh());
    await clerk.posts('/api/catalogues', { payload: draft });
    const path = 'catalogues/hengxi-2026';
    await clerk.adds(path, 'CatalogueAdjusted', { removed: [2], reason: '暂不列入' }, 0);
    await party.adds(path, 'CatalogueConsented', { document: await paperOf(party, '同意目录') }, 1);
    await clerk.adds(path, 'CataloguePublished', { channels: ['gazette'] }, 2);
    const { body } = await server.sends('GET', '/api/public/catalogues');
    expect(body['catalogues']).toMatchObject([{ items: [{ number: 1 }], adjustments: [] }]);
  });

  it('lose a paper and the name of an item under an order, by two people', async () => {
    const { server, administrator, clerk, party } = await begin(await fresh());
    const path = await published(clerk, party);
    const { body } = await clerk.get(`/api/${path}/events`);
    const [drafted, consented] = body['events'] as [
      { id: string },
      { payload: { document: { sha256: string } } },
    ];
    const { sha256 } = consented.payload.document;
    const proposed = await administrator.posts('/api/admin/erasures/orders', {
      subject: 'catalogue/hengxi-2026',
      ground: 'secrecy-order',
      order: '横密〔2026〕4号',
      documents: [sha256],
      events: [{ event: drafted.id, fields: ['/payload/items/1/name'] }],
    });
    expect([proposed.status, unmetIn(proposed)]).toEqual([201, undefined]);
    const { proposals } = proposed.body['state'] as { proposals: JsonObject };
    const [id = ''] = Object.keys(proposals);
    expect((await clerk.posts(`/api/admin/erasures/${id}/confirmation`, {})).status).toBe(201);
    expect((await clerk.get(`/api/documents/${sha256}`)).body['code']).toBe('document-removed');
    const { body: shown } = await server.sends('GET', '/api/public/catalogues');
    const [{ items: left }] = shown['catalogues'] as [{ items: JsonObject[] }];
    expect(left.map(({ name }) => name)).toEqual(['旅游发展规划', '']);
    expect((await clerk.get(`/api/${path}`)).body['items']).toMatchObject([
      { name: '旅游发展规划' },
      { name: '' },
    ]);
  });

  it('are one for each body and year, on the version that was read', async () => {
    const { server, clerk, party } = await begin(await fresh());
    await clerk.posts('/api/catalogues', { payload: draft });
    const events = await server.events();
    expect((await clerk.posts('/api/catalogues', { payload: draft })).status).toBe(412);
    for (const payload of [
      {},
      { ...draft, year: '2026' },
      { ...draft, body: 'a b' },
      { ...draft, items: [] },
    ])
      expect((await clerk.posts('/api/catalogues', { payload })).status).toBe(422);
    const document = await paperOf(party, '同意目录');
    const path = 'catalogues/hengxi-2026';
    expect((await party.adds(path, 'CatalogueConsented', { document })).status).toBe(428);
    expect((await party.adds(path, 'CatalogueConsented', { document }, 7)).status).toBe(412);
    expect((await party.adds(path, 'CatalogueConsented', { document: 'yes' }, 0)).status).toBe(422);
    expect(await server.events()).toBe(events);
    expect((await clerk.posts('/api/catalogues', { payload: { ...draft, year: 2027 } })).status).toBe(201);
  });

  it('are listed for people of the body, the latest year first, a page at a time', async () => {
    const { administrator, server, clerk } = await begin(await fresh());
    for (const year of [2025, 2027, 2026])
      await clerk.posts('/api/catalogues', { payload: { ...draft, year } });
    const first = await clerk.get('/api/catalogues?limit=2&status=drafted');
    expect(first.body['catalogues']).toMatchObject([
      { year: 2027 },
      { year: 2026, bodyName: '横溪镇人民政府' },
    ]);
    const next = await clerk.get(`/api/catalogues?limit=2&cursor=${String(first.body['nextCursor'])}`);
    expect(next.body['catalogues']).toMatchObject([{ year: 2025, status: 'drafted', version: 0 }]);
    expect(next.body['nextCursor']).toBeUndefined();
    expect((await clerk.get('/api/catalogues?status=published')).body['catalogues']).toEqual([]);
    const outsider = await administrator.registers('outsider');
    expect((await outsider.get('/api/catalogues')).body['catalogues']).toEqual([]);
    for (const path of ['/api/catalogues/hengxi-2026', '/api/catalogues/hengxi-2026/events'])
      expect((await outsider.get(path)).status).toBe(404);
    expect((await clerk.get('/api/catalogues/hengxi-1999')).status).toBe(404);
    expect((await server.sends('GET', '/api/catalogues')).status).toBe(401);
  });
});

const idsIn = (reply: Reply) => unmetOf(reply).map(({ requirement }) => requirement);

/** From the draft to the public. */
async function publishes(town: Town, year: number): Promise<void> {
  const [clerk, party] = [await town.person('clerk'), await town.person('party')];
  const adds = async (who: typeof clerk, type: string, payload: JsonObject, version: number) =>
    insisted(
      201,
      await who.posts(
        `/api/catalogues/${BODY}-${year}/events`,
        { type, payload },
        { 'if-match': `"${version}"` },
      ),
    );
  insisted(201, await clerk.posts('/api/catalogues', { payload: { ...draft, year } }));
  await adds(party, 'CatalogueConsented', { document: await town.paper('party-answer') }, 0);
  await adds(clerk, 'CataloguePublished', { channels: ['website'] }, 1);
}

/** What the ledger says of other subjects is asked again when it is verified, after every test. */
describeOnAnyDatabase('A decision', (fresh) => {
  const start = { leadUnit: 'hengxi-social-affairs', units: ['hengxi-social-affairs'] };

  it('waits, where the place says so, for the published catalogue of its year', async () => {
    const { town } = await AtWork.begins(fresh);
    const rules = {
      type: 'JurisdictionChanged',
      payload: { ruleSet: 'heilongjiang-4', reason: '适用省的规定' },
    };
    const path = `/api/admin/units/${BODY}/events`;
    insisted(201, await town.administrator.posts(path, rules, { 'if-match': '"0"' }));
    const matter = await matterAt(town, 'studied');
    expect(idsIn(await matter.tries('head', 'ProcedureStarted', start))).toEqual(['catalogue-published']);
    await publishes(town, 2025);
    const refused = await matter.tries('head', 'ProcedureStarted', start);
    expect(idsIn(refused)).toEqual(['catalogue-published']);
    expect(unmetOf(refused)[0]?.rules).toEqual(['HLJ4-003']);
    await publishes(town, 2026);
    await matter.does('head', 'ProcedureStarted', start);
  });

  it('names an item that stands in the catalogue of its year', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await Matter.proposed(town);
    const listed = { result: 'major', kind: 'other-major', reason: '列入年度目录', catalogueItem: 2 };
    expect(idsIn(await matter.tries('clerk', 'MatterScreened', listed))).toEqual(['catalogue-item-exists']);
    await publishes(town, 2026);
    expect(idsIn(await matter.tries('clerk', 'MatterScreened', { ...listed, catalogueItem: 9 }))).toEqual([
      'catalogue-item-exists',
    ]);
    await matter.does('clerk', 'MatterScreened', listed);
  });

  it('is merged into another that is still running', async () => {
    const { town } = await AtWork.begins(fresh);
    const other = await Matter.proposed(town, '另一事项');
    const matter = await matterAt(town, 'started');
    const merges = (into: string) => matter.tries('clerk', 'DecisionsMerged', { into, reason: '事项相同' });
    for (const into of ['nobody-knows', matter.id])
      expect(idsIn(await merges(into))).toEqual(['merged-into-running-matter']);
    await other.does('proposer', 'ProposalWithdrawn', { reason: '不再提出' });
    expect(idsIn(await merges(other.id))).toEqual(['merged-into-running-matter']);
    const third = await Matter.proposed(town, '第三事项');
    const reply = insisted(201, await merges(third.id));
    expect(reply.body['state']).toMatchObject({ value: 'merged' });
  });

  it('is split into parts that say that they are', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'started');
    const proposer = await town.person('proposer');
    const proposes = async (title: string, arisesFrom?: JsonObject) => {
      const payload = { ...proposal(title), ...(arisesFrom ? { arisesFrom } : {}) };
      return proposer.posts('/api/decisions', { payload });
    };
    const unknown = await proposes('部分', { decision: 'nobody-knows', as: 'part' });
    expect(idsIn(unknown)).toEqual(['origin-exists']);
    const part = async (title: string) =>
      Matter.in(town, insisted(201, await proposes(title, { decision: matter.id, as: 'part' })));
    const [one, two] = [await part('上半部分'), await part('下半部分')];
    const stranger = Matter.in(town, insisted(201, await proposes('另一事项')));
    const splits = (...into: string[]) =>
      matter.tries('clerk', 'DecisionSplit', { into, reason: '分别决策' });
    expect(idsIn(await splits(one.id, stranger.id))).toEqual(['parts-are-proposed']);
    const reply = insisted(201, await splits(one.id, two.id));
    expect(reply.body['state']).toMatchObject({ value: 'split' });
  });
});

describe('The name of a catalogue', () => {
  it('is that of a body, of any length that bodies have, and a year', () => {
    expect(catalogueId.safeParse(`${'a'.repeat(64)}-2026`).success).toBe(true);
    for (const name of ['hengxi', 'hengxi-26', 'Hengxi-2026', 'a b-2026'])
      expect(catalogueId.safeParse(name).success).toBe(false);
  });
});
