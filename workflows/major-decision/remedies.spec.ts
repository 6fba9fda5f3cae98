import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { play, randomHistory } from '../../test/anything.js';
import { Careful } from '../../test/careful.js';
import { days } from '../../test/china-calendar.js';
import { copyOf } from '../../test/copies.js';
import { EVERYWHERE } from '../../test/everywhere.js';
import { exempted } from '../../test/next-step.js';
import { Misfits, onlyUnmet, paper, Refused } from '../../test/story.js';
import { MEMBERS } from '../../test/township.js';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import type { LocalDate } from '../vocabulary.js';

/** Any day for which the official calendars are known, and on which a matter may begin. */
const someDay = fc.integer({ min: 0, max: 365 * 6 }).map((offset) => days.addDays('2019-10-01', offset));
const somePlace = fc.constantFrom(...EVERYWHERE);
const begun = (day: LocalDate, place = EVERYWHERE[0]) => new Careful(place.level, place.where).on(day);

/** Refused the day before, for the days alone; accepted on that very day. */
function exact(
  requirement: string,
  matter: Careful,
  act: (matter: Careful) => unknown,
  on: (matter: Careful, day: LocalDate) => unknown = (one, day) => one.on(day),
): void {
  const { earliestOn } = onlyUnmet(matter, requirement, () => act(matter));
  if (earliestOn === undefined) throw new Error(`${requirement} names no day`);
  const before = copyOf(matter);
  on(before, days.addDays(earliestOn, -1));
  onlyUnmet(before, requirement, () => act(before));
  const then = copyOf(matter);
  on(then, earliestOn);
  act(then);
  expect(then.history.length).toBe(matter.history.length + 1);
}

const announce = (one: Careful, on: LocalDate) => one.announcesHearing(on).on(on);

describe('the earliest day that a refusal names', () => {
  it('is exact for the end of an open call, whatever the day and the place', () => {
    fc.assert(
      fc.property(someDay, somePlace, fc.integer({ min: 0, max: 20 }), (day, place, early) => {
        const matter = begun(day, place).drafted();
        const full = days.addDays(day, 90);
        matter.opensCall({ deadline: full }).on(days.addDays(full, -early));
        exact('open-call-over', matter, (one) => one.closesCall());
      }),
      { numRuns: 60 },
    );
  });

  it('is exact for the deadline of the call itself, roll-over included', () => {
    fc.assert(
      fc.property(someDay, fc.boolean(), fc.integer({ min: 1, max: 29 }), (day, rollOver, length) => {
        const matter = begun(day).under({ rollOver }, 'TIME-02').drafted();
        let deadline = days.addDays(day, length);
        exact(
          'open-call-thirty-days',
          matter,
          (one) => one.opensCall({ deadline }),
          (_, until) => (deadline = until),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is exact for the meeting after the review, in working days of every year', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 7, max: 15 }), (day, workingDays) => {
        const matter = begun(day).under({ legalityReviewWorkingDays: workingDays }, 'HLJ4-035').drafted();
        matter.holdsRoundTable({ groupsHeard: true }).reportsInput();
        matter.finds('expert-review', false).finds('risk-assessment', false).requestsReview().advises();
        matter.givesOpinion('lawful', { exemptionsReviewed: exempted(matter) }).submitsMeetingBundle();
        matter.convenes(days.addDays(day, 2));
        exact(
          'legality-review-time',
          matter,
          (one) => one.tables(),
          (one, on) => one.convenes(on),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is exact for hearings: notice, list and papers', () => {
    const cases = [
      ['hearing-noticed', { hearingNoticeDays: 30 }, 9],
      ['hearing-list-published', { hearingListDays: 12 }, 9],
      ['hearing-papers-seven-days', {}, 3],
    ] as const;
    fc.assert(
      fc.property(someDay, fc.constantFrom(...cases), (day, [requirement, rules, tooEarly]) => {
        const matter = begun(day).under(rules, 'SH35-017-a').drafted();
        const delivered = copyOf(matter);
        announce(delivered, days.addDays(day, tooEarly));
        const { earliestOn = '' } = onlyUnmet(delivered, requirement, () => delivered.holdsHearing());
        const early = announce(copyOf(matter), days.addDays(earliestOn, -1));
        onlyUnmet(early, requirement, () => early.holdsHearing());
        announce(copyOf(matter), earliestOn).holdsHearing();
      }),
      { numRuns: 60 },
    );
  });

  it('is exact for pre-announcements, lapses, round tables and deadlines', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 24 }), (day, size) => {
        const land = begun(day, {
          name: '',
          level: 'county',
          where: { matters: ['expropriation'] },
        }).drafted();
        land.beginsAssessment('land-pre-announcement');
        exact('assessment-took-its-time', land, (one) => one.recordsAssessment('land-pre-announcement'));

        const table = begun(day).under({ roundTablePapersDays: size }, 'HLJ4-017').drafted();
        table.convenesRoundTable(days.addDays(day, size));
        exact('round-table-papers', table, (one) => one.holdsRoundTable({ heldOn: one.today }));

        const plan = { plannedMeeting: { notBefore: day, notAfter: days.addDays(day, size) } };
        const late = begun(day).proposes().screens().studies().starts(plan);
        const due = days.addDays(day, size);
        exact('deadline-has-passed', late, (one) => one.passesDeadline('planned-meeting', due));
      }),
      { numRuns: 60 },
    );
  });

  it('is exact for the lapse of a deferred matter, whatever the month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), (lapseAfterMonths) => {
        const matter = new Careful('county').under({ lapseAfterMonths }, 'CZ4-022').discussed();
        matter.decides('deferred', { reasonsAgainstMajority: '理由' });
        exact('deferred-too-long', matter, (one) => one.lapses());
      }),
      { numRuns: 24 },
    );
  });
});

const drafted = (matter: Careful) =>
  matter.drafted({ units: ['police'], marketPlayers: true, specificGroups: true });
const reviewed = (matter: Careful) => {
  drafted(matter)
    .withSteps()
    .on(days.addDays(matter.today, 4))
    .collectsAssessments()
    .consultsUnits({ units: ['police'] });
  return matter.requestsReview();
};
const plainly = (matter: Careful) =>
  matter.givesOpinion('lawful', { exemptionsReviewed: exempted(matter), legalRisk: '风险' });

interface Situation {
  /** Brings the matter there. */
  readonly there: (matter: Careful) => Careful;
  /** What is refused there for want of this requirement. */
  readonly tries: (matter: Careful) => unknown;
  /** What another act can do about it, by whoever is competent. */
  readonly remedy: (matter: Careful) => unknown;
}

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'studied-by-unit-assigned': {
    there: (m) => m.proposes({ proposedBy: 'leader' }).screens(),
    tries: (m) => m.studies(),
    remedy: (m) => m.assignsStudy(),
  },
  'groups-heard': {
    there: (m) => drafted(m).holdsRoundTable({ groupsHeard: false }),
    tries: (m) => m.reportsInput(),
    remedy: (m) => m.holdsRoundTable({ groupsHeard: true, signedSheet: paper('signed-sheet', 'groups') }),
  },
  'expert-declared-free-of-interest': {
    there: (m) => drafted(m).finds('expert-review', true).invites(),
    tries: (m) => m.opines(),
    remedy: (m) => m.declares(),
  },
  'expert-opinions-in': {
    there: (m) => drafted(m).finds('expert-review', true).invites().declares(),
    tries: (m) => m.concludesExperts(),
    remedy: (m) => m.arguesWithExperts(),
  },
  'units-consulted': {
    there: (m) => drafted(m).withSteps().on(days.addDays(m.today, 4)).collectsAssessments(),
    tries: (m) => m.requestsReview(),
    remedy: (m) => m.consultsUnits({ units: ['police'] }),
  },
  'counsel-heard': { there: reviewed, tries: plainly, remedy: (m) => m.advises() },
  'counsel-not-against': {
    there: (m) => reviewed(m).advises({ position: 'unlawful' }),
    tries: plainly,
    remedy: (m) => m.advises({ position: 'lawful' }),
  },
  'discussed-by-others': {
    there: (m) => m.inMeeting().judgesRisk(true),
    tries: (m) => m.headSpeaks(),
    remedy: (m) => MEMBERS.forEach((member) => m.speaks(member)),
  },
  'risk-judged-controllable': {
    there: (m) => {
      m.inMeeting();
      for (const member of MEMBERS) m.speaks(member);
      return m.headSpeaks();
    },
    tries: (m) => m.decides(),
    remedy: (m) => m.judgesRisk(true),
  },
};

describe('the remedy that a refusal names', () => {
  it.each(Object.entries(SITUATIONS))(
    'once it has happened, %s is no longer among the unmet, in every place',
    (requirement, { there, tries, remedy }) => {
      for (const place of EVERYWHERE) {
        const matter = there(new Careful(place.level, place.where));
        expect(unmetOf(() => tries(copyOf(matter)))).toContain(requirement);
        remedy(matter);
        expect(unmetOf(() => tries(matter))).not.toContain(requirement);
      }
    },
  );

  it('of an assessment: once its result is in, in every place that asks for one', () => {
    let asked = 0;
    for (const place of EVERYWHERE) {
      const matter = drafted(new Careful(place.level, place.where))
        .withSteps()
        .consultsUnits({ units: ['police'] });
      if (!unmetOf(() => copyOf(matter).requestsReview()).includes('assessments-in')) continue;
      asked += 1;
      matter.collectsAssessments().requestsReview();
      expect(matter.met).toContain('assessments-in');
    }
    expect(asked).toBeGreaterThan(0);
  });

  it('every refusal says what was found, what is needed, what to do and who can do it', () => {
    const silent: JsonObject[] = [];
    fc.assert(
      fc.property(randomHistory(60), somePlace, (history, place) => {
        play(
          history,
          () => undefined,
          place,
          (_, refused) => {
            for (const { requirement, found, needed, remedy, whoCanSupply } of refused) {
              const said = [found, needed, remedy].every(
                ({ zh, en }) => zh.trim() !== '' && en.trim() !== '',
              );
              if (!said || (whoCanSupply ?? []).length === 0) silent.push({ requirement });
            }
          },
        );
      }),
      { numRuns: 60 },
    );
    expect([...new Set(silent.map(({ requirement }) => requirement))]).toEqual([]);
  });
});

function unmetOf(tries: () => unknown): readonly string[] {
  try {
    tries();
    return [];
  } catch (refused) {
    if (refused instanceof Refused && refused.verdict.is === 'refused')
      return refused.verdict.unmet.map(({ requirement }) => requirement);
    if (refused instanceof Refused || refused instanceof Misfits) return [];
    throw refused;
  }
}
