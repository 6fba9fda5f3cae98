// Flips every byte of a small bag, one at a time, and shows that none of them is verified.
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterSetUp } from './set-up.mjs';

await afterSetUp(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengxu-campaign-'));
  const outfile = join(folder, 'campaign.mjs');
  try {
    await build({
      entryPoints: ['verifier/test/campaign-bytes.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'error',
    });
    await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
