import { Careful } from './careful.js';

/** The same matter in the same world, on which something can be tried without touching the first. */
export function copyOf(matter: Careful): Careful {
  const copy = Object.assign(Object.create(Careful.prototype) as Careful, matter);
  return Object.assign(copy, {
    history: [...matter.history],
    persons: new Map(matter.persons),
    meetings: new Map(matter.meetings),
    consultations: new Map(matter.consultations),
    decisions: new Map(matter.decisions),
    missing: new Set(matter.missing),
  });
}
