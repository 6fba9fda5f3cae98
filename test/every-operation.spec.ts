import { beforeAll, describe, expect, it } from 'vitest';
import { apiDescription } from '../src/server/api-description.js';
import { Fuzzing, type Progress } from './api/fuzzing.js';
import { operationsIn, type ApiDocument, type Operation } from './api/operations.js';
import { oneServerForAll } from './server.js';

/** Of each operation; `npm run campaign:api` asks for more. */
const CASES = Number(process.env['CHENGXU_CASES'] ?? 3);
const CAMPAIGN = process.env['CHENGXU_CASES'] !== undefined;
const SEED = Number(process.env['CHENGXU_SEED'] ?? 2026);

/** What a campaign prints. */
function told({ tally, findings }: Fuzzing, count: number, cut: readonly Progress[]): string {
  const answers = [...tally].toSorted().map(([status, number]) => `${status} ${number}`);
  const short = cut.map(({ operation, asked, of }) => `${operation} ${asked}/${of}`);
  const found = new Map<string, number>();
  for (const { operation, what } of findings) {
    const key = `${operation}: ${what.slice(0, 160)}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return [
    `${count} cases: ${answers.join(', ')}`,
    `out of time: ${short.join(', ') || 'none'}`,
    `findings: ${findings.length}`,
    ...[...found].map(([key, times]) => `  ${times} × ${key}`),
  ].join('\n');
}

describe('Every operation of the API', () => {
  const township = oneServerForAll({ trustedProxies: ['127.0.0.1'] });
  let document: ApiDocument;
  let operations: Operation[];

  beforeAll(async () => {
    document = JSON.parse(await apiDescription()) as ApiDocument;
    operations = operationsIn(document);
  });

  it('answers as it is described whatever it is asked, and writes nothing that it does not answer for', async () => {
    const { server, administrator } = township();
    const fuzzing = await Fuzzing.in(server, administrator, document);
    const cut: Progress[] = [];
    await fuzzing.run(CASES, SEED, {
      only: process.env['CHENGXU_OPERATION'],
      budgetMs: CAMPAIGN ? 60_000 : undefined,
      told: (one) => {
        if (one.asked < one.of) cut.push(one);
        if (CAMPAIGN) process.stdout.write(`${one.operation} ${one.asked} ${Math.round(one.ms)} ms\n`);
      },
    });
    const count = [...fuzzing.tally.values()].reduce((sum, one) => sum + one, 0);
    if (CAMPAIGN) process.stdout.write(`${told(fuzzing, count, cut)}\n`);
    expect(fuzzing.findings).toEqual([]);
    if (CAMPAIGN) return;
    expect(count).toBe(operations.length * CASES);
    expect(fuzzing.tally.get('signed in 2xx')).toBeGreaterThan(50);
  }, 7_200_000);
});
