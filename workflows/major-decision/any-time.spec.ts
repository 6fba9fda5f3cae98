import { describe, expect, it } from 'vitest';
import { DEPARTABLE } from './workflow.js';
import { notNow, onlyUnmet, unmetWhen } from '../../test/story.js';
import { county, township, type Township } from '../../test/township.js';
import type { Requirement } from '../vocabulary.js';
import { requirements } from './workflow.js';

const shortCall = (matter: Township) => matter.opensCall({ deadline: '2025-04-07' });

describe('what can be recorded at any time', () => {
  it('what really happened, when it has happened', () => {
    const matter = township().on('2025-04-01').proposes();
    expect(
      onlyUnmet(matter, 'happened-already', () => matter.recordsIrregularity({ happenedOn: '2025-04-02' })),
    ).toMatchObject({ rules: ['ARCH-DATE'], strength: 'house' });
    const before = matter.value;
    matter.recordsIrregularity({ happenedOn: '2025-03-01' });
    expect(matter.met).toContain('happened-already');
    expect(matter.value).toEqual(before);
  });

  it('on every stage of the matter, changing no stage', () => {
    const stages: (() => Township)[] = [
      () => township().started(),
      () => township().drafted(),
      () => township().underReview(),
      () => township().cleared(),
      () => township().inMeeting(),
      () => township().discussed().decides('deferred', { reasonsAgainstMajority: '理由' }),
      () => township().adopted(),
      () => township().started().terminates(),
    ];
    for (const stage of stages) {
      const matter = stage();
      const before = matter.value;
      expect(matter.recordsIrregularity().auditFinds().value).toEqual(before);
    }
  });

  it('an auditor writes findings and nothing else', () => {
    const matter = township().cleared();
    expect(
      unmetWhen(matter, () => matter.submitsMeetingBundle({}, { by: 'auditor' })).map(
        (one) => one.requirement,
      ),
    ).toEqual(['competent']);
    matter.auditFinds();
  });
});

describe('a new official calendar', () => {
  it('reaches a running decision only by its own act', () => {
    const matter = township().drafted();
    const old = matter.calendar;
    matter.calendar = '1'.repeat(64);
    expect(onlyUnmet(matter, 'calendar-of-this-decision', () => matter.consultsUnits()).strength).toBe(
      'house',
    );
    matter.calendar = old;
    matter.noticedCalendar = '1'.repeat(64);
    matter.adoptsCalendar('1'.repeat(64));
    expect(matter.met).toEqual(expect.arrayContaining(['started-already', 'calendar-noticed']));
    onlyUnmet(matter, 'calendar-of-this-decision', () => matter.consultsUnits());
    matter.calendar = '1'.repeat(64);
    matter.consultsUnits();
  });

  it('is the official one, and comes after the start', () => {
    const matter = township().proposes();
    onlyUnmet(matter, 'started-already', () => matter.adoptsCalendar(matter.noticedCalendar));
    matter.screens().studies().starts();
    onlyUnmet(matter, 'calendar-noticed', () => matter.adoptsCalendar('1'.repeat(64)));
  });
});

describe('departing from a rule', () => {
  it('a township follows the decree by reference, and may depart with a reason, shown', () => {
    const matter = township().drafted();
    expect(onlyUnmet(matter, 'open-call-thirty-days', () => shortCall(matter)).strength).toBe('by-reference');
    matter.departs('open-call-thirty-days');
    expect(matter.met).toContain('departure-possible');
    shortCall(matter);
    expect(matter.steps['public-input']).toBe('open');
  });

  it('the seven working days may give way in a township; the review itself never does', () => {
    const matter = township()
      .cleared()
      .submitsMeetingBundle()
      .convenes('2025-04-22')
      .departs('legality-review-time');
    expect(matter.tables().value).toEqual({ meeting: 'tabled' });
  });

  it('a county is bound', () => {
    const matter = county().drafted();
    expect(onlyUnmet(matter, 'open-call-thirty-days', () => shortCall(matter)).strength).toBe('binding');
    expect(
      onlyUnmet(matter, 'departure-possible', () => matter.departs('open-call-thirty-days')).rules,
    ).toEqual(['D713-042-a', 'ORG-006']);
  });

  it('nothing gives way before the rules are fixed', () => {
    const matter = township().proposes();
    onlyUnmet(matter, 'departure-possible', () => matter.departs('open-call-thirty-days'));
  });

  it('legality review and collective decision never give way, nor does a whole step', () => {
    const matter = township().drafted();
    const never = [
      'reviewer-did-not-draft',
      'three-answers',
      'opinion-on-submitted-bundle',
      'review-bundle-complete',
      'exemptions-reviewed',
      'difference-shown',
      'legal-risk-stated',
      'reviewed-text-is-tabled',
      'meeting-of-the-deciding-body',
      'in-the-meeting',
      'discussed-by-others',
      'tabled-text-is-decided',
      'decided-text-is-issued',
      'public-is-not-departments',
      'exemption-grounded',
      'non-disclosure-determined',
      'expert-opinions-in',
      'risk-report-complete',
      'risk-judged-controllable',
      'competent',
      'paper-original',
      'documents-present',
      'edition-follows',
      'departure-possible',
      'no-such-requirement',
    ];
    for (const requirement of never)
      onlyUnmet(matter, 'departure-possible', () => matter.departs(requirement));
    const law: Readonly<Record<string, Requirement<never>>> = requirements;
    for (const id of DEPARTABLE) expect(law[id]?.rules.every((rule) => rule.startsWith('D713-'))).toBe(true);
  });

  it('leaves every transition where it was: no departure opens a meeting without a review', () => {
    const matter = township().drafted();
    for (const requirement of DEPARTABLE) matter.departs(requirement);
    matter.withSteps();
    notNow(matter, () => matter.submitsMeetingBundle());
    notNow(matter, () => matter.decides());
    matter.on('2025-04-14').requestsReview();
    onlyUnmet(matter, 'reviewer-did-not-draft', () =>
      matter.givesOpinion('lawful', {}, { by: 'inside-reviewer' }),
    );
  });

  it('is the deciding body’s, not the proposing unit’s', () => {
    const matter = township().drafted();
    expect(
      unmetWhen(matter, () => matter.departs('open-call-thirty-days', { by: 'proposer' })).map(
        ({ requirement }) => requirement,
      ),
    ).toEqual(['competent']);
  });
});
