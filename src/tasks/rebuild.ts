import type { Database } from '../database/database.js';
import { eventsOf } from '../ledger/reading.js';
import { ReplayDisagrees } from '../road/refusals.js';
import type { States } from '../road/states.js';
import { TASK_KINDS } from './answers.js';
import { projectTasks, type TasksWorld } from './projection.js';

/** Another name for rows that are made otherwise: the next start makes those of every older ledger anew. */
const NAME = 'tasks-2';
const PAGE = 200;

/**
 * Makes the rows of every subject anew from the ledger, where that has not been done (a ledger from before there were
 * tasks) or is asked for again. Subject by subject, each in a unit of its own: an append waits for one of them at most.
 * @returns how many subjects were looked at
 */
export async function rebuildTasks(
  database: Database,
  states: States,
  world: TasksWorld,
  options: {
    readonly again?: boolean;
    readonly stopping?: () => boolean;
    /** A subject whose record was altered is left out, and told here; without it, it stops the work. */
    readonly leftOut?: (subject: string, error: ReplayDisagrees) => void;
  } = {},
): Promise<number> {
  const [built] = await database.read.query('SELECT size FROM projection_built WHERE name = ?', [NAME]);
  if (built && options.again !== true) return 0;
  const [head] = await database.read.query<{ size: number }>('SELECT size FROM ledger_head WHERE id = 1');
  let count = 0;
  for (const kind of TASK_KINDS) {
    let after = `${kind}/`;
    for (;;) {
      const subjects = await database.read.query<{ subject: string }>(
        'SELECT subject FROM event WHERE version = 0 AND subject > ? AND subject < ? ORDER BY subject LIMIT ?',
        [after, `${kind}0`, PAGE],
      );
      for (const { subject } of subjects) {
        if (options.stopping?.()) return count;
        await rebuildOne(database, states, world, subject).catch((error: unknown) => {
          if (!(error instanceof ReplayDisagrees) || !options.leftOut) throw error;
          options.leftOut(subject, error);
        });
        count += 1;
      }
      after = subjects.at(-1)?.subject ?? '';
      if (subjects.length < PAGE) break;
    }
  }
  await database.write((tx) =>
    tx.query(
      `INSERT INTO projection_built (name, size) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET size = excluded.size`,
      [NAME, Number(head?.size ?? 0)],
    ),
  );
  return count;
}

/** Event by event, as it was projected: since when something could be done is told by the event that let it. */
async function rebuildOne(
  database: Database,
  states: States,
  world: TasksWorld,
  subject: string,
): Promise<void> {
  const room = states.roomOf(subject);
  await database.write(async (tx) => {
    await tx.query('DELETE FROM task_projection WHERE subject = ?', [subject]);
    let standpoint = undefined as Awaited<ReturnType<States['fold']>> | undefined;
    for (const event of await eventsOf(tx, subject)) {
      standpoint = await states.fold(subject, [event], standpoint);
      await projectTasks(tx, room, world, { event, state: standpoint.state });
    }
  });
}
