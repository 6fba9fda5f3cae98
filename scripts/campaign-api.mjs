// `npm run campaign:api [-- cases seed]`: every operation of the API is asked so many times, by nobody and by people
// of every kind (the spec itself asks three times). An operation has a minute; prints how many answers there were of
// each class, what was not reached, and what was found.
import { afterSetUp, RUNNER, runNode } from './set-up.mjs';

const [cases = '100', seed = '1'] = process.argv.slice(2);
if (!/^[1-9]\d{0,6}$/.test(cases) || !/^\d{1,9}$/.test(seed)) {
  console.error(`要次数和种子 · A number of cases and a seed are wanted, not '${cases} ${seed}'`);
  process.exit(3);
}
await afterSetUp(() => {
  process.exitCode = runNode(
    RUNNER,
    ['run', '--testNamePattern=answers as it is described', 'test/every-operation.spec.ts'],
    {
      CHENGXU_CASES: cases,
      CHENGXU_SEED: seed,
    },
  );
});
