import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIMS } from '../../workflows/law/all-claims.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import { RULES } from '../law/citations.js';
import { PROJECT_ROOT } from '../project-root.js';
import { lawPage } from './law-page.js';
import type { LawSources } from './law-rows.js';
import { PROCEDURES, REQUIREMENTS } from './procedures.js';
import { workflowPage } from './workflow-page.js';

/** Where specs are looked for that try a requirement: the pure ones, and only for what none of them names the others. */
const PURE = ['workflows'];
const OTHERS = ['src', 'test'];
/** Specs about the pages name requirements without trying them. */
const ABOUT_PAGES = 'src/reports/';

export const lawSources = (): LawSources => ({
  rules: [...RULES.values()],
  procedures: PROCEDURES,
  workflow: majorDecision,
  overlays: [...SHIPPED.places.values(), ...SHIPPED.matters.values()],
  claims: CLAIMS,
  specs: specsByRequirement(),
});

/** The generated pages about the law, by their path in the project. The same sources give the same bytes. */
export const lawPages = (): Readonly<Record<string, string>> => ({
  'workflows/major-decision/README.md': workflowPage(majorDecision),
  'docs/law.md': lawPage(lawSources()),
});

function specsByRequirement(): ReadonlyMap<string, readonly string[]> {
  const [pure, others] = [PURE.flatMap(specsIn), OTHERS.flatMap(specsIn)];
  return new Map(
    REQUIREMENTS.map(({ id }) => {
      const naming = (specs: readonly Spec[]) =>
        specs.filter(({ text }) => text.includes(`'${id}'`)).map(({ path }) => path);
      const here = naming(pure);
      return [id, here.length > 0 ? here : naming(others)];
    }),
  );
}

interface Spec {
  readonly path: string;
  readonly text: string;
}

const specsIn = (folder: string): Spec[] =>
  readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.spec.ts') && !path.startsWith(ABOUT_PAGES))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(PROJECT_ROOT, path), 'utf8') }));
