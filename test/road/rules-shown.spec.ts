import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { decisionAnswer } from '../../src/decisions/answers.js';
import { recorded } from '../../src/road/http-answers.js';
import { describeOnSqlite } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import { goesOn, matterAt } from './stages.js';
import { BODY, type Part } from './town.js';
import { insisted, type Reply } from './wire.js';

async function read(matter: Matter, part: Part = 'clerk'): Promise<Reply['body']> {
  const { body } = insisted(200, await (await matter.town.person(part)).get(matter.path));
  expect(decisionAnswer.safeParse(body).error).toBeUndefined();
  return body;
}

/** The example of a township with working rules of its own. */
async function underItsOwnRules(work: AtWork): Promise<void> {
  const change = { type: 'JurisdictionChanged', payload: { ruleSet: 'hengxi', reason: '适用本镇工作规则' } };
  const path = `/api/admin/units/${BODY}/events`;
  insisted(201, await work.town.administrator.posts(path, change, { 'if-match': '"0"' }));
}

const actionsOf = (body: Reply['body']) =>
  new Map((body['actions'] as JsonObject[]).map((action) => [action['type'], action]));

describeOnSqlite('The rules that bind a decision', (fresh) => {
  test('are shown from the start on: what is not national, by which rule, how hard it binds, what gives way', async () => {
    const work = await AtWork.begins(fresh);
    await underItsOwnRules(work);
    const matter = await matterAt(work.town, 'studied');
    expect(await read(matter)).toMatchObject({ rules: null, deadlines: [] });
    await matter.starts();
    const departure = { requirement: 'departure-from-majority-reasoned', reason: '参照适用，本镇另有规定' };
    await matter.does('head', 'DepartureRecorded', departure);
    const { rules } = (await read(matter)) as { rules: JsonObject };
    const kept = insisted(200, await work.town.wire.get(`/api/rule-sets/${String(rules['digest'])}`));
    const overlays = rules['overlays'] as { id: string; sha256: string }[];
    expect(kept.body['overlays']).toEqual(overlays.map(({ id, sha256 }) => ({ id, sha256 })));
    expect(rules).toMatchObject({
      jurisdiction: 'hengxi/township',
      decree: 'by-reference',
      partial: true,
      overlays: [
        { id: 'national', title: { zh: '全国', en: 'National' } },
        { id: 'zhejiang-337', partial: { zh: expect.any(String), en: expect.any(String) } },
        { id: 'hengxi' },
      ],
      givesWay: {
        departures: [
          {
            requirement: departure.requirement,
            title: { zh: '与多数意见不一致的说明理由', en: 'Departing from the majority takes reasons' },
          },
        ],
        workingRules: [
          { requirement: 'hearing-papers-seven-days', article: '第12条', publishedOn: '2024-12-20' },
        ],
      },
      warnings: [{ requirement: 'counsel-did-not-draft', title: { zh: expect.any(String) } }],
    });
    expect(rules['parameters']).toContainEqual({
      name: 'meetingAttendance',
      title: { zh: '会议组成人员到会比例', en: 'share of the members who attend' },
      unit: 'share',
      value: [2, 3],
      rule: 'HX-RULES-07',
      citation: expect.objectContaining({ article: '横溪镇人民政府工作规则（示例）第7条' }),
      jurisdiction: 'hengxi',
      strength: 'by-reference',
    });
    expect((rules['parameters'] as JsonObject[]).map(({ name }) => name)).not.toContain('openCallDays');
    expect(rules['assessments']).toContainEqual(
      expect.objectContaining({
        kind: 'fair-competition',
        title: { zh: '公平竞争审查', en: 'Fair competition review' },
        rule: 'FCR-018',
        strength: 'binding',
        neededFor: 'TabledAtMeeting',
      }),
    );
  });

  test('let pass what only warns here, and the answer says so, the same when it is asked again', async () => {
    const work = await AtWork.begins(fresh);
    await underItsOwnRules(work);
    const { town } = work;
    const matter = await matterAt(town, 'started');
    await matter.drafts('第一版', { drafters: [await town.idOf('counsel')] });
    await goesOn(matter, 'drafted', 'exempted');
    const papers = await matter.papers(
      'legal-basis',
      'procedure-account',
      'unit-pre-review',
      'unit-discussion-minutes',
    );
    await matter.does('proposer', 'LegalityReviewRequested', { bundleDigest: matter.bundle, papers });
    const advice = {
      bundleDigest: matter.bundle,
      position: 'lawful',
      opinion: await town.paper('legal-advice'),
    };
    const warned = await matter.does('counsel', 'LegalAdviceGiven', advice, { key: 'advice-given' });
    expect(recorded.safeParse(warned.body).error).toBeUndefined();
    expect(warned.body['remarks']).toMatchObject([
      {
        is: 'warning',
        requirement: 'counsel-did-not-draft',
        strength: 'house',
        because: { en: 'this body has turned the house rule into a warning' },
        found: { zh: expect.any(String) },
        citations: [],
      },
    ]);
    const again = await matter.tries('counsel', 'LegalAdviceGiven', advice, {
      key: 'advice-given',
      version: matter.version - 1,
    });
    expect(again.text).toBe(warned.text);
    expect((await matter.passesReview()).body['remarks']).toEqual([]);
  });

  test('let pass what the body has departed from, and the answer cites it', async () => {
    const work = await AtWork.begins(fresh);
    const { town } = work;
    const matter = await matterAt(town, 'started');
    await matter.does('head', 'DepartureRecorded', {
      requirement: 'departure-from-majority-reasoned',
      reason: '参照适用',
    });
    await goesOn(matter, 'started', 'discussed');
    const outcome = { outcome: 'deferred', bundleDigest: matter.bundle };
    const decided = await matter.does('head', 'OutcomeDecided', outcome);
    expect(decided.body['remarks']).toMatchObject([
      {
        is: 'gave-way',
        requirement: 'departure-from-majority-reasoned',
        strength: 'by-reference',
        because: { zh: '已记录说明理由的变通' },
        citations: [{ rule: 'D713-030-c' }, { rule: 'D713-030-e' }],
      },
    ]);
  });
});

describeOnSqlite('An act that this person might do', (fresh) => {
  test('is ready where nothing is in the way but papers that are not named yet', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'proposed');
    const ready = actionsOf(await read(matter, 'proposer')).get('ProposalWithdrawn');
    expect(ready).toMatchObject({
      is: 'ready',
      standings: [{ requirement: 'documents-present', is: 'depends' }],
    });
    expect(actionsOf(await read(matter)).get('MatterScreened')).toMatchObject({ is: 'depends' });
    await goesOn(matter, 'proposed', 'inMeeting');
    const headSpeaks = async () => actionsOf(await read(matter, 'head')).get('HeadSpoke');
    expect(await headSpeaks()).toMatchObject({ is: 'blocked' });
    for (const member of ['deputy', 'warden'] as const) await matter.speaks(member);
    expect(await headSpeaks()).toMatchObject({ is: 'ready' });
  });
});
