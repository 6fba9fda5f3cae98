// The tests' own configuration, but for the one door through which requirements are asked (scripts/mutate.mjs).
import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import base from '../vitest.config.mjs';

const STANDS_IN = fileURLToPath(new URL('always-met.mjs', import.meta.url));

export default mergeConfig(base, {
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: { maxWorkers: 1 },
  plugins: [
    {
      name: 'requirement-always-met',
      enforce: 'pre',
      resolveId: (asked) => (asked.endsWith('/standing.js') ? STANDS_IN : undefined),
    },
  ],
});
