// `npm run campaign:histories [-- runs]`: random histories at volume, over every place and matter (the spec itself
// tries a few). Prints a row a place: histories, acts tried, acts accepted, acts accepted in an effective state.
import { afterSetUp, RUNNER, runNode } from './set-up.mjs';

const [runs = '200'] = process.argv.slice(2);
if (!/^[1-9]\d{0,6}$/.test(runs)) {
  console.error(`要一个次数，而不是 “${runs}” · A number of histories is wanted, not '${runs}'`);
  process.exit(3);
}
await afterSetUp(() => {
  console.log('| place | histories | acts tried | accepted | in an effective state |');
  process.exitCode = runNode(
    RUNNER,
    [
      'run',
      '--silent',
      '--testTimeout=7200000',
      '--testNamePattern=no accepted history',
      'workflows/major-decision/random-histories.spec.ts',
    ],
    {
      CHENGXU_HISTORIES: runs,
    },
  );
});
