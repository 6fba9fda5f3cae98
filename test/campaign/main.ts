/**
 * `npm run campaign:bags [-- --runs 10000 --seed 1 --start N --only N]`: both verifiers are asked about thousands of
 * forged bags. Exit status 0: they agreed on each, and none was let through; 1: not so; 2: it could not be tried (no
 * Python), or was interrupted (Ctrl-C), and then it tells of those that it came to.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoBags } from './demo-bags.js';
import { campaign, hasPython, isFalsePass, type Outcome } from './two-verdicts.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    start: { type: 'string', default: '0' },
    only: { type: 'string' },
  },
});

process.exitCode = hasPython() ? await run() : 2;
if (process.exitCode === 2) console.error('没有 python3（3.9 或更高）· There is no python3 (3.9 or later).');

async function run(): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'chengxu-bags-'));
  try {
    console.log('演示数据的导出包 · the bags of the demo …');
    const bags = await demoBags(join(scratch, 'demo'));
    const only = values.only === undefined ? undefined : Number(values.only);
    const runs = only === undefined ? Number(values.runs) : 1;
    const began = performance.now();
    const soFar: Outcome[] = [];
    process.once('SIGINT', () => {
      tell(soFar, (performance.now() - began) / 1000);
      rmSync(scratch, { recursive: true, force: true });
      process.exit(soFar.every(isFine) ? 2 : 1);
    });
    const outcomes = await campaign({
      runs,
      seed: Number(values.seed),
      scratch,
      bags,
      only,
      start: Number(values.start),
      onOutcome: (outcome) => {
        soFar.push(outcome);
        if (!outcome.agree || isFalsePass(outcome) || only !== undefined)
          console.log(JSON.stringify(outcome));
        else if (soFar.length % 500 === 0) console.log(`${soFar.length} / ${runs}`);
      },
    });
    tell(outcomes, (performance.now() - began) / 1000);
    return outcomes.every(isFine) ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function isFine(one: Outcome): boolean {
  return one.agree && !isFalsePass(one);
}

function tell(outcomes: readonly Outcome[], seconds: number): void {
  const disagreements = outcomes.filter(({ agree }) => !agree).length;
  const passes = outcomes.filter(isFalsePass).length;
  console.log(
    `\n${outcomes.length} mutations, ${disagreements} disagreements, ${passes} let through wrongly, ${Math.round(seconds)} s`,
  );
  for (const of of ['mutation', 'base'] as const) table(of, outcomes, (outcome) => outcome[of]);
  table('verdict', outcomes, ({ twin }) => twin.code);
}

/** How often each came, and how often the mutated bag still said the same. */
function table(of: string, outcomes: readonly Outcome[], keyOf: (outcome: Outcome) => string): void {
  console.log(`\n| ${of} | bags | still the same record |\n| --- | ---: | ---: |`);
  for (const key of [...new Set(outcomes.map(keyOf))].toSorted()) {
    const those = outcomes.filter((outcome) => keyOf(outcome) === key);
    console.log(`| ${key} | ${those.length} | ${those.filter(({ same }) => same === true).length} |`);
  }
}
