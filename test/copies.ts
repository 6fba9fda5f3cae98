import type { Story } from './story.js';

/** The same matter in the same world, on which something can be tried without touching the first. */
export function copyOf<Matter extends Story>(matter: Matter): Matter {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(matter) as object) as Matter, matter);
  return Object.assign(copy, {
    history: [...matter.history],
    persons: new Map(matter.persons),
    meetings: new Map(matter.meetings),
    consultations: new Map(matter.consultations),
    decisions: new Map(matter.decisions),
    missing: new Set(matter.missing),
  });
}
