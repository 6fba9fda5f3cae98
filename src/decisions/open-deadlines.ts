import type { AnyMachineSnapshot } from 'xstate';
import type { BaseContext, Deadline } from '../../workflows/definition.js';
import type { DayCounting } from '../../workflows/vocabulary.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Rows, Transaction } from '../database/database.js';
import type { ReleasedWorkflow } from './workflows.js';

/** Calendars by digest, brought to memory where they are not. */
export type KnownCalendars = Pick<Calendars, 'load' | 'at'>;

/** The id under which the lapse of a matter that was put off stands among the deadlines. */
export const LAPSE = 'lapse';

/** The act by which it lapses. */
export const LAPSES = 'DecisionLapsed';

/** What is due in a decision as it stands, the earliest first; nothing before its start or once it came to nothing. */
export async function deadlinesIn(
  workflow: ReleasedWorkflow,
  snapshot: AnyMachineSnapshot,
  calendars: KnownCalendars,
  rows?: Rows,
): Promise<readonly Deadline[]> {
  const context = snapshot.context as BaseContext;
  if (context.calendar === null || cameToNothing(snapshot)) return [];
  // A calendar that was adopted just now has counted nothing yet.
  await calendars.load(context.calendar, rows);
  const days = calendars.at(context.calendar);
  const due = [...(workflow.deadlinesOf?.(context, days) ?? []), ...lapseIn(workflow, snapshot, days)];
  const byId = new Map(due.toReversed().map((one) => [one.id, one]));
  return [...byId.values()].toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** Withdrawn, rejected, annulled …: a decision that is settled without ever having, or any longer having, effect. */
const cameToNothing = (snapshot: AnyMachineSnapshot): boolean =>
  snapshot.hasTag('settled') && !snapshot.hasTag('effective');

/** The outcome is remembered when the matter is taken up again, so it is the state that says whether it still waits. */
function lapseIn(
  { procedure, lapsesOn }: ReleasedWorkflow,
  snapshot: AnyMachineSnapshot,
  days: DayCounting,
): Deadline[] {
  const context = snapshot.context as BaseContext;
  const waits = snapshot._nodes.some(({ ownEvents }) => ownEvents.includes(LAPSES));
  const from = waits ? lapsesOn?.(context, days) : undefined;
  if (from === undefined) return [];
  return [
    {
      id: LAPSE,
      title: procedure.events[LAPSES]?.title ?? { zh: LAPSES, en: LAPSES },
      on: days.addDays(from, -1),
      rule: context.ruleSet?.sources.lapseAfterMonths?.rule ?? procedure.rulesFor(LAPSES)[0] ?? '',
    },
  ];
}

/** Keeps what runs unrecorded in this decision, in place of what was kept of it. */
export async function keepOpenDeadlines(
  tx: Transaction,
  decision: string,
  due: readonly Deadline[],
  passed: readonly string[],
): Promise<void> {
  const open = due.filter(({ id }) => !passed.includes(id));
  await tx.query('DELETE FROM deadline_projection WHERE decision = ?', [decision]);
  if (open.length === 0) return;
  await tx.query(
    `INSERT INTO deadline_projection (decision, id, due_on) VALUES ${open.map(() => '(?, ?, ?)').join(', ')}`,
    open.flatMap(({ id, on }) => [decision, id, on]),
  );
}

/** A deadline that is over and not on record. */
export interface Overdue {
  readonly decision: string;
  readonly id: string;
  readonly on: string;
}

/** Those whose last day lies before `today`, a page at a time, in order of their days. */
export async function overdueBefore(
  rows: Rows,
  today: string,
  limit: number,
  after: Overdue = { decision: '', id: '', on: '' },
): Promise<Overdue[]> {
  const found = await rows.query<{ decision: string; id: string; due_on: string }>(
    `SELECT decision, id, due_on FROM deadline_projection
      WHERE due_on < ? AND (due_on, decision, id) > (?, ?, ?)
      ORDER BY due_on, decision, id LIMIT ?`,
    [today, after.on, after.decision, after.id, limit],
  );
  return found.map(({ decision, id, due_on }) => ({ decision, id, on: due_on }));
}

/** Whether it still runs, unrecorded: an act since, or another server, may have met or recorded it. */
export async function stillOverdue(rows: Rows, { decision, id, on }: Overdue): Promise<boolean> {
  const found = await rows.query(
    'SELECT 1 AS one FROM deadline_projection WHERE decision = ? AND id = ? AND due_on = ?',
    [decision, id, on],
  );
  return found.length > 0;
}
