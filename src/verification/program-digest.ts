import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT_ROOT } from '../project-root.js';

/** The program as it runs, compiled or not, and the law that it was compiled with. */
const RUNNING = ['..', '../../workflows'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
/** The law's data: built workflows, rules of places and matters, calendars. */
const LAW = join(PROJECT_ROOT, 'workflows');

/** Hex SHA-256 over every file that has a say in what is judged lawful: another digest, another judge. */
export function programDigest(): string {
  const hash = createHash('sha256');
  const of = (folder: string, names: RegExp) => {
    for (const name of readdirSync(folder, { recursive: true }).map(String).toSorted())
      if (names.test(name))
        hash.update(`${name.replaceAll('\\', '/')}\0`).update(
          createHash('sha256')
            .update(readFileSync(join(folder, name)))
            .digest(),
        );
  };
  for (const folder of RUNNING) of(folder, /(?<!\.spec)\.(js|ts)$/);
  of(LAW, /\.(mjs|yaml|tsv|json)$/);
  return hash.digest('hex');
}
