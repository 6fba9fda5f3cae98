import { expect, test } from 'vitest';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import { matterAt } from './stages.js';

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
  });
});
