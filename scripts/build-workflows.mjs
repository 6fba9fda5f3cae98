// Builds each workflow's newest version into workflows/<id>/built/<version>.mjs: one self-contained ES module.
// A released version is never edited: change the rules under a new version number.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const WORKFLOWS = [{ folder: 'major-decision', definition: 'majorDecision' }];

for (const { folder, definition } of WORKFLOWS) {
  const source = readFileSync(`workflows/${folder}/workflow.ts`, 'utf8');
  const version = /version: '([^']+)'/.exec(source)?.[1];
  if (!version) throw new Error(`workflows/${folder}/workflow.ts names no version`);
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${definition} } from './workflows/${folder}/workflow.js';
import { buildWorkflow } from './src/engine/built-workflow.js';
export const workflow = buildWorkflow(${definition});`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    legalComments: 'none',
    charset: 'utf8',
    treeShaking: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await mkdir(`workflows/${folder}/built`, { recursive: true });
  writeFileSync(`workflows/${folder}/built/${version}.mjs`, outputFiles[0].contents);
  console.log(`workflows/${folder}/built/${version}.mjs: ${outputFiles[0].contents.length} bytes`);
  for (const name of readdirSync(`workflows/${folder}/built`).filter((one) => one.endsWith('.mjs')))
    await keepProof(`workflows/${folder}/built/${name}`);
}

/** The proof of a module stands beside it, by the digest of its bytes, so that not every start has to make it again. */
async function keepProof(file) {
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const { workflow } = await import(`${pathToFileURL(resolve(file)).href}?${sha256}`);
  writeFileSync(
    file.replace(/\.mjs$/, '.proof.json'),
    `${JSON.stringify({ sha256, proof: workflow.prove() })}\n`,
  );
}
