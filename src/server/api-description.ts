import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWorkflows } from '../decisions/workflows.js';
import { openApiDocument } from '../http/openapi.js';
import { routesOf } from '../http/routes.js';
import { PROJECT_ROOT } from '../project-root.js';
import { controllersOf, describedEvents, ROOMS } from './rooms.js';

/** The text of `openapi.json` as the code gives it; nothing is started for it. */
export async function apiDescription(): Promise<string> {
  const manifest = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const document = openApiDocument(
    manifest.version,
    routesOf(controllersOf(ROOMS)),
    describedEvents(await loadWorkflows()),
  );
  return `${JSON.stringify(document, null, 2)}\n`;
}
