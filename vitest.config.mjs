// Vitest: the modules are loaded once for each worker, not once for each of two hundred files. So no file of tests may
// leave anything behind in a module, in the environment or in the process.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,workflows,test,verifier}/**/*.spec.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // The proofs and the parser throw away much: a fifth of their time went on collecting it in small portions.
    execArgv: ['--max-semi-space-size=64'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    slowTestThreshold: 5_000,
    // What is released runs as it is released.
    server: { deps: { external: [/\/built\/\d+\.mjs$/] } },
  },
});
