import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { deadlineWord } from '../exports/views/lexicon.js';
import { LAPSE } from '../decisions/open-deadlines.js';
import { nodesOf } from '../engine/machine-law.js';
import { actsKeeping, OF_THE_WHOLE, WAITED_FOR } from './duties.js';

/** Ids of deadlines as the workflow writes them; what follows a `$` is of the one matter. */
const IDS = ['deadlines', 'deadlines-after'].flatMap((name) => {
  const file = new URL(`../../workflows/major-decision/${name}.ts`, import.meta.url);
  return [...readFileSync(file, 'utf8').matchAll(/due\.push\(\{\s*id: ['`]([a-z-]+)/g)].map(
    ([, id = '']) => id,
  );
});

it('every deadline that passes is told by a name, not by its id', () => {
  for (const id of IDS)
    expect([id, `${id}1-2026`].filter((one) => deadlineWord(one).zh !== one)).not.toEqual([]);
});

it('every deadline is kept by acts that there are, or is that of the whole matter', () => {
  expect(IDS.length).toBeGreaterThan(9);
  for (const id of [...IDS, LAPSE]) {
    if (OF_THE_WHOLE.test(id)) continue;
    const acts = actsKeeping(id);
    expect([id, acts]).not.toEqual([id, []]);
    for (const act of acts) expect([id, Object.hasOwn(majorDecision.events, act) && act]).toEqual([id, act]);
  }
});

it('what a state is said to wait for is taken there', () => {
  const nodes = nodesOf(majorDecision.machine);
  for (const [place, acts] of Object.entries(WAITED_FOR)) {
    const state = nodes.find(({ key, parent }) => `${parent?.key}.${key}` === place);
    expect([place, state?.ownEvents.map(String)]).toEqual([place, expect.arrayContaining([...acts])]);
  }
});
