import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { compiled } from '../road/program.js';

const BUILT = join(PROJECT_ROOT, 'dist', 'web');
const LIMIT = 300 * 1024;

beforeAll(() => {
  compiled();
}, 300_000);

it('the first load is under 300 kB of script, as it goes over the wire', () => {
  const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
  const first = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, file = '']) => file);
  const reached = new Set<string>();
  const size = first.reduce((sum, file) => sum + sizeWith(file, reached), 0);
  console.log(`First load: ${reached.size} scripts, ${(size / 1024).toFixed(1)} kB gzip`);
  expect(first.length).toBeGreaterThan(0);
  expect(size).toBeLessThan(LIMIT);
});

/** A script and whatever it imports before it runs; what it fetches when it is needed (`import()`) comes later. */
function sizeWith(file: string, reached: Set<string>): number {
  if (reached.has(file)) return 0;
  reached.add(file);
  const source = readFileSync(join(BUILT, file), 'utf8');
  const imported = [...source.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(
    ([, name = '']) => `/assets/${name}`,
  );
  const own = gzipSync(source, { level: 9 }).length;
  return imported.reduce((sum, one) => sum + sizeWith(one, reached), own);
}
