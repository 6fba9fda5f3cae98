// Bundles the stand-alone verifier into the two files that are given to auditors: each one file that needs nothing else.
// Whoever doubts them builds them anew: the same sources give the same bytes.
import { build } from 'esbuild';
import { writeFileSync } from 'node:fs';

const HEAD = `// Chengxu (程序) stand-alone verifier. Generated from verifier/ by \`npm run generate\`; Apache-2.0.
// It takes nothing from npm, sends nothing anywhere and needs nothing else. docs/bag.md says what it checks.
`;

const BUNDLES = [
  { entry: 'verifier/node/main.ts', to: 'verifier/chengxu-verifier.mjs', platform: 'node', format: 'esm' },
  {
    entry: 'verifier/browser/main.ts',
    to: 'verifier/chengxu-verifier-browser.js',
    platform: 'browser',
    format: 'iife',
  },
];

for (const { entry, to, platform, format } of BUNDLES) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    platform,
    format,
    target: platform === 'node' ? 'node20' : 'es2022',
    write: false,
    metafile: true,
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: HEAD },
    logLevel: 'error',
  });
  const foreign = Object.keys(metafile.inputs).filter((path) => !path.startsWith('verifier/'));
  if (foreign.length > 0) throw new Error(`${to} would take from elsewhere: ${foreign.join(', ')}`);
  writeFileSync(to, outputFiles[0].contents);
  console.log(`${to}: ${outputFiles[0].contents.length} bytes`);
}
