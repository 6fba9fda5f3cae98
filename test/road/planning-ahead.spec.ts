import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { describeOnSqlite } from '../databases.js';
import { AtWork } from './at-work.js';
import { BODY } from './town.js';
import { insisted } from './wire.js';

interface Link {
  readonly on: string;
  readonly rule: string;
  readonly citation?: JsonObject;
}
interface Way {
  readonly mode: string;
  readonly earliestMeeting: string;
  readonly chain: readonly Link[];
}

const waysIn = ({ ways }: Readonly<Record<string, unknown>>): [Way, Way] =>
  JSON.parse(JSON.stringify(ways)) as [Way, Way];

describeOnSqlite('What would lie ahead of a matter', (fresh) => {
  test('is counted before it is proposed: thirty days, seven working days, each with its article', async () => {
    const { town } = await AtWork.begins(fresh);
    const clerk = await town.person('clerk');
    const asked = async (more = '') =>
      insisted(200, await clerk.get(`/api/plan?body=${BODY}&on=2025-04-01${more}`)).body;
    const plain = await asked();
    expect(plain).toMatchObject({
      on: '2025-04-01',
      rules: { decree: 'by-reference' },
      steps: [
        { id: 'public-input', exemptible: true },
        { id: 'expert-review', exemptible: true },
        { id: 'risk-assessment', exemptible: true },
        { id: 'legality-review', exemptible: false },
        { id: 'collective-decision', exemptible: false },
      ],
    });
    const [call, other] = waysIn(plain);
    // Published on 1 April, open to the end of 1 May; seven working days from 6 May on, after the labour holiday.
    expect(call).toMatchObject({ mode: 'open-call', earliestMeeting: '2025-05-15' });
    expect(call.chain.map(({ rule }) => rule)).toContain('D713-026-c');
    expect(call.chain.every(({ citation }) => citation !== undefined)).toBe(true);
    expect(other).toMatchObject({ mode: 'other-mode', earliestMeeting: '2025-04-12' });
    const [, heard] = waysIn(await asked('&hearing=true'));
    expect(heard.earliestMeeting > other.earliestMeeting).toBe(true);
  });

  test('is nothing for a body that is not there, nor before the decree', async () => {
    const { town } = await AtWork.begins(fresh);
    const clerk = await town.person('clerk');
    expect((await clerk.get('/api/plan?body=atlantis')).status).toBe(404);
    expect((await clerk.get(`/api/plan?body=${BODY}&touches=everything`)).status).toBe(400);
    const before = insisted(200, await clerk.get(`/api/plan?body=${BODY}&on=2019-08-31`)).body;
    expect(before).toMatchObject({ rules: null, ways: [] });
    expect((await town.wire.get(`/api/plan?body=${BODY}`)).status).toBe(401);
  });

  test('is told in working days: the labour holiday and its made-up Sunday are known', async () => {
    const { town } = await AtWork.begins(fresh);
    const clerk = await town.person('clerk');
    const counted = insisted(
      200,
      await clerk.get('/api/plan/working-days?from=2025-04-25&to=2025-05-09'),
    ).body;
    expect(counted).toMatchObject({ from: '2025-04-25', to: '2025-05-09', workingDays: 8 });
    const far = insisted(200, await clerk.get('/api/plan/working-days?from=2025-01-01&to=2999-01-01')).body;
    expect(far).toMatchObject({ to: '2027-03-12' });
    const past = insisted(200, await clerk.get('/api/plan/working-days?from=2025-05-09&to=2025-05-01')).body;
    expect(past).toMatchObject({ workingDays: 0 });
  });
});
