import {
  actsPossible,
  catalogueActs,
  catalogueAfter,
  notDrafted,
  type Catalogue,
} from '../../workflows/catalogue/catalogue.js';
import { catalogueRequirements } from '../../workflows/catalogue/requirements.js';
import type { CatalogueFacts } from '../../workflows/other-subjects.js';
import { registerFrom } from '../engine/register.js';
import type { Room, Standpoint } from '../road/room.js';
import { projectCatalogue } from './projection.js';

export const catalogueProcedure = registerFrom<Catalogue>({
  id: 'catalogue',
  version: '1',
  first: 'CatalogueDrafted',
  empty: notDrafted,
  events: catalogueActs,
  requirements: Object.fromEntries(catalogueRequirements.map((one) => [one.id, one])),
  possible: actsPossible,
  fold: catalogueAfter,
  bodyOf: (catalogue, act) => catalogue.body || (act.payload as { body?: string } | undefined)?.body,
});

/** `catalogue/{body}-{year}` on the road: open to whoever holds a role in that body; everybody reads it once published. */
export function catalogueRoom(): Room {
  return {
    kind: 'catalogue',
    procedureFor: () => ({ procedure: catalogueProcedure }),
    mayAccess: (person, state) => person.grants.some(({ body }) => body === (state as Catalogue).body),
    bodyOf: (state, payload) =>
      (state as Catalogue | undefined)?.body ?? (payload?.['body'] as string | undefined),
    project: projectCatalogue,
  };
}

/** What a decision's requirements may know of a catalogue that has been drafted. */
export function catalogueFacts(catalogue: string, { version, state }: Standpoint): CatalogueFacts {
  const { body, year, status, items } = state as Catalogue;
  return { catalogue, position: version, body, year, status, items: items.map(({ number }) => number) };
}
