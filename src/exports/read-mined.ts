import type { Rows } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { eventsOf } from '../ledger/reading.js';
import { definitionsFor, kindOf, registersOf } from './registers.js';
import type { MinedDecision } from './views/decision-shown.js';
import { minedEvent } from './views/mined.js';

const PAGE = 100;

/** Decisions of these bodies as process mining gets them, in the order of their ids, one at a time. @throws NotALeaf */
export async function* minedDecisions(
  rows: Rows,
  released: readonly ReleasedWorkflow[],
  bodies: readonly string[],
): AsyncGenerator<MinedDecision> {
  if (bodies.length === 0) return;
  const size = await sizeOf(rows);
  const marks = bodies.map(() => '?').join(', ');
  for (let after = ''; ;) {
    const page = await rows.query<{ id: string; title: string; body: string }>(
      `SELECT id, title, body FROM decision_projection WHERE body IN (${marks}) AND id > ? ORDER BY id LIMIT ${PAGE}`,
      [...bodies, after],
    );
    for (const one of page) yield await mined(rows, released, one, size);
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? '';
  }
}

/** What comes while the export runs is not in it, so that both its passes see the same. */
async function sizeOf(rows: Rows): Promise<number> {
  const [head] = await rows.query<{ size: number }>('SELECT size FROM ledger_head WHERE id = 1');
  return head?.size ?? 0;
}

async function mined(
  rows: Rows,
  released: readonly ReleasedWorkflow[],
  { id, title, body }: { id: string; title: string; body: string },
  size: number,
): Promise<MinedDecision> {
  const own = (await eventsOf(rows, `decision/${id}`)).filter(({ seq }) => seq < size);
  const hash = own[0]?.leaf.workflowhash;
  const workflow = released.find((one) => one.hash === hash);
  const others = await registersOf(rows, own, size);
  const definitions = workflow && definitionsFor(workflow);
  return {
    id,
    title,
    body,
    workflow: workflow ? `${workflow.procedure.id}/${workflow.procedure.version}` : (hash ?? ''),
    events: [...own, ...others.flatMap(({ events }) => events)]
      .toSorted((a, b) => a.seq - b.seq)
      .map((event) =>
        minedEvent(event, definitions?.[kindOf(event.subject)].events[event.type]?.binding === true),
      ),
  };
}
