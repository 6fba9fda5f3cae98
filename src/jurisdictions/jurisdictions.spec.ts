import { expect, it } from 'vitest';
import { describeOnAnyDatabase, describeOnSqlite } from '../../test/databases.js';
import { AtWork } from '../../test/road/at-work.js';
import type { Matter } from '../../test/road/matter.js';
import { matterAt } from '../../test/road/stages.js';
import { insisted } from '../../test/road/wire.js';
import type { RuleSet } from '../../workflows/vocabulary.js';
import { SHIPPED } from './shipped.js';

/** The rules that a matter has fixed at its start. */
async function rulesOf(matter: Matter): Promise<RuleSet> {
  const clerk = await matter.town.person('clerk');
  const { body } = insisted(200, await clerk.get(`${matter.path}/events`));
  const events = body['events'] as { type: string; facts: { ruleSet?: RuleSet } }[];
  const rules = events.find(({ type }) => type === 'ProcedureStarted')?.facts.ruleSet;
  if (!rules) throw new Error('no rules were fixed');
  return rules;
}

describeOnSqlite('The rules of places and matters', (fresh) => {
  it('are for everybody to read, each with its article', async () => {
    const { town } = await AtWork.begins(fresh);
    const { body } = insisted(200, await town.wire.get('/api/jurisdictions'));
    const listed = body['jurisdictions'] as { id: string; of: string }[];
    expect(listed).toHaveLength(SHIPPED.places.size + SHIPPED.matters.size);
    const fujian = insisted(200, await town.wire.get('/api/jurisdictions/fujian-251')).body;
    expect(listed.find(({ id }) => id === 'fujian-251')).toEqual(fujian);
    expect(fujian).toMatchObject({
      of: 'place',
      title: { zh: '福建省', en: 'Fujian' },
      source: { en: 'Fujian Decree 251' },
      extends: 'national',
      inForceFrom: '2026-03-01',
      partial: { zh: expect.stringContaining('第4、5条') },
      parameters: expect.arrayContaining([
        {
          parameter: 'completionDateAtStart',
          title: { zh: '启动时明确完成时限', en: 'the start fixes a date of completion' },
          value: true,
          citation: {
            rule: 'FJ251-005-a',
            article: expect.stringContaining('第5条'),
            articleEn: 'Fujian Decree 251, article 5',
            zh: expect.any(String),
            en: expect.any(String),
          },
        },
      ]),
      assessments: expect.arrayContaining([
        expect.objectContaining({
          kind: 'macro-policy',
          citation: expect.objectContaining({ rule: 'FJ251-U-b' }),
        }),
      ]),
    });
    expect(insisted(200, await town.wire.get('/api/jurisdictions/prices')).body).toMatchObject({
      of: 'matter',
      parameters: [{ parameter: 'hearingRequired', citation: { articleEn: 'Price Law, article 23' } }],
    });
    expect((await town.wire.get('/api/jurisdictions/atlantis')).status).toBe(404);
  });

  it('that nobody fixed are not kept', async () => {
    const { town } = await AtWork.begins(fresh);
    expect((await town.wire.get(`/api/rule-sets/${'a'.repeat(64)}`)).status).toBe(404);
    expect((await town.wire.get('/api/rule-sets/latest')).status).toBe(400);
  });
});

describeOnAnyDatabase('The rules that a decision has fixed', (fresh) => {
  it('are those of its body on that day, are kept for ever, and do not change with the body', async () => {
    const { town } = await AtWork.begins(fresh);
    const first = await matterAt(town, 'started');
    const change = { type: 'JurisdictionChanged', payload: { ruleSet: 'hengxi', reason: '本镇规则已公布' } };
    insisted(
      201,
      await town.administrator.posts('/api/admin/units/hengxi/events', change, { 'if-match': '"0"' }),
    );
    const second = await matterAt(town, 'started', '另一事项');
    const [before, after] = [await rulesOf(first), await rulesOf(second)];
    expect([before.jurisdiction, after.jurisdiction]).toEqual(['national/township', 'hengxi/township']);
    expect(after.parameters.meetingAttendance).toEqual([2, 3]);
    for (const rules of [before, after]) {
      const kept = insisted(200, await town.wire.get(`/api/rule-sets/${rules.digest}`));
      expect(kept.body).toEqual(rules);
      expect(kept.headers.get('cache-control')).toContain('immutable');
    }
  });
});
