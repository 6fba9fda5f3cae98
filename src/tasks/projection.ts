import type { AnyMachineSnapshot } from 'xstate';
import type { Catalogue } from '../../workflows/catalogue/catalogue.js';
import type { Consultation } from '../../workflows/consultation/consultation.js';
import type { Meeting } from '../../workflows/meeting/meeting.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Rows, Transaction } from '../database/database.js';
import { deadlinesIn } from '../decisions/open-deadlines.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { bodyIn, type Projected, type Room } from '../road/room.js';
import { TASK_KINDS } from './answers.js';
import {
  dutiesOfCatalogue,
  dutiesOfConsultation,
  dutiesOfDecision,
  dutiesOfMeeting,
  type Duties,
} from './duties.js';

/** Where nothing says by when: after everything that has a day. */
export const NO_DAY = '9999-12-31';

/** What the projection needs to know beside the subject itself. */
export interface TasksWorld {
  readonly workflows: readonly ReleasedWorkflow[];
  readonly calendars: Calendars;
}

/** This room, keeping beside its own projections what can be done next, in the same transaction. */
export function withTasks(room: Room, world: TasksWorld): Room {
  if (!(TASK_KINDS as readonly string[]).includes(room.kind)) return room;
  return {
    ...room,
    project: async (tx, projected) => {
      await room.project?.(tx, projected);
      await projectTasks(tx, room, world, projected);
    },
  };
}

/** Keeps what can follow in place of what could; what could already keeps the time since when. */
export async function projectTasks(
  tx: Transaction,
  room: Room,
  world: TasksWorld,
  { event, state }: Pick<Projected, 'event' | 'state'>,
): Promise<void> {
  const loaded = room.procedureFor(event.leaf.workflowhash);
  const { subject, time, leaf } = event;
  const body = bodyIn({ loaded, state });
  const before = await tx.query<{
    act: string;
    role: string;
    step: string;
    since: string;
    handed_by: string;
    handed_role: string;
  }>('SELECT act, role, step, since, handed_by, handed_role FROM task_projection WHERE subject = ?', [
    subject,
  ]);
  const kept = new Map(before.map((row) => [`${row.act} ${row.role} ${row.step}`, row]));
  await tx.query('DELETE FROM task_projection WHERE subject = ?', [subject]);
  const rows = (await dutiesIn(room, world, state, leaf.workflowhash, tx)).flatMap((one) =>
    loaded.procedure.rolesFor(one.act).map((role) => {
      const known = kept.get(`${one.act} ${role} ${one.step}`);
      return [
        subject,
        one.act,
        role,
        body,
        one.duty,
        one.step,
        one.deadline?.id ?? null,
        one.deadline?.on ?? NO_DAY,
        known?.since ?? time,
        known?.handed_by ?? leaf.actor,
        known?.handed_role ?? leaf.actorrole,
      ];
    }),
  );
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO task_projection (subject, act, role, body, duty, step, deadline, due_on, since, handed_by, handed_role)
     VALUES ${rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')}`,
    rows.flat(),
  );
}

async function dutiesIn(
  { kind }: Room,
  { workflows, calendars }: TasksWorld,
  state: unknown,
  hash: string | undefined,
  rows: Rows,
): Promise<Duties[]> {
  if (kind === 'meeting') return dutiesOfMeeting(state as Meeting);
  if (kind === 'catalogue') return dutiesOfCatalogue(state as Catalogue);
  if (kind === 'consultation') return dutiesOfConsultation(state as Consultation);
  const workflow = workflows.find((one) => one.hash === hash);
  if (!workflow) return [];
  const snapshot = state as AnyMachineSnapshot;
  return dutiesOfDecision(snapshot, await deadlinesIn(workflow, snapshot, calendars, rows));
}
