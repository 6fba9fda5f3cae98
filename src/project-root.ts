import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package, from the sources as from `dist`: the law's data lies there once. */
export const PROJECT_ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

function rootAbove(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (
    existsSync(manifest) &&
    (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'chengxu'
  )
    return folder;
  const above = dirname(folder);
  if (above === folder)
    throw new Error('The package chengxu is not complete: no package.json above the program.');
  return rootAbove(above);
}
