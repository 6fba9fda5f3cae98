// `npm test [-- jest's arguments]`: sets up, runs the tests, and ends with one line that a program can read.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterSetUp, runNodeBeside } from './set-up.mjs';

const ended = await afterSetUp(async () => {
  const asked = process.argv.slice(2);
  if (asked.length > 0) return run(asked, {});
  // Every file of tests on PostgreSQL would start a server of its own; a run of all of them shares one.
  const { startPostgres } = await import('../dist/test/postgres.js');
  const postgres = await startPostgres();
  try {
    return await run(asked, { DATABASE_URL: postgres.url });
  } finally {
    await postgres.stop();
  }
});
// Said outright: the server's package has a hook of its own at the end, which forgets `process.exitCode`.
process.exit(ended);

async function run(asked, env) {
  const folder = mkdtempSync(join(tmpdir(), 'chengxu-results-'));
  const results = join(folder, 'results.json');
  const status = await runNodeBeside(
    'node_modules/jest/bin/jest.js',
    ['--maxWorkers=2', ...asked, '--json', `--outputFile=${results}`],
    { ...env, NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
  );
  const { passed, failed } = count(results);
  rmSync(folder, { recursive: true });
  console.log(`${passed} passed, ${failed} failed`);
  return status === 0 && failed === 0 ? 0 : 1;
}

/** A file of tests that could not even be run counts as a failure, and so does a run without results. */
function count(file) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
