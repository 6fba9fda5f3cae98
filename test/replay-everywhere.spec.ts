import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { describeOnSqlite } from './databases.js';
import { AtWork } from './road/at-work.js';
import { compiled } from './road/program.js';
import { matterAt } from './road/stages.js';

/** Where the date is another one than here, where the offset is no whole hour, and where letters have other capitals. */
const PLACES: readonly NodeJS.ProcessEnv[] = [
  { TZ: 'Pacific/Kiritimati', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
];

/** This Node, and others where somebody has them: `CHENGXU_NODES` lists their programs as PATH lists folders. */
const NODES = [
  process.execPath,
  ...(process.env['CHENGXU_NODES'] ?? '').split(delimiter).filter((path) => path !== ''),
];

async function hashes(node: string, place: NodeJS.ProcessEnv, url: string): Promise<string> {
  const child = spawn(node, [resolve('dist', 'test', 'replay-hashes.js'), url], {
    env: { ...process.env, ...place, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number];
  expect({ place, code }).toEqual({ place, code: 0 });
  return printed;
}

describeOnSqlite('Replay', (fresh) => {
  beforeAll(compiled);

  it('comes to the same states in every time zone and language, byte for byte', async () => {
    const work = await AtWork.begins(fresh);
    const matter = await matterAt(work.town, 'adopted');
    const told: string[] = [];
    for (const node of NODES) for (const place of PLACES) told.push(await hashes(node, place, work.on.url));
    expect(told.every((one) => one === told[0])).toBe(true);
    const clerk = await work.town.person('clerk');
    const { body } = await clerk.get(`${matter.path}/events`);
    const events = body['events'] as { version: number; stateHash: string }[];
    expect(events).toHaveLength(matter.answers.length);
    for (const { version, stateHash } of events)
      expect(told[0]).toContain(`${matter.id} ${version} ${stateHash}\n`);
    expect(told[0]).toMatch(/^v1-open-call\.json 0 [0-9a-f]{64}\n/);
  });
});
