import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeOnAnyDatabase, type TestDatabase } from '../../test/databases.js';
import { subjectIdIn, TestServer, type Answer, type Person } from '../../test/server.js';
import { ORIGIN } from '../../test/installation.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { factReaders } from '../server/fact-readers.js';
import { bagOf } from '../exports/bag.js';
import { belongingTo } from '../exports/belonging.js';
import { writeFolder } from '../exports/written.js';
import type { StoredEvent } from '../ledger/reading.js';
import { verifyInstallation } from '../verification/verify-installation.js';

const WATER = { code: '61030', name: '环境工程' };
const unmetIn = ({ body }: Answer) =>
  (body['unmet'] as JsonObject[] | undefined)?.map(({ requirement }) => requirement);

/** A township with a matter under way, and a pool of eight experts of whom five may serve. */
class Township {
  private constructor(
    readonly server: TestServer,
    readonly administrator: Person,
    readonly office: Person,
    readonly proposer: Person,
    readonly decision: string,
    readonly experts: Readonly<Record<string, string>>,
  ) {}

  static async begins(on: TestDatabase): Promise<Township> {
    const { server, administrator } = await TestServer.setUp(on);
    for (const id of ['academy', 'builders'])
      await expectCreated(
        administrator.posts('/api/admin/units', {
          id,
          kind: 'unit',
          level: 'township',
          body: 'hengxi',
          name: id,
        }),
      );
    const office = await administrator.registers('office', { role: 'office' }, { role: 'head' });
    const proposer = await administrator.registers('proposer', { role: 'proposer', unit: 'builders' });
    const experts: Record<string, string> = {};
    for (const [name, unit] of [
      ['an', 'academy'],
      ['bo', 'academy'],
      ['chen', 'academy'],
      ['deng', 'academy'],
      ['fan', 'academy'],
      ['gao', 'builders'],
      ['he', 'academy'],
      ['jin', 'academy'],
    ] as const)
      experts[name] = await expertOf(administrator, name, unit);
    const decision = await proposed(office, proposer);
    return new Township(server, administrator, office, proposer, decision, experts);
  }

  adds(type: string, payload: JsonObject, who = this.office): Promise<Answer> {
    return who.adds('pools/hengxi', type, payload);
  }

  lists(name: string, fields: JsonObject[] = [WATER], unit = 'academy'): Promise<Answer> {
    return this.adds('ExpertListed', { expert: this.id(name), unit, fields });
  }

  draws(asked: JsonObject, who = this.proposer, key?: string): Promise<Answer> {
    const whole = { decision: this.decision, field: '610', count: 2, ...asked };
    return who.posts('/api/pools/hengxi/draws', whole, key === undefined ? {} : { 'idempotency-key': key });
  }

  id = (name: string): string => this.experts[name] ?? '';
  nameOf = (id: unknown): string =>
    Object.keys(this.experts).find((name) => this.experts[name] === id) ?? '?';
  names = (people: unknown): string[] =>
    (people as JsonObject[]).map(({ expert }) => this.nameOf(expert)).toSorted();
}

async function expectCreated(answer: Promise<Answer>): Promise<Answer> {
  const got = await answer;
  expect([got.status, got.body['detail']]).toEqual([201, undefined]);
  return got;
}

async function expertOf(administrator: Person, username: string, unit: string): Promise<string> {
  const asked = { username, password: 'correct horse battery', name: `姓名${username}`, post: '教授' };
  const id = subjectIdIn(await expectCreated(administrator.posts('/api/admin/people', asked)));
  const grant = { role: 'expert', unit, body: 'hengxi', reason: '聘为专家' };
  await expectCreated(administrator.posts(`/api/admin/people/${id}/grants`, grant));
  return id;
}

async function proposed(office: Person, proposer: Person): Promise<string> {
  const payload = {
    title: '横溪镇污水处理规划',
    body: 'hengxi',
    proposedBy: 'department',
    problem: '污水直排',
    necessity: '必要',
    feasibility: '可行',
    reasonsAndBasis: '条例要求',
    outline: '分三步实施',
    holdsStateSecret: false,
  };
  const id = subjectIdIn(await expectCreated(proposer.posts('/api/decisions', { payload })));
  const acts: readonly (readonly [string, JsonObject])[] = [
    ['MatterScreened', { result: 'major', kind: 'planning', reason: '涉及面广' }],
    ['ProposalStudied', { necessity: '必要', feasibility: '可行' }],
    ['ProcedureStarted', { leadUnit: 'builders', units: ['builders'] }],
  ];
  for (const [version, [type, act]] of acts.entries())
    await expectCreated(office.adds(`decisions/${id}`, type, act, version));
  return id;
}

const opens = (who: Person) => who.posts('/api/pools', { payload: { body: 'hengxi' } });

const sha256 = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** What an outsider does with nothing but what stands in two leaves and the root in the checkpoint's third line. */
function outsiderDraws(announced: JsonObject, rootInBase64: string): string[] {
  const seed = sha256(Buffer.from(rootInBase64, 'base64'), String(announced['draw']));
  return (announced['candidates'] as { expert: string; lastDrawn: number }[])
    .map(({ expert, lastDrawn }) => ({
      expert,
      turn: announced['method'] === 'rotation' ? lastDrawn : 0,
      lot: sha256(seed, expert).toString('hex'),
    }))
    .sort((a, b) => a.turn - b.turn || (a.lot < b.lot ? -1 : 1))
    .map(({ expert }) => expert);
}

/** Runs the lines that docs/experts.md prints, on the exported bag of a decision; nothing where there is no Python. */
async function printedLinesAgree({ on, running, clock }: TestServer, decision: string, draw: string) {
  const [, lines = ''] = /```python\n([^]+?)```/.exec(await readFile('docs/experts.md', 'utf8')) ?? [];
  const bag = join(on.directory, 'drawn');
  const { database, workflows } = running.parts;
  const exported = { rows: database.read, documents: join(on.directory, 'documents'), released: workflows };
  await writeFolder(await bagOf(exported, { decision, at: clock.machine() }), bag);
  const { error, stdout, stderr } = spawnSync('python3', ['-c', lines, bag], { encoding: 'utf8' });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return;
  expect([stdout.split(' [')[0], stderr]).toEqual([`${draw} agrees`, '']);
}

describeOnAnyDatabase('A pool of experts', (fresh) => {
  it('takes in a list of experts whole, or nothing of it', async () => {
    const { server, administrator, office, proposer, id } = await Township.begins(await fresh());
    await expectCreated(opens(office));
    const sends = async (who: Person, list: string, dryRun = false) => {
      const url = `${server.running.address}/api/pools/hengxi/experts/import?dryRun=${dryRun}`;
      const headers = { authorization: `Bearer ${who.token}`, 'content-type': 'application/octet-stream' };
      const answer = await fetch(url, { method: 'POST', headers, body: list });
      const body = (await answer.json()) as JsonObject;
      const rows = (body['rows'] as JsonObject[] | undefined) ?? [];
      const wrong = rows.flatMap(({ row, errors }) =>
        (errors as JsonObject[]).map(({ column }) => `${String(row)} ${String(column)}`),
      );
      return [answer.status, body['code'] ?? rows.map(({ does }) => does), wrong];
    };
    const list = '姓名,单位,专业\n姓名an,,61030 环境工程；790 旅游规划\n姓名bo,builders,610 环境科学';
    const before = await server.events();
    expect(await sends(office, list, true)).toEqual([200, ['enters', 'enters'], []]);
    const faulty = `${list}\n姓名an,,1 重复\n无此人,,1 无\n姓名chen,nowhere,环境`;
    expect(await sends(office, faulty)).toEqual([
      422,
      'import-refused',
      ['4 姓名', '5 姓名', '6 单位', '6 专业'],
    ]);
    expect((await sends(proposer, list)).slice(0, 2)).toEqual([403, 'not-permitted']);
    expect(await server.events()).toBe(before);

    expect(await sends(office, list)).toEqual([200, ['enters', 'enters'], []]);
    expect(await server.events()).toBe(before + 2);
    expect(await sends(office, list)).toEqual([200, ['nothing', 'nothing'], []]);
    const { body } = await proposer.get('/api/pools/hengxi');
    expect(body['experts']).toMatchObject(
      [
        { expert: id('an'), unit: 'academy', fields: [WATER, { code: '790', name: '旅游规划' }] },
        { expert: id('bo'), unit: 'builders', fields: [{ code: '610', name: '环境科学' }] },
      ].toSorted((a, b) => (a.expert < b.expert ? -1 : 1)),
    );
    expect(await sends(office, '姓名,专业\n姓名bo,61030 环境工程')).toEqual([200, ['changes'], []]);

    // Barred since: the road refuses that one, and so all.
    await expectCreated(
      administrator.adds(
        `admin/people/${id('deng')}`,
        'StandingChanged',
        { standing: 'barred', body: 'hengxi', reason: '失信' },
        1,
      ),
    );
    const barred = '姓名,专业\n姓名chen,1 水\n姓名deng,1 水';
    expect((await sends(office, barred)).slice(0, 2)).toEqual([409, 'requirement-unmet']);
    expect(((await proposer.get('/api/pools/hengxi')).body['experts'] as JsonObject[]).length).toBe(2);
  });

  it('draws by lot whom nobody chose, and whoever doubts it draws again', async () => {
    const town = await Township.begins(await fresh());
    const { server, administrator, office, proposer } = town;
    expect((await office.get('/api/pools/hengxi')).status).toBe(404);
    expect((await town.lists('an')).status).toBe(404);
    expect((await opens(proposer)).status).toBe(403);
    await expectCreated(opens(office));
    expect((await opens(office)).body['code']).toBe('version-conflict');

    // Who is in it.
    for (const name of ['an', 'bo', 'chen', 'deng', 'fan', 'he']) await expectCreated(town.lists(name));
    await expectCreated(town.lists('gao', [{ code: '610', name: '环境科学技术' }], 'builders'));
    await expectCreated(town.lists('jin', [{ code: '820', name: '法学' }]));
    expect(unmetIn(await town.lists('an'))).toEqual(['not-in-the-pool']);
    expect(
      (await town.adds('ExpertChanged', { expert: town.id('an'), unit: 'nowhere', fields: [WATER] })).body,
    ).toMatchObject({
      code: 'unit-unknown',
    });
    expect(
      unmetIn(await town.adds('ExpertListed', { expert: office.id, unit: 'academy', fields: [WATER] })),
    ).toEqual(['expert-may-be-listed']);
    await expectCreated(town.adds('ExpertDelisted', { expert: town.id('he'), reason: '本人申请' }));
    expect(unmetIn(await town.adds('ExpertDelisted', { expert: town.id('he'), reason: '重复' }))).toEqual([
      'in-the-pool',
    ]);
    await expectCreated(
      administrator.adds(
        `admin/people/${town.id('bo')}`,
        'StandingChanged',
        {
          standing: 'barred',
          body: 'hengxi',
          reason: '泄密',
          until: '2999-12-31',
        },
        1,
      ),
    );
    expect((await proposer.get('/api/pools/hengxi')).body).toMatchObject({
      id: 'hengxi',
      held: 0,
      experts: expect.arrayContaining([
        expect.objectContaining({
          expert: town.id('bo'),
          name: '姓名bo',
          standing: 'barred',
          barredUntil: '2999-12-31',
          left: null,
        }),
        expect.objectContaining({ expert: town.id('he'), left: expect.stringMatching(/^\d{4}-/) as unknown }),
      ]) as unknown,
    });

    // What keeps a draw from being one.
    const before = await server.events();
    expect(unmetIn(await town.draws({ count: 9 }))).toEqual(['enough-candidates']);
    const nothing = await town.draws({ decision: 'nothing' });
    expect(unmetIn(nothing)).toContain('matter-of-this-body');
    expect((await town.draws({}, administrator)).status).toBe(403);
    expect((await town.adds('DrawAnnounced', {}, proposer)).status).toBe(422);
    expect(await server.events()).toBe(before);

    // The draw.
    const asked = { interests: [{ expert: town.id('fan'), grounds: '其配偶持有承建单位股份' }] };
    const drawn = await town.draws(asked, proposer, 'draw-for-waste-water');
    expect([drawn.status, drawn.body['detail']]).toEqual([201, undefined]);
    const { draw, held, excluded, candidates: considered } = drawn.body as JsonObject & { held: JsonObject };
    expect(drawn.headers.get('location')).toBe(`/api/pools/hengxi/draws/${String(draw)}`);
    expect(town.names(considered)).toEqual(['an', 'chen', 'deng']);
    expect(
      (excluded as JsonObject[])
        .map(({ expert, reason, grounds }) => [town.nameOf(expert), reason, grounds])
        .toSorted(),
    ).toEqual([
      ['bo', 'barred', undefined],
      ['fan', 'interest-known', '其配偶持有承建单位股份'],
      ['gao', 'same-unit', undefined],
    ]);
    expect(drawn.body).toMatchObject({ notOfTheField: 1, status: 'held', held: { agrees: true } });
    expect((held['drawn'] as []).length + (held['reserves'] as []).length).toBe(3);

    // An outsider, from two leaves and a note.
    const events = await server.running.parts.ledger.eventsOf('pool/hengxi');
    const [announcement, holding] = events.slice(-2);
    const note = String(held['checkpoint']).split('\n');
    expect(Number(note[1])).toBeGreaterThan(announcement?.seq ?? Number.MAX_SAFE_INTEGER);
    expect(Number(note[1])).toBeLessThanOrEqual(holding?.seq ?? 0);
    expect(outsiderDraws(announcement?.leaf.data.payload ?? {}, note[2] ?? '')).toEqual(
      holding?.leaf.data.payload['order'],
    );
    expect(String(announcement?.bytes)).not.toContain('配偶');

    // What an invitation is told of it, where the rules ask whether the expert was drawn.
    const { database: db, road } = server.running.parts;
    const standpoint = await road.states.read(db.read, 'pool/hengxi');
    const cameOut = (expert: string | undefined, decision = town.decision) =>
      factReaders.draw(db.read, 'pool/hengxi', standpoint, {
        decision: `decision/${decision}`,
        expert: expert ?? '',
      });
    const lots = holding?.leaf.data.payload['order'] as string[];
    expect(await cameOut(lots[2])).toEqual({
      draw,
      position: standpoint.version,
      count: 2,
      before: lots.slice(0, 2),
    });
    expect(await cameOut(town.id('bo'))).toBeUndefined();
    expect(await cameOut(lots[0], 'another')).toBeUndefined();

    // Sent again it is the same draw; another one takes grounds, and looks further down the turns.
    const sizeThen = await server.events();
    expect((await town.draws(asked, proposer, 'draw-for-waste-water')).body).toEqual(drawn.body);
    expect(await server.events()).toBe(sizeThen);
    expect(unmetIn(await town.draws({}))).toEqual(['no-second-draw']);
    const again = await town.draws({ method: 'rotation', count: 1, again: '两名专家均不能到会' });
    expect(again.body).toMatchObject({ method: 'rotation', again: '两名专家均不能到会' });
    const turns = again.body['candidates'] as { expert: string; lastDrawn: number }[];
    const least = Math.min(...turns.map(({ lastDrawn }) => lastDrawn));
    const [first] = (again.body['held'] as JsonObject)['drawn'] as { expert: string }[];
    expect(turns.find(({ expert }) => expert === first?.expert)?.lastDrawn).toBe(least);
    expect(turns.map(({ lastDrawn }) => lastDrawn).toSorted()).toEqual([0, 0, 1, 1]);
    expect(
      (await office.get(`/api/pools/hengxi/draws?decision=${town.decision}`)).body['draws'],
    ).toHaveLength(2);
    expect((await proposer.posts(`/api/pools/hengxi/draws/${String(draw)}/holding`, {})).body).toMatchObject({
      code: 'requirement-unmet',
      unmet: expect.arrayContaining([expect.objectContaining({ requirement: 'draw-under-way' })]) as unknown,
    });
    expect((await office.get('/api/pools/hengxi/draws/none')).status).toBe(404);
    expect((await office.get('/api/pools/hengxi/events?limit=3')).body['events']).toHaveLength(3);

    await server.running.parts.ledger.checkpoint();
    await printedLinesAgree(server, town.decision, String(announcement?.leaf.data.payload['draw']));

    // A decision's file holds its draws, and the checkpoint that they rest on.
    const belonging = await belongingTo(
      server.running.parts.database.read,
      `decision/${town.decision}`,
      1000,
      undefined,
    );
    expect(belonging?.seqs).toEqual(expect.arrayContaining([announcement?.seq, holding?.seq]));
    expect(belonging?.subjects).not.toContain('pool/hengxi');

    // Whoever runs the machine waits for a checkpoint that suits: everything is in order but which one it is.
    const { ledger, database, signer, workflows } = server.running.parts;
    const verdict = async () => {
      await ledger.checkpoint();
      return verifyInstallation(database.read, { origin: ORIGIN, vkeys: [signer.vkey] }, workflows);
    };
    expect((await verdict()).verdict).toBe('verified');
    server.damaged = true;
    const forges = ({ leaf, disclosures }: StoredEvent, payload: JsonObject, facts: JsonObject) =>
      ledger.append({
        subject: 'pool/hengxi',
        decide: () => ({ ...leaf, ...leaf.data, payload, facts, disclosures }),
      });
    const second = (await ledger.eventsOf('pool/hengxi')).at(-2);
    if (!second || !holding) throw new Error('no draw');
    const { experts: listed } = (await office.get('/api/pools/hengxi')).body as { experts: JsonObject[] };
    const candidates = turns.map(({ expert }) => {
      const { lastDrawn } = listed.find((one) => one['expert'] === expert) ?? {};
      return { expert, lastDrawn: Number(lastDrawn) };
    });
    const announcedAgain = { ...second.leaf.data.payload, draw: 'another', candidates };
    await forges(second, announcedAgain, second.leaf.data.facts);
    await ledger.checkpoint();
    await expectCreated(
      town.adds('ExpertChanged', { expert: town.id('an'), unit: 'academy', fields: [WATER] }),
    );
    const later = (await ledger.checkpoint())?.split('\n') ?? [];
    const root = Buffer.from(later[2] ?? '', 'base64').toString('hex');
    const size = Number(later[1]);
    const order = outsiderDraws(announcedAgain, later[2] ?? '');
    const seed = sha256(Buffer.from(root, 'hex'), 'another').toString('hex');
    const drawnOn = { announced: size - 2, size, root };
    await forges(
      holding,
      { draw: 'another', size, root, seed, order },
      { ...holding.leaf.data.facts, drawnOn },
    );
    const { verdict: is, finding } = await verdict();
    expect([is, JSON.stringify(finding)]).toEqual(['tampered', expect.stringContaining("'drawnOn'")]);
  });
});
