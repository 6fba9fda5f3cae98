// Stands in for src/engine/standing.ts in a mutation run (scripts/mutate.mjs), and nowhere else: the one door through
// which every requirement is asked. The requirement that the environment names is always met.
import { standingOf as really } from '../src/engine/standing.ts';

export * from '../src/engine/standing.ts';

export const standingOf = (requirement, ...asked) =>
  requirement.id === process.env.CHENGXU_ALWAYS_MET
    ? { requirement: requirement.id, title: requirement.title, is: 'met' }
    : really(requirement, ...asked);
