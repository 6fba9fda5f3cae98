// Makes every generated file anew; the same sources give the same bytes. `--check` also compares with what stood there
// before and fails when something was out of step, whatever else is changed in the tree.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterSetUp, ROOT, runNode } from './set-up.mjs';

/** In this order: the built workflows are read by what comes after them. Folders stand for all that is in them. */
const GENERATORS = [
  { script: 'scripts/generate-calendar.mjs', writes: ['workflows/calendars'] },
  { script: 'scripts/build-workflows.mjs', writes: ['workflows/major-decision/built'] },
  {
    script: 'scripts/build-verifier.mjs',
    writes: ['verifier/chengxu-verifier.mjs', 'verifier/chengxu-verifier-browser.js'],
  },
  { script: 'scripts/generate-openapi.mjs', writes: ['openapi.json'] },
  { script: 'scripts/generate-client.mjs', writes: ['web/src/api/schema.d.ts'] },
  {
    script: 'scripts/generate-law-pages.mjs',
    writes: ['workflows/major-decision/README.md', 'docs/law.md'],
  },
  { script: 'scripts/generate-schema.mjs', writes: ['docs/schema.sql'] },
];

/** Runs the generators. @returns {string[]} files that were out of step, or are new or gone */
function generate() {
  const before = contents();
  for (const { script } of GENERATORS) {
    if (runNode(script) === 0) continue;
    console.error(`${script} 未能完成 · did not finish`);
    process.exit(1);
  }
  const after = contents();
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((file) => before.get(file) !== after.get(file))
    .sort();
}

function contents() {
  const files = GENERATORS.flatMap(({ writes }) => writes).flatMap(filesAt);
  return new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
}

function filesAt(path) {
  if (!existsSync(join(ROOT, path))) return [];
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path)).flatMap((name) => filesAt(`${path}/${name}`));
}

function main() {
  const changed = generate();
  for (const file of changed) console.log(`已更新 · updated: ${file}`);
  if (changed.length === 0) console.log('生成的文件均已是最新 · Every generated file was in step.');
  if (changed.length === 0 || !process.argv.includes('--check')) return;
  console.error(
    '以上文件与其来源不符。运行 npm run generate 并提交结果。' +
      ' · These files were not what their sources give: run `npm run generate` and commit the result.',
  );
  process.exitCode = 1;
}

await afterSetUp(main);
