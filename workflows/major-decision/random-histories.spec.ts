import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { play, randomHistory } from '../../test/anything.js';
import { BODY } from '../../test/cast.js';
import { Misfits, procedure, Refused } from '../../test/story.js';
import type { Careful } from '../../test/careful.js';
import { EVERYWHERE } from '../../test/everywhere.js';
import { township } from '../../test/township.js';
import { canonicalize, type Json } from '../../src/canonical/canonical-json.js';
import type { RecordedAct } from '../../src/engine/fold.js';
import { personFactsOf, type Act } from '../vocabulary.js';
import { DEPARTABLE } from './workflow.js';

type Told = Readonly<Record<string, unknown>>;
const told = (event: RecordedAct): Told => event.data.payload;

const ofType = (type: string) => (event: RecordedAct) => event.type === type;

/** What the events themselves say, told without the machine: was every step done, and on the text decided? */
function doneByTheEvents(history: readonly RecordedAct[]): Record<string, boolean> {
  const last = (is: (event: RecordedAct) => boolean) => history.findLastIndex(is);
  const finding = (step: string) => (event: RecordedAct) =>
    event.type === 'StepFindingRecorded' && told(event)['step'] === step && told(event)['required'] === false;
  const sentBackTo = (step: string) =>
    last(
      (event) =>
        (event.type === 'LegalityOpinionIssued' && told(event)['missingStep'] === step) ||
        (step === 'risk-assessment' && event.type === 'RiskJudged' && told(event)['controllable'] === false),
    );
  const doneSince = (step: string, type: string) =>
    Math.max(last(ofType(type)), last(finding(step))) > sentBackTo(step);
  const decided = last(ofType('OutcomeDecided'));
  const bundle = told(history[decided] as RecordedAct)['bundleDigest'];
  const seen = (event: RecordedAct) =>
    (event.type === 'LegalityOpinionIssued' &&
      ['lawful', 'exploratory'].includes(String(told(event)['outcome'])) &&
      told(event)['bundleDigest'] === bundle) ||
    (event.type === 'ConformityConfirmed' && told(event)['to'] === bundle);
  const lastEdition = last((event) => event.type === 'DraftSubmitted' && history.indexOf(event) < decided);
  return {
    'public-input': doneSince('public-input', 'PublicInputReported'),
    'expert-review': doneSince('expert-review', 'ExpertReviewConcluded'),
    'risk-assessment': doneSince('risk-assessment', 'RiskAssessed'),
    'legality-review': last(seen) > lastEdition,
    'collective-decision':
      last(ofType('HeadSpoke')) > last(ofType('TabledAtMeeting')) &&
      last(ofType('TabledAtMeeting')) > lastEdition,
    'the text decided is the last edition':
      told(history[lastEdition] as RecordedAct)['bundleDigest'] === bundle,
  };
}

function competent(event: RecordedAct): boolean {
  const facts = personFactsOf({ facts: event.data.facts } as Act);
  return facts.grants.some(({ role }) => procedure.rolesFor(event.type).includes(role));
}

const long = (kind: string, index: number) => `${kind}-${index}-`.padEnd(64, 'x');
const many = (kind: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => long(kind, from + index));

/** Histories tried at each place; `npm run campaign:histories` tries many more, and tells what came of them. */
const RUNS = Number(process.env['CHENGXU_HISTORIES'] ?? 12);

describe('whatever anybody tries', () => {
  it.each(EVERYWHERE)(
    'no accepted history reaches an outcome with effect without the five steps: $name',
    (place) => {
      let effective = 0;
      const tried = { acts: 0, accepted: 0 };
      const check = (matter: Careful) => {
        if (!matter.state?.hasTag('effective')) return;
        effective += 1;
        for (const status of Object.values(matter.steps)) expect(['completed', 'exempted']).toContain(status);
        expect(Object.entries(doneByTheEvents(matter.history)).filter(([, done]) => !done)).toEqual([]);
      };
      fc.assert(
        fc.property(randomHistory(100), (history) => {
          const matter = play(
            history,
            (now, accepted) => {
              tried.acts += 1;
              if (!accepted) return;
              tried.accepted += 1;
              check(now);
            },
            place,
          );
          if (matter.state) expect(matter.replayed()).toBe(matter.hash);
        }),
        { numRuns: RUNS },
      );
      expect(effective).toBeGreaterThan(0);
      if (process.env['CHENGXU_HISTORIES'] !== undefined)
        process.stdout.write(
          `| ${place.name} | ${RUNS} | ${tried.acts} | ${tried.accepted} | ${effective} |\n`,
        );
    },
  );

  it('what is refused changes nothing, what is accepted was competent, and the same events give the same state', () => {
    fc.assert(
      fc.property(randomHistory(100), (history) => {
        let before: string | undefined;
        const matter = play(history, (now, accepted) => {
          const hash = now.state && now.hash;
          if (!accepted && before !== undefined) expect(hash).toBe(before);
          before = hash;
        });
        expect(matter.history.filter((event) => !competent(event))).toEqual([]);
        if (matter.state) expect(matter.replayed()).toBe(matter.hash);
      }),
      { numRuns: 40 },
    );
  });

  it('the memory of a decision stays small', () => {
    fc.assert(
      fc.property(randomHistory(400), (history) => {
        const { state } = play(history);
        if (state) expect(canonicalize(state.context as Json).length).toBeLessThan(64 * 1024);
      }),
      { numRuns: 15 },
    );
  });

  it('also when those within fill every list that they can', () => {
    const matter = township().drafted().finds('expert-review', true);
    until((round) => matter.drafts({ drafters: many('drafter', round * 20, 20) }));
    until((round) => matter.consultsUnits({ units: many('unit', round * 20, 20) }));
    until((round) => matter.recordsAssessment(`kind-${'x'.repeat(round)}`));
    until((round) => {
      const expert = long('expert', round);
      const grants = [{ role: 'expert' as const, unit: 'university', body: BODY }];
      matter.persons.set(expert, { person: expert, position: 0, standing: 'good', grants });
      return matter.invites(expert).declares(expert).opines(expert);
    });
    for (const requirement of DEPARTABLE) matter.departs(requirement);
    expect(canonicalize(matter.state?.context as Json).length).toBeLessThan(64 * 1024);
  });
});

function until(attempt: (round: number) => unknown): void {
  for (let round = 0; round < 1000; round += 1) if (isRefused(() => attempt(round))) return;
  throw new Error('it never ended');
}

function isRefused(tries: () => unknown): boolean {
  try {
    tries();
    return false;
  } catch (refused) {
    if (refused instanceof Refused || refused instanceof Misfits) return true;
    throw refused;
  }
}
