// Writes workflows/major-decision/README.md and docs/law.md from the compiled program; the same sources give the same
// bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lawPages } from '../dist/src/reports/law-pages.js';
import { PROJECT_ROOT } from '../dist/src/project-root.js';

for (const [path, text] of Object.entries(lawPages())) {
  const file = join(PROJECT_ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
