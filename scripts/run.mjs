// `node scripts/run.mjs <program> [arguments]`: sets up, then runs one of the compiled programs in this process, so
// that signals and the exit status are its own.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { afterSetUp, ROOT } from './set-up.mjs';

const PROGRAMS = {
  start: 'dist/src/main.js',
  demo: 'dist/src/demo/main.js',
  bench: 'dist/bench/main.js',
  'bench-million': 'dist/bench/million.js',
  'bench-exporting': 'dist/bench/exporting.js',
  'bench-searching': 'dist/bench/searching.js',
  'bench-uploading': 'dist/bench/uploading.js',
  campaign: 'dist/test/campaign/main.js',
  'campaign-bytes': 'dist/verifier/test/campaign-bytes.js',
  'bench-verifier': 'dist/verifier/test/bench.js',
  chengxu: 'dist/src/cli/main.js',
};

const [name = '', ...args] = process.argv.slice(2);
await afterSetUp(() => run(name, args));

async function run(program, given) {
  if (!Object.hasOwn(PROGRAMS, program)) {
    console.error(`没有 “${program}” · There is no '${program}': ${Object.keys(PROGRAMS).join(', ')}`);
    process.exit(3);
  }
  const file = join(ROOT, PROGRAMS[program]);
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, file, ...given];
  await import(pathToFileURL(file).href);
}
