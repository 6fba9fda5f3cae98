// `npm run check`: what CI runs, step for step. Every step runs, so that one look shows all that is wrong.
// `--but-tests` leaves the tests to whoever has just run them.
import { afterSetUp, runNode } from './set-up.mjs';

const STEPS = [
  {
    title: '格式 · format',
    run: () => runNode('node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
    cure: 'npx prettier --write .',
  },
  { title: '规范 · lint', run: () => runNode('node_modules/oxlint/bin/oxlint', ['--deny-warnings']) },
  { title: '类型 · types', run: () => runNode('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.']) },
  {
    title: '界面的类型 · types of the interface',
    run: () => runNode('node_modules/typescript/bin/tsc', ['-p', 'web']),
  },
  {
    title: '生成的文件 · generated files',
    run: () => runNode('scripts/generate.mjs', ['--check']),
    cure: 'npm run generate',
  },
  { title: '测试 · tests', run: () => runNode('scripts/run-tests.mjs'), tests: true },
  {
    title: '测试（PostgreSQL） · tests on PostgreSQL',
    run: () => runNode('scripts/run-tests.mjs', ['--on-postgres']),
    cure: 'npm run test:postgres',
  },
  {
    title: '中途被杀的程序 · programs killed at work',
    run: () => runNode('scripts/run-tests.mjs', ['--chaos']),
    cure: 'npm run chaos',
  },
  {
    title: '变异检验 · mutation',
    run: () => runNode('scripts/mutate.mjs', ['--check']),
    cure: 'npm run mutate',
  },
];

await afterSetUp(() => {
  const butTests = process.argv.includes('--but-tests');
  const failed = [];
  for (const step of STEPS.filter(({ tests }) => !(tests && butTests))) {
    console.log(`\n== ${step.title}`);
    if (step.run() !== 0) failed.push(step);
  }
  console.log();
  for (const { title, cure } of failed) console.error(`✗ ${title}${cure ? `: ${cure}` : ''}`);
  if (failed.length === 0) console.log('✓ 全部通过 · Everything holds.');
  process.exitCode = failed.length === 0 ? 0 : 1;
});
