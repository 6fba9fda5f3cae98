import { expect, test } from 'vitest';
import { describeOnAnyDatabase } from '../databases.js';
import { AtWork } from './at-work.js';
import type { Matter } from './matter.js';
import {
  publishedEvents,
  samplePayload,
  worldOf,
  type Choose,
  type DescribedEvent,
  type World,
} from './sample-payloads.js';
import { matterAt, type Stage } from './stages.js';
import { PARTS, type Part } from './town.js';
import { insisted, unmetIn, type Reply, type Someone } from './wire.js';

interface Action {
  readonly type: string;
  readonly is: 'ready' | 'depends' | 'blocked';
  readonly standings: readonly { readonly requirement: string; readonly is: string }[];
}

/** The same numbers on every run (a linear congruence). */
function chooser(seed: number): Choose {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

async function actionsOf(matter: Matter, someone: Someone): Promise<ReadonlyMap<string, Action>> {
  const { body } = insisted(200, await someone.get(matter.path));
  expect(body['version']).toBe(matter.version);
  return new Map((body['actions'] as Action[]).map((action) => [action.type, action]));
}

const requirements = (standings: Action['standings'], is: string) =>
  standings.filter((one) => one.is === is).map(({ requirement }) => requirement);

/** What was told of an act beforehand must be what the road then does with it. */
function agrees(action: Action | undefined, reply: Reply): void {
  const refusal = String(reply.body['code']);
  if (!action) return expect(['not-competent', 'not-now']).toContain(refusal);
  const unmet = unmetIn(reply).map(({ requirement }) => requirement);
  const blocked = requirements(action.standings, 'unmet');
  if (reply.status === 201) return expect([action.is === 'blocked', blocked]).toEqual([false, []]);
  // Which of several roads an act takes depends on what it says, and there may be none for it.
  if (refusal === 'not-now') return;
  if (refusal === 'not-competent') return expect(action.is).not.toBe('ready');
  expect(refusal).toBe('requirement-unmet');
  expect(unmet).toEqual(expect.arrayContaining(blocked));
  const open = action.standings.filter((one) => one.is === 'depends').map(({ requirement }) => requirement);
  for (const one of unmet) expect([...blocked, ...open]).toContain(one);
}

/** Everything that this person could send, one after the other; the matter moves on whenever something is accepted. */
async function triesAll(
  matter: Matter,
  someone: Someone,
  events: readonly DescribedEvent[],
  world: World,
  choose: Choose,
): Promise<number> {
  let accepted = 0;
  let actions = await actionsOf(matter, someone);
  for (const event of events) {
    const reply = await matter.tries(someone, event.type, samplePayload(event, world, choose));
    expect([event.type, reply.status >= 500, reply.status === 422]).toEqual([event.type, false, false]);
    agrees(actions.get(event.type), reply);
    if (reply.status !== 201) continue;
    accepted += 1;
    matter.keeps(reply);
    actions = await actionsOf(matter, someone);
  }
  return accepted;
}

const STARTS: readonly Stage[] = [
  'proposed',
  'studied',
  'drafted',
  'underReview',
  'cleared',
  'inMeeting',
  'discussed',
];

describeOnAnyDatabase('What a person is told that they may do', (fresh, dialect) => {
  test('is what the road then lets them do, in every state and for everybody', async () => {
    const { town } = await AtWork.begins(fresh);
    await town.wholeCast();
    const events = await publishedEvents(town.administrator);
    const choose = chooser(dialect === 'sqlite' ? 20_190_901 : 713);
    let accepted = 0;
    // The databases differ in nothing that is asked here: on the second, some states will do.
    const starts = dialect === 'sqlite' ? STARTS : STARTS.filter((_, i) => i % 3 === 1);
    for (const [i, stage] of starts.entries()) {
      const matter = await matterAt(town, stage);
      const world = await worldOf(matter);
      // In each state a quarter of the cast, and over four states everybody.
      const asked: Part[] = PARTS.filter((_, n) => (n + i) % 4 === 0);
      for (const part of asked)
        accepted += await triesAll(matter, await town.person(part), events, world, choose);
    }
    expect(accepted).toBeGreaterThan(starts.length);
  });
});
