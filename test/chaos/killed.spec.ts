import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadWorkflows, type ReleasedWorkflow } from '../../src/decisions/workflows.js';
import type { CrashPoint } from '../../src/ledger/crash-points.js';
import { describeOnSqlite } from '../databases.js';
import { ACTS, Mortal } from './mortal.js';
import { canTrace, compiled } from '../road/program.js';

let workflows: readonly ReleasedWorkflow[];
beforeAll(async () => {
  compiled();
  workflows = await loadWorkflows();
});

const MATTERS = 3;

/** The steps of the road from the event's row to the answer, and how often each is passed before it kills. */
const STEPS: readonly `${CrashPoint}:${number}`[] = [
  'after-insert:10',
  'before-commit:7',
  'after-commit:7',
  'after-sign-state:2',
  'before-answer:10',
];

/** Works on in a program that dies; whoever heard nothing sends everything again before there is new work. */
class Plans {
  private readonly names: string[] = [];

  constructor(
    private readonly mortal: Mortal,
    private readonly eventsBefore: number,
  ) {}

  async goOn(name: string, heard?: () => unknown): Promise<void> {
    for (const earlier of this.names.slice(-1)) await this.mortal.works(earlier, MATTERS, heard);
    this.names.push(name);
    await this.mortal.works(name, MATTERS, heard);
  }

  /** Everything once more, in a program that lives: now each act is there, and each is there once. */
  async complete(): Promise<void> {
    const { mortal, names } = this;
    const program = await mortal.starts();
    const heard = mortal.answered.size;
    for (const name of names) await mortal.works(name, MATTERS);
    const acts = names.length * MATTERS * ACTS;
    expect([mortal.answered.size, await mortal.events()]).toEqual([acts, this.eventsBefore + acts]);
    expect(heard).toBeLessThan(acts);
    await mortal.findsWhole();
    await program.stops();
  }
}

describeOnSqlite('The program killed at work: what was answered is there, nothing is half done,', (fresh) => {
  test('at named steps of the road and at random under load, and a repeat of everything completes each act once', async () => {
    const mortal = await Mortal.settles(await fresh(), workflows);
    const plans = new Plans(mortal, mortal.eventsBefore);
    for (const step of STEPS) {
      const program = await mortal.starts({ crashAt: step });
      await mortal.findsWhole();
      await plans.goOn(step);
      expect([step, await program.ended]).toEqual([step, 'SIGKILL']);
    }
    const program = await mortal.starts();
    await mortal.findsWhole();
    let left = 1 + Math.floor(Math.random() * MATTERS * ACTS);
    await plans.goOn('random', () => ((left -= 1) === 0 ? program.killed() : undefined));
    expect(await program.ended).toBe('SIGKILL');
    await plans.complete();
  }, 240_000);

  (canTrace ? test : test.skip)(
    'syncs the disk before each 201, one client at a time (needs strace)',
    async () => {
      const on = await fresh();
      const mortal = await Mortal.settles(on, workflows);
      const trace = join(on.directory, 'trace');
      const program = await mortal.starts({ trace });
      await mortal.works('traced', 1);
      await program.stops();
      const steps = (await readFile(trace, 'utf8')).split('\n').flatMap((line) => {
        if (/\b(?:fsync|fdatasync)\(\d+<[^>]*chengxu\.db-wal>/.test(line)) return ['sync'];
        return /"HTTP\/1\.1 201/.test(line) ? ['201'] : [];
      });
      expect(steps.filter((step) => step === '201')).toHaveLength(ACTS);
      expect(steps.filter((step, i) => step === '201' && steps[i - 1] !== 'sync')).toEqual([]);
    },
  );
});
