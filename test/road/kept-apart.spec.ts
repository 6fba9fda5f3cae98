import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { Act, Grant, PersonFacts } from '../../workflows/vocabulary.js';
import { actOf } from '../../src/engine/fold.js';
import { stoodInAfter, unmetBySides, type StoodIn } from '../../src/engine/delegated.js';
import type { Procedure } from '../../src/engine/procedure.js';
import { delegationFacts, type Delegation } from '../../src/people/delegations.js';
import { withLent } from '../../src/road/facts.js';
import { describeOnSqlite } from '../databases.js';
import { AtWork } from './at-work.js';
import { matterAt } from './stages.js';
import { BODY, UNITS } from './town.js';

const PEOPLE = ['zhao', 'qian', 'sun', 'li', 'zhou'] as const;
type Name = (typeof PEOPLE)[number];
const PROPOSER: Grant = { role: 'proposer', unit: UNITS.office, body: BODY };
const REVIEWER: Grant = { role: 'legality-reviewer', unit: UNITS.justice, body: BODY };
const ON = '2026-03-02';

/** Who holds what, who lent what to whom, and who then does what, for whom. */
interface Course {
  readonly held: Readonly<Record<Name, readonly Grant[]>>;
  readonly lent: readonly {
    readonly by: Name;
    readonly to: Name;
    readonly role: 'proposer' | 'legality-reviewer';
  }[];
  readonly drafts: readonly Doing[];
  readonly reviews: readonly (Doing & {
    readonly type: 'LegalityOpinionIssued' | 'LegalityBundleReturned';
  })[];
}
interface Doing {
  readonly actor: Name;
  readonly for: Name | undefined;
}

const name = fc.constantFrom(...PEOPLE);
const doing = { actor: name, for: fc.option(name, { nil: undefined }) };
const course: fc.Arbitrary<Course> = fc.record({
  held: fc.record(
    Object.fromEntries(
      PEOPLE.map((one) => [one, fc.subarray([PROPOSER, REVIEWER], { minLength: 1 })]),
    ) as Record<Name, fc.Arbitrary<Grant[]>>,
  ),
  lent: fc.array(fc.record({ by: name, to: name, role: fc.constantFrom('proposer', 'legality-reviewer') }), {
    minLength: 2,
    maxLength: 8,
  }),
  drafts: fc.array(fc.record(doing), { minLength: 2, maxLength: 6 }),
  reviews: fc.array(
    fc.record({ ...doing, type: fc.constantFrom('LegalityOpinionIssued', 'LegalityBundleReturned') }),
    { minLength: 3, maxLength: 8 },
  ),
});

/** A matter as its own record tells it, so that its acts can be done again by others. */
interface Recorded {
  readonly procedure: Procedure;
  /** From the beginning to the review, in order. */
  readonly acts: readonly Act[];
  readonly reviews: Readonly<Record<string, Act>>;
}

describeOnSqlite('People kept apart', (fresh) => {
  test('whatever is granted and lent, no natural person both drafts and reviews', async () => {
    const recorded = await aRecordedMatter(await AtWork.begins(fresh));
    const seen = { reviewed: 0, refused: 0, byDelegate: 0, refusedForTheSide: 0 };
    fc.assert(
      fc.property(course, (one) => {
        const { drafted, reviewed, refused, onlyBySide, byDelegate } = goes(recorded, one);
        seen.reviewed += reviewed.length;
        seen.refused += refused;
        seen.byDelegate += byDelegate;
        seen.refusedForTheSide += onlyBySide;
        for (const person of reviewed) expect(drafted).not.toContain(person);
      }),
      { numRuns: 50, seed: 713 },
    );
    // It would say nothing if nobody had reviewed, or nobody had been refused.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(1);
  });
});

async function aRecordedMatter({ town, running }: AtWork): Promise<Recorded> {
  const matter = await matterAt(town, 'underReview');
  const returned = { reason: '材料不全', missing: ['legal-basis'] };
  await matter.does('reviewer', 'LegalityBundleReturned', returned);
  await matter.requestsReview();
  await matter.passesReview();
  const { ledger, road, calendars } = running.parts;
  const { loaded } = await road.states.read(running.parts.database.read, `decision/${matter.id}`);
  const acts = (await ledger.eventsOf(`decision/${matter.id}`)).map(({ leaf }) => actOf(leaf, calendars.at));
  const first = (type: string) => acts.findIndex((act) => act.type === type);
  const [back, opinion] = ['LegalityBundleReturned', 'LegalityOpinionIssued'].map(
    (type) => acts[first(type)],
  );
  if (!back || !opinion) throw new Error('The matter was not reviewed.');
  return {
    procedure: loaded.procedure,
    acts: acts.slice(0, first('LegalityBundleReturned')),
    reviews: { LegalityBundleReturned: back, LegalityOpinionIssued: opinion },
  };
}

/** The matter again: drafted by whoever of these may, several times over, and reviewed by whoever may then. */
function goes({ procedure, acts, reviews }: Recorded, { held, lent, drafts, reviews: tried }: Course) {
  let state: unknown;
  let stoodIn: StoodIn | undefined;
  const drafted = new Set<string>();
  const reviewed: string[] = [];
  let [refused, onlyBySide, byDelegate] = [0, 0, 0];
  const does = (template: Act, one: Doing) => {
    const act = doneBy(template, one, held, lent);
    if (!act) return undefined;
    const verdict = procedure.decide(state, act);
    const bySides = verdict.is === 'accepted' ? unmetBySides(procedure, state, act, stoodIn) : [];
    if (verdict.is === 'accepted' && bySides.length > 0) onlyBySide += 1;
    return verdict.is === 'accepted' && bySides.length === 0 ? { act, after: verdict.state } : undefined;
  };
  for (const template of acts) {
    if (template.type !== 'DraftSubmitted') {
      state = accepted(procedure, state, template);
      continue;
    }
    let edition = 0;
    const editionBy = (person: string): Act => {
      const payload = { ...(template.payload as object), edition: edition + 1, drafters: [person] };
      return { ...template, payload };
    };
    for (const one of drafts) {
      const done = does(editionBy(one.actor), one);
      if (!done) continue;
      edition += 1;
      state = done.after;
      stoodIn = stoodInAfter(stoodIn, done.act);
      for (const person of peopleIn(one)) drafted.add(person);
    }
    // Somebody of the lead unit submits the last edition, so that every course gets to the review.
    state = accepted(procedure, state, editionBy(template.actor));
  }
  for (const one of tried) {
    const template = reviews[one.type];
    const done = template && does(template, one);
    if (!done) refused += 1;
    else {
      reviewed.push(...peopleIn(one));
      if (one.for) byDelegate += 1;
    }
  }
  return { drafted, reviewed, refused, onlyBySide, byDelegate };
}

/** @throws Error: in the recorded course nothing is refused */
function accepted(procedure: Procedure, state: unknown, act: Act): unknown {
  const verdict = procedure.decide(state, act);
  if (verdict.is !== 'accepted') throw new Error(`${act.type} is refused: ${JSON.stringify(verdict)}`);
  return verdict.state;
}

const peopleIn = (one: Doing): Name[] => [one.actor, ...(one.for ? [one.for] : [])];

/** The act as the road would put it together; undefined where nobody lent what it takes. */
function doneBy(
  template: Act,
  { actor, for: other }: Doing,
  held: Course['held'],
  lent: Course['lent'],
): Act | undefined {
  const facts = (person: Name): PersonFacts => ({
    person,
    position: 0,
    grants: held[person],
    standing: 'good',
  });
  const role = template.type === 'DraftSubmitted' ? PROPOSER : REVIEWER;
  const delegation =
    other &&
    delegationFacts({ delegations: delegationsOf(other, lent) }, facts(other), {
      to: facts(actor),
      type: template.type,
      roles: [role.role],
      subject: template.subject,
      body: BODY,
      on: ON,
    });
  if (other && !delegation) return undefined;
  const { delegation: _, principal: __, persons, ...rest } = template.facts;
  const own = facts(actor);
  const named = Object.fromEntries(
    [...Object.keys(persons ?? {}), actor].map((one) => [one, { ...own, person: one }]),
  );
  return {
    ...template,
    actor,
    actorRole: role.role,
    actorUnit: role.unit,
    facts: {
      ...rest,
      ...(persons && { persons: named }),
      actor: delegation ? { ...own, grants: withLent(own.grants, delegation.grants) } : own,
      ...(delegation && { delegation }),
    },
  };
}

const delegationsOf = (by: Name, lent: Course['lent']): Delegation[] =>
  lent
    .filter((one) => one.by === by && one.to !== by)
    .map(({ to, role }, at) => {
      const days = { from: '2026-01-01', until: '2026-12-31' };
      return { delegation: `${by}-${at}`, to, body: BODY, roles: [role], ...days };
    });
