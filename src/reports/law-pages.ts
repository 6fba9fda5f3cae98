import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OTHERWISE_ENFORCED } from '../../workflows/major-decision/enforcement.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { RULES } from '../law/citations.js';
import { PROJECT_ROOT } from '../project-root.js';
import { lawPage, type LawSources } from './law-page.js';
import { workflowPage } from './workflow-page.js';

/** Folders whose specs tell which requirement is tried where. */
const SPECS = ['workflows/major-decision', 'src/engine'];

export const lawSources = (): LawSources => ({
  rules: [...RULES.values()],
  workflow: majorDecision,
  otherwise: OTHERWISE_ENFORCED,
  specs: specsByRequirement(),
});

/** The generated pages about the law, by their path in the project. The same sources give the same bytes. */
export const lawPages = (): Readonly<Record<string, string>> => ({
  'workflows/major-decision/README.md': workflowPage(majorDecision),
  'docs/law.md': lawPage(lawSources()),
});

function specsByRequirement(): ReadonlyMap<string, readonly string[]> {
  const specs = SPECS.flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder))
      .filter((name) => name.endsWith('.spec.ts'))
      .toSorted()
      .map((name) => ({ name, text: readFileSync(join(PROJECT_ROOT, folder, name), 'utf8') })),
  );
  return new Map(
    Object.keys(majorDecision.requirements).map((id) => [
      id,
      specs.filter(({ text }) => text.includes(`'${id}'`)).map(({ name }) => name),
    ]),
  );
}
