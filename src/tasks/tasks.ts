import type { AnyMachineSnapshot } from 'xstate';
import type { BaseContext } from '../../workflows/definition.js';
import type { Consultation } from '../../workflows/consultation/consultation.js';
import type { DayCounting, Text } from '../../workflows/vocabulary.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { deadlinesIn } from '../decisions/open-deadlines.js';
import { citedBy } from '../decisions/rules-shown.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { cite } from '../law/citations.js';
import type { ActiveRoles } from '../people/actor.js';
import { namesFor } from '../people/directory.js';
import type { Look } from '../road/facts.js';
import type { Road } from '../road/record-event.js';
import type { Standpoint } from '../road/room.js';
import type { Task, TaskList, TaskQuery } from './answers.js';
import { candidatesOf, type Candidate } from './candidates.js';
import { lentCandidatesOf } from './lent-candidates.js';
import { CAN_BE_DONE_AGAIN, doneAlready } from './done-already.js';
import { workingDaysLeft } from './days-left.js';
import { OWED_AT_ANY_TIME } from './duties.js';
import { owedIn } from './owed.js';
import { NO_DAY } from './projection.js';
import { ReadinessKept, type Asked, type Asking } from './readiness.js';
import { stepTitle } from './step-title.js';
import { titlesOf } from './titles.js';

/** Working days left at which a day is near. */
const SOON = 3;
/** So many calendar days hold more working days than that, whatever the holidays. */
const NEAR_DAYS = 31;
/** The day of a meeting is kept by holding it; it is no deadline of a workflow. */
const OF_THE_MEETING = {
  title: { zh: '会议日期', en: 'day of the meeting' },
  rule: 'D713-030-a',
  provisional: false,
};

interface Judged {
  readonly candidate: Candidate;
  readonly asked: Asked;
  readonly state: Task['state'];
}

/** What can or must be done by somebody now, over everything in which they have a part. */
export class Tasks {
  private readonly readiness: ReadinessKept;

  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly world: {
      readonly released: readonly ReleasedWorkflow[];
      readonly calendars: Calendars;
      readonly clock: Clock;
    },
  ) {
    this.readiness = new ReadinessKept(road, database.read);
  }

  /** @throws ReplayDisagrees where a subject of them is altered: it is not left out in silence */
  async of({ person, grants }: ActiveRoles, query: TaskQuery): Promise<Omit<TaskList, 'confirmations'>> {
    const today = dateInShanghai(this.world.clock.legal().toISOString());
    await this.readiness.catchUp();
    const own = await candidatesOf(this.database.read, grants, query);
    const lent = await lentCandidatesOf(this.database.read, { person, today, own: own.candidates }, query);
    const judged: Judged[] = [];
    const asking = { person, on: today, look: this.lookingOnce() };
    const candidates =
      lent.candidates.length === 0 ? own.candidates : inOrder([...own.candidates, ...lent.candidates]);
    for (const candidate of candidates) {
      const { act, delegatedBy } = candidate;
      const asked = await this.readiness.ask(asking, candidate);
      // What is not owed waits for nothing either; what waits in a colleague's list is theirs to follow.
      if (asked.is === 'blocked' && (delegatedBy !== undefined || OWED_AT_ANY_TIME.has(act))) continue;
      const duty = await this.dutyFor(asking, candidate);
      if (query.duty !== 'all' && duty !== query.duty) continue;
      judged.push({ candidate: { ...candidate, duty }, asked, state: await this.stateOf(asking, candidate) });
    }
    const open = judged.filter(({ asked }) => asked.is !== 'blocked');
    const wanted = judged.filter(
      ({ asked, state }) =>
        (query.is === 'all' || (asked.is === 'blocked') === (query.is === 'blocked')) &&
        (query.state === undefined || state === query.state),
    );
    const after = query.cursor;
    const page = wanted
      .filter(({ candidate }) => after === undefined || placeOf(candidate) > after)
      .slice(0, query.limit);
    const last = page.length === query.limit ? page.at(-1) : undefined;
    return {
      tasks: await this.told(person, today, page),
      counts: this.counts(open, judged.length - open.length),
      more: own.more || lent.more,
      ...(last ? { nextCursor: placeOf(last.candidate) } : {}),
    };
  }

  private async stateOf({ on, look }: Asking, { subject, due_on }: Candidate): Promise<Task['state']> {
    if (due_on < on) return 'overdue';
    const { calendars } = this.world;
    if (due_on > calendars.at(calendars.shipped).addDays(on, NEAR_DAYS)) return 'later';
    return workingDaysLeft(await this.daysOf(await look(subject)), on, due_on) <= SOON ? 'soon' : 'later';
  }

  /** By the calendar of the subject, where it names one. */
  private async daysOf({ loaded, state }: Standpoint): Promise<DayCounting> {
    const { calendars } = this.world;
    const context = loaded.procedure.context(state) as Partial<BaseContext>;
    const calendar = context.calendar ?? calendars.shipped;
    await calendars.load(calendar);
    return calendars.at(calendar);
  }

  private async dutyFor(
    { person, look }: Asking,
    { subject, act, duty }: Candidate,
  ): Promise<Candidate['duty']> {
    if (!CAN_BE_DONE_AGAIN.has(act)) return duty;
    const { loaded, state } = await look(subject);
    return doneAlready(act, person, loaded.procedure.context(state)) ? 'possible' : duty;
  }

  /** Every subject as it stands at this moment, looked at once however many tasks ask for it. */
  private lookingOnce(): Look {
    const seen = new Map<string, Promise<Standpoint>>();
    return (subject) => {
      const known = seen.get(subject) ?? this.road.states.read(this.database.read, subject);
      seen.set(subject, known);
      return known;
    };
  }

  private counts(open: readonly Judged[], blocked: number): TaskList['counts'] {
    const those = (state: Task['state']) => open.filter((one) => one.state === state).length;
    const byKind = { decision: 0, meeting: 0, consultation: 0, catalogue: 0 };
    const byAct = new Map<string, TaskList['counts']['byAct'][number]>();
    for (const { candidate } of open) {
      byKind[kindOf(candidate.subject)] += 1;
      const known = byAct.get(candidate.act);
      const title = known?.title ?? this.actTitle(candidate);
      byAct.set(candidate.act, { act: candidate.act, title, count: (known?.count ?? 0) + 1 });
    }
    return {
      open: open.length,
      blocked,
      overdue: those('overdue'),
      soon: those('soon'),
      later: those('later'),
      byKind,
      byAct: [...byAct.values()].toSorted((a, b) => b.count - a.count || (a.act < b.act ? -1 : 1)),
    };
  }

  private async told(reader: string, today: string, page: readonly Judged[]): Promise<Task[]> {
    const { read } = this.database;
    const people = [
      ...new Set(page.flatMap(({ candidate }) => [candidate.handed_by, candidate.delegatedBy ?? []].flat())),
    ];
    const names = await namesFor(read, { reader, on: today, people, units: [] });
    const titles = await titlesOf(
      read,
      page.map(({ candidate }) => candidate.subject),
    );
    const tasks: Task[] = [];
    for (const { candidate, asked, state } of page) {
      const { subject, act, duty, roles, since, version, handed_by, handed_role, delegatedBy } = candidate;
      const standpoint = await this.road.states.read(read, subject);
      const kind = kindOf(subject);
      const count = kind === 'consultation' ? unanswered(standpoint) : undefined;
      tasks.push({
        subject,
        kind,
        id: subject.slice(kind.length + 1),
        version,
        title: titles.get(subject) ?? { zh: '', en: '' },
        act,
        actTitle: this.actTitle(candidate),
        roles: [...roles],
        duty,
        is: asked.is,
        step: (await owedIn(read, subject, act, standpoint)) ?? stepTitle(kind, standpoint, candidate.step),
        since,
        deadline: await this.deadline(candidate, standpoint, today),
        state,
        waits: { person: handed_by, name: names.people.get(handed_by) ?? '', role: handed_role },
        ...(delegatedBy === undefined
          ? {}
          : { delegatedBy: { person: delegatedBy, name: names.people.get(delegatedBy) ?? '' } }),
        ...(count === undefined ? {} : { count }),
        blockedBy: asked.unmet.map(({ requirement, title, found, remedy, earliestOn, rules }) => ({
          requirement,
          title,
          found,
          remedy,
          ...(earliestOn === undefined ? {} : { earliestOn }),
          citations: cite(rules),
        })),
      });
    }
    return tasks;
  }

  private actTitle({ subject, act }: Candidate): Text {
    const { procedure } = this.road.states.roomOf(subject).procedureFor(undefined);
    return procedure.events[act]?.title ?? { zh: act, en: act };
  }

  private async deadline(
    { subject, deadline, due_on }: Candidate,
    standpoint: Standpoint,
    today: string,
  ): Promise<Task['deadline']> {
    if (deadline === null || due_on === NO_DAY) return null;
    const known = await this.deadlineOf(subject, deadline, standpoint);
    // It was met, or moved, since the list was read.
    if (!known) return null;
    const days = await this.daysOf(standpoint);
    return {
      on: due_on,
      title: known.title,
      ...citedBy(known.rule),
      provisional: known.provisional ?? false,
      daysLeft: days.daysBetween(today, due_on),
      workingDaysLeft: workingDaysLeft(days, today, due_on),
    };
  }

  private async deadlineOf(subject: string, deadline: string, { state, loaded }: Standpoint) {
    if (kindOf(subject) === 'meeting') return OF_THE_MEETING;
    const workflow = this.world.released.find(({ hash }) => hash === loaded.hash);
    if (!workflow) return undefined;
    const due = await deadlinesIn(workflow, state as AnyMachineSnapshot, this.world.calendars);
    return due.find(({ id }) => id === deadline);
  }
}

const kindOf = (subject: string) => subject.split('/')[0] as Task['kind'];
const placeOf = ({ due_on, since, subject, act, delegatedBy }: Candidate) =>
  [due_on, since, subject, act, ...(delegatedBy === undefined ? [] : [delegatedBy])].join('~');
const inOrder = (candidates: readonly Candidate[]): Candidate[] =>
  candidates
    .map((candidate) => [placeOf(candidate), candidate] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, candidate]) => candidate);
const unanswered = ({ state }: Standpoint): number => {
  const { received, disposed } = state as Consultation;
  return received - disposed;
};
