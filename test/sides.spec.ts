import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { unmetBySides, type StoodIn } from '../src/engine/delegated.js';
import { actOf } from '../src/engine/fold.js';
import type { Procedure } from '../src/engine/procedure.js';
import type { Act } from '../workflows/vocabulary.js';
import type { Leaf } from '../verifier/core/leaf.js';
import type { BuiltWorkflow } from '../verifier/core/procedure.js';
import { standsBySides } from '../verifier/core/sides.js';

type State = { readonly context: { readonly drafters: string[]; readonly assessors: { person: string }[] } };

/** Refuses whoever drafted or assessed, and a second person who is the first; many drafters are not in their turn. */
const decide = (state: State, { actor, payload }: Act) => {
  const { drafters, assessors } = state.context;
  if (drafters.length > 4) return { is: 'not-now', possible: [] };
  const { checkedBy } = payload as { checkedBy?: string };
  const unmet = [
    ...(drafters.includes(actor) ? ['reviewer-did-not-draft'] : []),
    ...(assessors.some(({ person }) => person === actor) ? ['evaluated-independently'] : []),
    ...(checkedBy === actor ? ['correction-checked'] : []),
  ].map((requirement) => ({ requirement, title: { zh: '', en: '' } }));
  return unmet.length > 0 ? { is: 'refused', unmet } : { is: 'accepted', state };
};

const person = fc.constantFrom('zhao', 'qian', 'sun', 'li');
const course = fc.record({
  drafters: fc.uniqueArray(person, { maxLength: 2 }),
  assessors: fc.array(fc.record({ person }), { maxLength: 2 }),
  before: fc.array(fc.tuple(person, person), { maxLength: 3 }),
  actor: person,
  by: fc.option(person, { nil: undefined }),
  checkedBy: person,
});

/** Only what is asked of it here. */
const read = <T>(value: unknown): T => value as T;

test('the road and the stand-alone verifier resolve delegation alike, each written apart', () => {
  const told = { stands: 0, falls: 0 };
  fc.assert(
    fc.property(course, ({ drafters, assessors, before, actor, by, checkedBy }) => {
      const facts = {
        calendar: '',
        actor: { person: actor },
        ...(by !== undefined && { delegation: { by: { person: by } } }),
      };
      const data = { payload: { checkedBy }, facts, version: 0 };
      const leaf = read<Leaf>({
        type: 'T',
        subject: 's',
        time: '2026-03-02T01:00:00.000Z',
        actor,
        data,
      });
      const state: State = { context: { drafters, assessors } };
      const procedure = read<Procedure>({ decide });
      const act = actOf(leaf as never, () => undefined as never);
      if (decide(state, act).is !== 'accepted') return;
      const pairs: StoodIn = before;
      const known = pairs.length > 0 ? pairs : undefined;
      const road = unmetBySides(procedure, state, act, known).length === 0;
      const alone = standsBySides(read<BuiltWorkflow>({ procedure }), state, leaf, undefined, pairs);
      expect(alone).toBe(road);
      told[road ? 'stands' : 'falls'] += 1;
    }),
    { numRuns: 2000, seed: 713 },
  );
  expect(Math.min(told.stands, told.falls)).toBeGreaterThan(100);
});
