import type { Text } from '../../workflows/vocabulary.js';
import type { Jurisdictions } from '../jurisdictions/load-jurisdictions.js';
import { readOverlay, ROOT, type Overlay } from '../jurisdictions/overlay.js';
import { areKnown, ruleSetFor } from '../jurisdictions/rule-sets.js';
import { SHIPPED, withDrafts } from '../jurisdictions/shipped.js';
import type { UnitState } from '../people/unit.js';
import type { FactReaders } from '../road/facts.js';

/** The rules of a place or a matter as a draft would have them, among all others. */
export interface DraftRules {
  readonly id: string;
  readonly title: Text;
  readonly among: Jurisdictions;
  readonly ruleSet: FactReaders['ruleSet'];
}

/**
 * The draft takes the place of the file with its id. A new place's draft binds the bodies that follow the place which it
 * extends. It is rehearsed as if it had always been in force: that it is not is why it is a draft.
 * @throws JurisdictionsRefused when it does not read, or loses what the law above it demands
 */
export function draftRules(path: string): DraftRules {
  const { id, of, title, extends: above } = readOverlay(path);
  const among = asIfInForce(withDrafts([path]), id);
  const placeFor = (place: string) =>
    of === 'place' && !SHIPPED.places.has(id) && place === above ? id : place;
  return {
    id,
    title,
    among,
    ruleSet: ({ state }, on, matters = []) => {
      if (state === undefined) return undefined;
      const { level, ruleSet: place } = state as UnitState;
      const jurisdiction = placeFor(place);
      return areKnown(jurisdiction, matters, among)
        ? ruleSetFor(level, on, { jurisdiction, matters, among })
        : undefined;
    },
  };
}

function asIfInForce(loaded: Jurisdictions, id: string): Jurisdictions {
  const { inForceFrom } = SHIPPED.national;
  const applied = <T extends Overlay>(overlay: T): T => {
    if (overlay.id !== id) return overlay;
    const { inForceUntil: _, ...rest } = overlay;
    const assessments = overlay.assessments.map((one) => ({ ...one, inForceFrom }));
    return { ...rest, inForceFrom, assessments } as T;
  };
  const all = (overlays: ReadonlyMap<string, Overlay>) =>
    new Map([...overlays].map(([name, overlay]) => [name, applied(overlay)]));
  return {
    ...loaded,
    national: id === ROOT ? applied(loaded.national) : loaded.national,
    places: all(loaded.places),
    matters: all(loaded.matters),
    chainOf: (place) => loaded.chainOf(place).map(applied),
  };
}
