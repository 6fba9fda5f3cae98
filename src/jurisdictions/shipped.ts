import { join } from 'node:path';
import { DEPARTABLE, requirements } from '../../workflows/major-decision/workflow.js';
import { PROJECT_ROOT } from '../project-root.js';
import { loadJurisdictions, type Jurisdictions } from './load-jurisdictions.js';

const SOURCES = {
  folders: {
    jurisdictions: join(PROJECT_ROOT, 'workflows/jurisdictions'),
    matters: join(PROJECT_ROOT, 'workflows/matters'),
  },
  departable: DEPARTABLE,
  house: Object.values(requirements)
    .filter(({ strength }) => strength === 'house')
    .map(({ id }) => id),
};

/** The rules that come with the program. Nothing starts while one of them is unlawful. */
export const SHIPPED: Jurisdictions = loadJurisdictions(SOURCES);

/** The same with drafts beside them: what would be the law if these were in force? @throws JurisdictionsRefused */
export const withDrafts = (extra: readonly string[]): Jurisdictions =>
  loadJurisdictions({ ...SOURCES, extra });
