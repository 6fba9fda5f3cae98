import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import { goesOn, matterAt } from './stages.js';

describeOnAnyDatabase('A list of decisions', (fresh) => {
  test('is found by where they stand, with the last act of each, and each has its way from the first act', async () => {
    const { town } = await AtWork.begins(fresh);
    const matter = await matterAt(town, 'screened');
    const reader = await town.newcomer('reader', [['office', 'hengxi']], 'hengxi');
    const found = async (query: string) => {
      const { body } = await reader.get(`/api/decisions?${query}`);
      return body['decisions'] as { id: string; lastAct: { type: string } }[];
    };
    expect((await found('state=screened')).map(({ lastAct }) => lastAct.type)).toEqual(['MatterScreened']);
    expect(await found('state=drafting')).toEqual([]);
    expect(await found('state=adopted.afterIssue')).toEqual([]);
    expect(await found('state=screened&order=oldest')).toHaveLength(1);
    expect(await found('body=elsewhere')).toEqual([]);
    expect((await reader.get("/api/decisions?state='")).status).toBe(400);
    const { body } = await reader.get(`${matter.path}/path`);
    expect(body['path']).toEqual([
      { version: 0, value: 'proposed' },
      { version: 1, value: 'screened' },
    ]);

    // Of states side by side, each is found, and each that it lies in.
    await goesOn(matter, 'screened', 'drafted');
    const way = (await reader.get(`${matter.path}/path`)).body['path'] as { value: JsonObject }[];
    const steps = way.at(-1)?.value['steps'] as Record<string, string>;
    expect(Object.keys(steps)).toHaveLength(3);
    expect(await found('state=steps')).toHaveLength(1);
    for (const [step, where] of Object.entries(steps)) {
      expect([step, (await found(`state=steps.${step}`)).length]).toEqual([step, 1]);
      expect([step, (await found(`state=steps.${step}.${where}`)).length]).toEqual([step, 1]);
      expect(await found(`state=steps.${step}.another`)).toEqual([]);
      expect(await found(`state=${step}`)).toEqual([]);
    }
  });
});
