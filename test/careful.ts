import { valueOf, type LocalDate } from '../workflows/vocabulary.js';
import type { Context } from '../workflows/major-decision/context.js';
import { assessmentsFor } from '../workflows/major-decision/assessments.js';
import type { Level } from '../src/jurisdictions/levels.js';
import type { Where } from '../src/jurisdictions/rule-sets.js';
import { BODY } from './cast.js';
import { days } from './china-calendar.js';
import type { Change } from './matter-in-steps.js';
import { paper, type How } from './story.js';
import { MEMBERS, Township } from './township.js';

const PAPERS_OF_THE_UNIT = ['legal-basis', 'procedure-account', 'unit-pre-review', 'unit-discussion-minutes'];

/**
 * Somebody who fills in whatever any place asks for. Acts stay the same acts, so that what is refused is refused for
 * what was really missing, and not for a field that this place alone knows.
 */
export class Careful extends Township {
  constructor(level: Level, where: Where = {}) {
    super(level, where);
    this.catalogue = {
      catalogue: `${BODY}-2025`,
      position: 2,
      body: BODY,
      year: 2025,
      status: 'published',
      items: [1],
    };
  }

  private get kept(): Context | undefined {
    return this.state?.context as Context | undefined;
  }

  override starts(change: Change = {}, how: How = {}): this {
    return super.starts({ completionBy: days.addDays(this.today, 270), ...change }, how);
  }

  override holdsRoundTable(change: Change = {}, how: How = {}): this {
    const before = this.kept ? valueOf(this.kept, 'roundTablePapersDays') : 0;
    if (before > 0 && this.kept?.publicInput.roundTablePapersOn === null) {
      this.convenesRoundTable(days.addDays(this.today, before));
      this.on(days.addDays(this.today, before));
    }
    const participants = [
      { kind: 'residents', count: 12 },
      { kind: 'businesses', count: 2 },
    ];
    return super.holdsRoundTable({ participants, ...change }, how);
  }

  override reportsInput(change: Change = {}, how: How = {}): this {
    const all = {
      publishedOn: this.today,
      objecting: 0,
      hearingRequests: { received: 1, granted: 0, refusedWithReason: 1 },
      hearingReport: paper('hearing-report'),
      furtherArgument: paper('further-argument'),
      feedback: paper('feedback'),
    };
    return super.reportsInput({ ...all, ...change }, how);
  }

  override opines(expert = 'professor', change: Change = {}, how: How = {}): this {
    return super.opines(expert, { unprompted: true, ...change }, how);
  }

  override assessesRisk(change: Change = {}, how: How = {}): this {
    const people = { writtenBy: ['assessor'], reviewedBy: ['auditor'], villagersTookPart: true };
    return super.assessesRisk({ ...people, ...change }, how);
  }

  override requestsReview(change: Change = {}, how: How = {}): this {
    return super.requestsReview({ papers: PAPERS_OF_THE_UNIT.map((kind) => paper(kind)), ...change }, how);
  }

  override submitsMeetingBundle(change: Change = {}, how: How = {}): this {
    const results = this.ruleSet.assessments.map(({ kind }) => `${kind}-result`);
    return super.submitsMeetingBundle(change, how, [...results, 'step-explanation', 'special-statement']);
  }

  override opens(present: readonly string[] = ['head', ...MEMBERS]): this {
    super.opens(present);
    const meeting = this.meetings.get(this.meeting);
    if (meeting) this.meetings.set(this.meeting, { ...meeting, justiceInAttendance: true });
    return this;
  }

  override withSteps(): this {
    this.on('2025-04-10').hearsThePublic().reportsInput();
    return this.finds('expert-review', true)
      .arguesWithExperts()
      .finds('risk-assessment', true)
      .assessesRisk();
  }

  /** Whatever the place and the matter ask of public input: a round table, and a hearing where one is due. */
  hearsThePublic(): this {
    this.holdsRoundTable({ groupsHeard: true });
    if (!this.kept || !valueOf(this.kept, 'hearingRequired')) return this;
    const on = days.addDays(this.today, 31);
    return this.announcesHearing(on, { participants: 9 }).on(on).holdsHearing();
  }

  /** As many experts as the place asks for, an odd number of them. */
  arguesWithExperts(): this {
    const least = this.kept
      ? Math.max(valueOf(this.kept, 'expertsAtLeast'), valueOf(this.kept, 'expertsAtLeastContested'))
      : 1;
    const size = least % 2 === 0 ? least + 1 : least;
    for (let index = 0; index < size; index += 1) {
      const expert = index === 0 ? 'professor' : `academic-${index}`;
      const grants = [{ role: 'expert' as const, unit: 'academy', body: BODY }];
      if (index > 0) this.persons.set(expert, { person: expert, position: 0, standing: 'good', grants });
      this.invites(expert).declares(expert).opines(expert);
    }
    return this.concludesExperts();
  }

  /** Every assessment that these rules ask for and that is not in yet, each in its time. */
  collectsAssessments(): this {
    if (!this.kept) return this;
    for (const { kind, lastsWorkingDays } of assessmentsFor(this.kept)) {
      if (this.kept.assessments[kind]?.result === 'passed') continue;
      if (lastsWorkingDays !== undefined) {
        if (!this.kept.assessments[kind]?.begunOn) this.beginsAssessment(kind);
        this.on(later(this.today, days.addDays(this.today, lastsWorkingDays * 3)));
      }
      this.recordsAssessment(kind);
    }
    return this;
  }

  override underReview(): this {
    return this.drafted()
      .withSteps()
      .on(later(this.today, '2025-04-14'))
      .collectsAssessments()
      .requestsReview()
      .advises();
  }

  override tabled(): this {
    this.cleared().submitsMeetingBundle();
    return this.convenes(days.addDays(this.today, 20)).tables();
  }

  override cleared(): this {
    return this.underReview().on(days.addDays(this.today, 4)).givesOpinion();
  }

  override inMeeting(): this {
    return this.tabled()
      .on(this.meetings.get(this.meeting)?.plannedOn ?? this.today)
      .opens();
  }
}

const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other);
