import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/canonical/canonical-json.js';
import { digestOf } from '../../src/canonical/digest.js';
import { openDatabase } from '../../src/database/open.js';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { disclosedTexts, publishedEvents } from './sample-payloads.js';
import { goesOn, matterAt, STAGES } from './stages.js';
import { eventIn, insisted } from './wire.js';

interface ToldHere {
  readonly version: number;
  readonly type: string;
  readonly time: string;
  readonly actor: string;
  readonly payload: JsonObject;
  readonly facts: JsonObject;
  readonly stateHash: string;
  readonly leafHash: string;
}

async function history(matter: Matter): Promise<readonly ToldHere[]> {
  const clerk = await matter.town.person('clerk');
  return insisted(200, await clerk.get(`${matter.path}/events`)).body['events'] as ToldHere[];
}

/** As ledger.md has it: SHA-256 over JCS of value, status, context and history, whatever else is shown beside them. */
function hashOf(shown: unknown): string {
  const { value, status, context, historyValue } = shown as Record<string, Json>;
  return digestOf({ value, status, context, historyValue } as JsonObject);
}

/** A whole matter, a second of legal time between its stages. */
async function wholeMatter(work: AtWork): Promise<Matter> {
  const matter = await matterAt(work.town, 'proposed');
  for (const [i, stage] of STAGES.entries()) {
    work.clock.legalTimePasses(1000);
    if (i > 0) await goesOn(matter, STAGES[i - 1] ?? stage, stage);
  }
  return matter;
}

describeOnAnyDatabase('What is read of a decision', (fresh) => {
  test('replayed at any version, it is what was answered then, state and hash', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await wholeMatter(work);
    const clerk = await work.town.person('clerk');
    const told = await history(matter);
    expect(told.map(({ version }) => version)).toEqual(matter.answers.map((_, version) => version));
    for (const [version, answer] of matter.answers.entries()) {
      const { body } = insisted(200, await clerk.get(`${matter.path}/replay?version=${version}`));
      const { time, leafHash, type } = eventIn(answer);
      expect(body).toEqual({
        id: matter.id,
        version,
        at: time,
        state: answer.body['state'],
        stateHash: hashOf(answer.body['state']),
      });
      expect(told[version]).toMatchObject({ type, time, leafHash, stateHash: body['stateHash'] });
    }
    insisted(404, await clerk.get(`${matter.path}/replay?version=${told.length}`));
    const now = insisted(200, await clerk.get(matter.path));
    expect(now.body).toMatchObject({
      version: matter.version,
      state: matter.answers.at(-1)?.body['state'],
      stateHash: told.at(-1)?.stateHash,
    });
  });

  test('at any instant, it is as it was then, in whatever offset the instant is told', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await wholeMatter(work);
    const clerk = await work.town.person('clerk');
    const told = await history(matter);
    const at = (instant: string) => clerk.get(`${matter.path}/replay?at=${encodeURIComponent(instant)}`);
    for (const { time } of told) {
      // Several acts may bear one time: the last of them is how it stood.
      const last = told.findLast((one) => one.time === time)?.version;
      const shanghai = new Date(Date.parse(time) + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
      for (const instant of [time, shanghai])
        expect((await at(instant)).body).toMatchObject({ version: last });
      const before = told.findLast((one) => one.time < time)?.version;
      const earlier = await at(new Date(Date.parse(time) - 1).toISOString());
      if (before === undefined) expect([earlier.status, earlier.body['code']]).toEqual([404, 'not-found']);
      else expect(earlier.body['version']).toBe(before);
    }
    expect((await at('2099-01-01T00:00:00Z')).body['version']).toBe(matter.version);
    for (const wrong of ['at=yesterday', 'version=-1', 'version=1.5', 'until=3']) {
      const reply = await clerk.get(`${matter.path}/replay?${wrong}`);
      expect([wrong, reply.status, reply.body['code']]).toEqual([wrong, 400, 'parameter-refused']);
    }
  });

  test('each event tells on what facts it rested, and the whole of what was said', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await wholeMatter(work);
    const told = await history(matter);
    const positions = new Map<string, unknown>();
    for (const { actor, facts, type } of told) {
      expect(facts).toMatchObject({
        calendar: expect.stringMatching(/^[0-9a-f]{64}$/),
        actor: { person: actor },
      });
      positions.set(type, facts);
    }
    expect(positions.get('ProcedureStarted')).toMatchObject({ ruleSet: { decree: 'by-reference' } });
    expect(positions.get('DraftSubmitted')).toMatchObject({
      persons: { [await town.idOf('colleague')]: { standing: 'good' } },
      documents: [expect.any(String)],
    });
    expect(positions.get('OutcomeDecided')).toMatchObject({
      meeting: {
        meeting: matter.meeting,
        status: 'open',
        present: expect.arrayContaining([await town.idOf('head')]),
      },
    });
    expect(told[0]?.payload).toMatchObject({ title: '2026年垟庄村杜鹃花节', outline: '四月举办，为期十天' });
  });

  test('titles, names and free texts stand in no leaf', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await wholeMatter(work);
    const schemas = new Map(
      (await publishedEvents(work.town.administrator)).map((one) => [one.type, one.schema]),
    );
    const secrets = new Set(['姓名', '秘密题名', '横溪镇人民政府', '单位hengxi-office', '工作需要', '科员']);
    for (const { type, payload } of await history(matter))
      for (const text of disclosedTexts(schemas.get(type) ?? {}, payload)) secrets.add(text);
    expect(secrets.size).toBeGreaterThan(20);
    const database = await openDatabase({ url: work.on.url });
    const rows = await database.read.query<{ bytes: Buffer }>('SELECT bytes FROM event ORDER BY seq');
    const kept = await database.read.query<{ encoded: string }>('SELECT encoded FROM disclosure');
    await database.close();
    const disclosures = kept
      .map(({ encoded }) => Buffer.from(encoded, 'base64url').toString('utf8'))
      .join('\n');
    for (const secret of secrets) {
      const written = JSON.stringify(secret).slice(1, -1);
      const leaves = rows.filter(({ bytes }) => bytes.toString('utf8').includes(written));
      expect([secret, leaves.map(({ bytes }) => bytes.toString('utf8'))]).toEqual([secret, []]);
      expect(disclosures).toContain(written);
    }
  });

  test('what stands in the way of an event is told before anybody tries it, with the plan', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'started');
    const proposer = await work.town.person('proposer');
    const obstacles = async (event: string) => proposer.get(`${matter.path}/obstacles?event=${event}`);
    const { body } = await obstacles('TabledAtMeeting');
    const missing = body['missingSteps'] as { requirement: string; citations: unknown[] }[];
    expect([body['available'], missing.map(({ requirement }) => requirement)]).toEqual([
      false,
      ['step:public-input', 'step:expert-review', 'step:risk-assessment', 'step:legality-review'],
    ]);
    const plan = body['plan'] as { ways: { mode: string; earliestMeeting: string }[] };
    expect(plan.ways.length).toBeGreaterThan(1);
    for (const { earliestMeeting } of plan.ways) expect(earliestMeeting > work.town.today).toBe(true);
    const possible = await obstacles('DraftSubmitted');
    expect(possible.body).toMatchObject({ available: true, missingSteps: [] });
    const unknown = await obstacles('NoSuchEvent');
    expect([unknown.status, unknown.body['code']]).toEqual([422, 'unknown-event']);
    expect((await obstacles('')).body['code']).toBe('parameter-refused');
  });
});
