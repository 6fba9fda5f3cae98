import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { TIMEKEEPER, Timekeeper } from '../../src/decisions/timekeeper.js';
import { NotCompetent, RequirementUnmet, SubjectNotFound } from '../../src/road/refusals.js';
import { describeOnAnyDatabase, describeOnPostgres, describeOnSqlite } from '../databases.js';
import { TestServer } from '../server.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { goesOn, matterAt } from './stages.js';
import { BODY, PARTS } from './town.js';
import { insisted } from './wire.js';

interface ToldHere {
  readonly type: string;
  readonly actor: string;
  readonly role: { readonly en: string };
  readonly payload: JsonObject;
}

async function history(matter: Matter): Promise<readonly ToldHere[]> {
  const clerk = await matter.town.person('clerk');
  return insisted(200, await clerk.get(`${matter.path}/events`)).body['events'] as ToldHere[];
}

/** What the program has recorded by itself. */
const recordedByItself = async (matter: Matter) =>
  (await history(matter)).filter(({ actor }) => actor === TIMEKEEPER);

async function deadlines(matter: Matter): Promise<readonly JsonObject[]> {
  const clerk = await matter.town.person('clerk');
  return insisted(200, await clerk.get(matter.path)).body['deadlines'] as JsonObject[];
}

/** A matter whose meeting is planned for the next three days. */
async function planned(work: AtWork): Promise<Matter> {
  const matter = await matterAt(work.town, 'studied');
  const window = { notBefore: work.town.today, notAfter: work.town.inDays(3) };
  await matter.starts({ plannedMeeting: window });
  return matter;
}

describeOnAnyDatabase('A deadline that passes', (fresh) => {
  test('is recorded by the program, once, when its last day is over in Shanghai', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await planned(work);
    const on = work.town.inDays(3);
    expect(await deadlines(matter)).toEqual([
      {
        id: 'planned-meeting',
        title: { zh: '计划的会议时间', en: 'the meeting as planned' },
        on,
        rule: 'D713-038-c',
        citation: expect.objectContaining({ rule: 'D713-038-c', article: expect.stringContaining('38') }),
        provisional: false,
        passed: false,
      },
    ]);
    work.clock.legalTimeIs(on);
    work.clock.legalTimePasses(14.5 * 3_600_000);
    await work.running.timekeeper.tick();
    expect(await recordedByItself(matter)).toEqual([]);
    // Half past midnight there; in Greenwich it is the same day as before.
    work.clock.legalTimePasses(3_600_000);
    expect(await deadlines(matter)).toMatchObject([{ id: 'planned-meeting', passed: true }]);
    await work.running.timekeeper.tick();
    await work.running.timekeeper.tick();
    expect(await recordedByItself(matter)).toMatchObject([
      {
        type: 'DeadlinePassed',
        role: { en: 'timekeeper (the program)' },
        payload: { deadline: 'planned-meeting', on },
      },
    ]);
    // Late is late, and goes on.
    matter.version += 1;
    await goesOn(matter, 'started', 'exempted');
  });

  test('is nothing to record where it was kept, or where the matter came to nothing', async () => {
    const work = await AtWork.begins(fresh);
    const [kept, ended] = [await planned(work), await planned(work)];
    await goesOn(kept, 'started', 'exempted');
    await ended.does('head', 'ProcedureTerminated', { reason: '不再需要' });
    await goesOn(kept, 'exempted', 'adopted');
    work.daysPass(5);
    const before = await work.events();
    await work.running.timekeeper.tick();
    expect([await work.events(), await deadlines(kept), await deadlines(ended)]).toEqual([before, [], []]);
  });

  test('while the program was not running is recorded when it starts', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await planned(work);
    work.daysPass(5);
    await work.restarts();
    while ((await recordedByItself(matter)).length === 0) await new Promise((wait) => setTimeout(wait, 20));
    expect(await recordedByItself(matter)).toMatchObject([{ type: 'DeadlinePassed' }]);
  });

  test('is recorded in every decision, whatever one of them refuses; a stop takes nothing more', async () => {
    const work = await AtWork.begins(fresh);
    const matters = [await planned(work), await planned(work), await planned(work)];
    const [first] = matters as [Matter];
    work.daysPass(5);
    // A list that says something else than the ledger is no ground to record anything.
    await work.running.parts.database.write((tx) =>
      tx.query("INSERT INTO deadline_projection (decision, id, due_on) VALUES (?, 'draft', ?)", [
        first.id,
        '2026-01-01',
      ]),
    );
    const lines: string[] = [];
    const log = (line: string) => void lines.push(line);
    const stopped = new Timekeeper(work.running.parts, log);
    await Promise.all([stopped.tick(), stopped.stop()]);
    const before = await Promise.all(matters.map(recordedByItself));
    expect(before.flat()).toEqual([]);
    lines.length = 0;
    await new Timekeeper(work.running.parts, log).tick();
    for (const matter of matters) expect(await recordedByItself(matter)).toHaveLength(1);
    expect(lines).toEqual([
      `decision/${first.id}, draft of 2026-01-01: not recorded (requirement-unmet: deadline-has-passed)`,
    ]);
  });
});

describeOnSqlite('The timekeeper', (fresh) => {
  test('is nobody: no one may record for it, or as it', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await planned(work);
    const passed = { deadline: 'planned-meeting', on: town.inDays(3) };
    const paper = await town.paper('original');
    const instrument = {
      digest: paper['sha256'] ?? '',
      pages: 1,
      signedOn: town.today,
      sealed: true,
      certifiedBy: await town.idOf('clerk'),
    };
    const people = [...(await Promise.all(PARTS.map((part) => town.person(part)))), town.administrator];
    work.daysPass(5);
    const before = await work.events();
    const ways: readonly JsonObject[] = [
      {},
      { as: { role: 'timekeeper', unit: 'installation' } },
      { onBehalfOf: TIMEKEEPER, instrument },
    ];
    for (const someone of people)
      for (const more of ways) {
        const reply = await matter.tries(someone, 'DeadlinePassed', passed, { version: null, more });
        expect([reply.status, reply.body['code']]).toEqual([403, 'not-competent']);
      }
    expect(await work.events()).toBe(before);
    await town.foundsBody('shangzhang');
    const visitor = await town.newcomer('visitor', [['head', 'shangzhang']], 'shangzhang');
    insisted(404, await visitor.get(matter.path));
  });

  test('can say that time is over, and nothing else', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'started');
    const { road } = work.running.parts;
    const { procedure } = road.states.roomOf('decision/x').procedureFor(undefined);
    const does = (kind: string, id: string, type: string, payload: JsonObject) =>
      road.record({ kind, id, actor: TIMEKEEPER, request: { type, payload }, ifMatch: matter.version });
    const its = Object.keys(procedure.events).filter((type) =>
      procedure.rolesFor(type).includes('timekeeper'),
    );
    expect(its.toSorted()).toEqual(['DeadlinePassed', 'DecisionLapsed']);
    const before = await work.events();
    await expect(does('decision', matter.id, 'ProcedureTerminated', { reason: '误' })).rejects.toThrow(
      NotCompetent,
    );
    await expect(does('decision', matter.id, 'DecisionArchived', await filing(matter))).rejects.toThrow(
      NotCompetent,
    );
    const early = { deadline: 'planned-meeting', on: work.town.today };
    await expect(does('decision', matter.id, 'DeadlinePassed', early)).rejects.toThrow(RequirementUnmet);
    await expect(does('decision', 'no-such', 'DeadlinePassed', early)).rejects.toThrow(SubjectNotFound);
    const granted = { role: 'head', unit: BODY, body: BODY, reason: '任职' };
    const person = await work.town.idOf('clerk');
    await expect(does('person', person, 'RoleGranted', granted)).rejects.toThrow(NotCompetent);
    expect(await work.events()).toBe(before);
  });

  test('ends a matter that was put off for too long, where the place says so', async () => {
    const work = await AtWork.begins(fresh);
    const change = {
      type: 'JurisdictionChanged',
      payload: { ruleSet: 'cangzhou-4', reason: '适用市的规定' },
    };
    const at = { 'if-match': '"0"' };
    insisted(201, await work.town.administrator.posts(`/api/admin/units/${BODY}/events`, change, at));
    const matter = await matterAt(work.town, 'discussed');
    const deferred = {
      outcome: 'deferred',
      bundleDigest: matter.bundle,
      reasonsAgainstMajority: '资金尚未落实',
    };
    await matter.does('head', 'OutcomeDecided', deferred);
    work.clock.legalTimeIs('2027-03-02');
    expect(await deadlines(matter)).toMatchObject([
      { id: 'lapse', on: '2027-03-02', rule: 'CZ4-022', passed: false },
    ]);
    await work.running.timekeeper.tick();
    expect(await recordedByItself(matter)).toEqual([]);
    work.clock.legalTimeIs('2027-03-03');
    await work.running.timekeeper.tick();
    expect(await recordedByItself(matter)).toMatchObject([{ type: 'DecisionLapsed' }]);
    const late = await matter.tries(
      'proposer',
      'DecisionRetabled',
      { reason: '重新提请' },
      { version: matter.version + 1 },
    );
    expect([late.status, late.body['code']]).toEqual([409, 'not-now']);
    expect(await deadlines(matter)).toEqual([]);
  });
});

const filing = async (matter: Matter): Promise<JsonObject> => ({
  fileNumber: '1',
  inventory: await matter.town.paper('inventory'),
});

describeOnPostgres('Two servers on one database', (fresh) => {
  test('record what passed once: the second finds it recorded, and refuses it', async () => {
    const work = await AtWork.begins(fresh);
    const matters = [await planned(work), await planned(work), await planned(work)];
    const other = await TestServer.starts(work.on, work.clock);
    work.daysPass(5);
    await Promise.all([work.running.timekeeper.tick(), other.running.timekeeper.tick()]);
    for (const matter of matters) {
      const [passed, ...more] = await recordedByItself(matter);
      expect(more).toEqual([]);
      const again = { type: 'DeadlinePassed', payload: passed?.payload ?? {} };
      const { road } = other.running.parts;
      const second = road.record({ kind: 'decision', id: matter.id, actor: TIMEKEEPER, request: again });
      await expect(second).rejects.toThrow(RequirementUnmet);
    }
    const version = matters.map(({ version: started }) => started + 1);
    expect(await Promise.all(matters.map(async (one) => (await history(one)).length - 1))).toEqual(version);
  });
});
