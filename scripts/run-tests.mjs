// `npm test [-- Vitest's arguments]`: sets up, runs the tests, and ends with one line that a program can read.
// `--on-postgres`: those that `npm test` runs on SQLite alone, on PostgreSQL (`npm run test:postgres`).
// `--chaos`: programs killed at work, and several on one database (`npm run chaos`).
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterSetUp, RUNNER, runNodeBeside } from './set-up.mjs';

const ended = await afterSetUp(async () => {
  const given = process.argv.slice(2);
  const onPostgres = given.includes('--on-postgres');
  if (given.includes('--chaos')) return run([], { CHENGXU_CHAOS: '1' });
  const asked = onPostgres ? onAnyDatabase() : given;
  const isWhole = given.every((one) => one.startsWith('-'));
  if (!isWhole) return run(asked, {});
  // Every file of tests on PostgreSQL would start a server of its own; a run of all of them shares one.
  const { startPostgres } = await import('../dist/test/postgres.js');
  const postgres = await startPostgres();
  try {
    return await run(asked, {
      DATABASE_URL: postgres.url,
      ...(onPostgres && { CHENGXU_TEST_DATABASES: 'postgres' }),
    });
  } finally {
    await postgres.stop();
  }
});
// Said outright: the server's package has a hook of its own at the end, which forgets `process.exitCode`.
process.exit(ended);

/** The files of tests that describe something on any database. */
function onAnyDatabase() {
  return ['src', 'test', 'workflows', 'verifier']
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)))
    .filter(
      (path) => path.endsWith('.spec.ts') && readFileSync(path, 'utf8').includes('describeOnAnyDatabase'),
    );
}

async function run(asked, env) {
  const folder = mkdtempSync(join(tmpdir(), 'chengxu-results-'));
  const results = join(folder, 'results.json');
  const status = await runNodeBeside(
    RUNNER,
    ['run', ...asked, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
    env,
  );
  const { passed, failed } = count(results);
  rmSync(folder, { recursive: true });
  // An error between two tests fails the run, and no test.
  const all = status === 0 ? failed : Math.max(failed, 1);
  console.log(`${passed} passed, ${all} failed`);
  return all === 0 ? 0 : 1;
}

/** A file of tests that could not even be run counts as a failure, and so does a run without results. */
function count(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const broken = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
