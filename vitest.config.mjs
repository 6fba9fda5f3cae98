// Vitest: the modules are loaded once for each worker, not once for each of two hundred files. So no file of tests may
// leave anything behind in a module, in the environment or in the process.
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** Programs killed at work, several on one database: they have a command of their own, `npm run chaos`. */
const CHAOS = 'test/chaos/**/*.spec.ts';

const isDriven = ({ moduleId }) => moduleId.includes('/test/interface/');

/** What drives a browser takes minutes and mostly waits: begun last, it would be waited for alone. */
class BrowsersFirst extends BaseSequencer {
  async sort(files) {
    const sorted = await super.sort(files);
    return [...sorted.filter(isDriven), ...sorted.filter((file) => !isDriven(file))];
  }
}

export default defineConfig({
  test: {
    ...(process.env['CHENGXU_CHAOS']
      ? { include: [CHAOS] }
      : {
          include: ['{src,workflows,test,verifier}/**/*.spec.ts'],
          exclude: [...configDefaults.exclude, CHAOS],
        }),
    pool: 'forks',
    isolate: false,
    // One more than the cores that are counted on: a browser, a database and a started program are often waited for.
    maxWorkers: 3,
    sequence: { sequencer: BrowsersFirst },
    // The proofs and the parser throw away much: a fifth of their time went on collecting it in small portions.
    execArgv: ['--max-semi-space-size=64'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    slowTestThreshold: 5_000,
    // What is released runs as it is released.
    server: { deps: { external: [/\/built\/\d+\.mjs$/] } },
  },
});
