import type { Text } from '../../workflows/vocabulary.js';
import { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import type { Rehearse } from '../engine/rehearse.js';
import { eventsOf } from '../ledger/reading.js';
import { States } from '../road/states.js';
import { factReaders } from '../server/fact-readers.js';
import { subjectsWith } from '../server/subjects.js';
import type { DraftRules } from './draft-rules.js';
import { rehearseDecision, type RehearsedDecision, type Stage } from './rehearse-decision.js';

/** How often one requirement would have refused an act, or could not be told of one. */
export interface Count {
  readonly requirement: string;
  readonly title: Text;
  readonly rules: readonly string[];
  readonly acts: number;
  readonly decisions: number;
}

export interface Rehearsal {
  readonly decisions: readonly RehearsedDecision[];
  readonly summary: {
    readonly decisions: number;
    readonly acts: number;
    readonly actsRefused: number;
    readonly actsWithoutStep: number;
    /** Of which something could not be told, or to which the form would have put another question. */
    readonly actsUntold: number;
    readonly refused: readonly Count[];
    readonly untold: readonly Count[];
  };
}

/** What is rehearsed: a workflow that can be, and draft rules of a place or a matter, if any. */
export interface Draft {
  readonly workflow: ReleasedWorkflow;
  readonly rehearse: Rehearse;
  readonly rules: DraftRules | undefined;
}

/** A draft workflow can be rehearsed where it was built with the means to do so; version 1 was not. */
export function draftOf(workflow: ReleasedWorkflow, rules: DraftRules | undefined): Draft | undefined {
  const { rehearse } = workflow;
  return rehearse && { workflow, rehearse, rules };
}

/** The decisions of a ledger, in the order in which they were proposed. */
export async function decisionsIn(rows: Rows): Promise<string[]> {
  const found = await rows.query<{ subject: string }>(
    "SELECT subject FROM event WHERE subject >= 'decision/' AND subject < 'decision0' AND version = 0 ORDER BY seq",
  );
  return found.map(({ subject }) => subject.slice('decision/'.length));
}

/** There is no such decision, or it follows another procedure than the draft's. */
export class NotToBeRehearsed extends Error {
  constructor(
    readonly decision: string,
    readonly because: 'unknown' | 'other-procedure',
  ) {
    super(`${decision}: ${because}`);
  }
}

/**
 * Plays past decisions again under a draft. Reads only.
 * @param released all that decisions here run on
 * @param only these decisions; all of the draft's procedure where none are named
 * @throws NotToBeRehearsed ReplayDisagrees CalendarMissing WorkflowMissing NotALeaf
 */
export async function rehearseUnder(
  rows: Rows,
  draft: Draft,
  released: readonly ReleasedWorkflow[],
  only: readonly string[] = [],
  onProgress: (progress: { readonly done: number; readonly of: number }) => void = () => undefined,
): Promise<Rehearsal> {
  const stage = stageFor(rows, draft, released);
  const ids = only.length > 0 ? [...new Set(only)] : await decisionsIn(rows);
  const decisions: RehearsedDecision[] = [];
  for (const [done, id] of ids.entries()) {
    onProgress({ done, of: ids.length });
    const events = await eventsOf(rows, `decision/${id}`);
    const [first] = events;
    if (!first) throw new NotToBeRehearsed(id, 'unknown');
    const own = stage.room.procedureFor(first.leaf.workflowhash).procedure;
    if (own.id === draft.workflow.procedure.id)
      decisions.push(await rehearseDecision(stage, id, own, events));
    else if (only.length > 0) throw new NotToBeRehearsed(id, 'other-procedure');
  }
  onProgress({ done: ids.length, of: ids.length });
  return { decisions, summary: summaryOf(decisions) };
}

function stageFor(
  rows: Rows,
  { workflow, rehearse, rules }: Draft,
  released: readonly ReleasedWorkflow[],
): Stage {
  const calendars = Calendars.kept(rows);
  const rooms = subjectsWith(released, calendars);
  const room = rooms.get('decision');
  if (!room) throw new Error('There is no room for decisions.');
  return {
    rows,
    room,
    states: new States(rooms, calendars),
    calendars,
    readers: factReaders,
    ruleSet: rules?.ruleSet,
    draft: workflow.procedure,
    rehearse,
  };
}

function summaryOf(decisions: readonly RehearsedDecision[]): Rehearsal['summary'] {
  const acts = decisions.flatMap(({ told }) => told);
  return {
    decisions: decisions.length,
    acts: decisions.reduce((sum, one) => sum + one.acts, 0),
    actsRefused: acts.filter(({ refusedFor }) => refusedFor.length > 0).length,
    actsWithoutStep: acts.filter(({ noSuchStep }) => noSuchStep).length,
    actsUntold: acts.filter(({ untold, form, lost }) => untold.length + form.length > 0 || lost).length,
    refused: counted(decisions, 'refusedFor'),
    untold: counted(decisions, 'untold'),
  };
}

/** By requirement, the most frequent first. */
function counted(decisions: readonly RehearsedDecision[], what: 'refusedFor' | 'untold'): Count[] {
  const counts = new Map<string, Count & { readonly last: string }>();
  for (const { decision, told } of decisions)
    for (const act of told)
      for (const { requirement, title, rules } of act[what]) {
        const before = counts.get(requirement);
        counts.set(requirement, {
          ...(before ?? { requirement, title, rules }),
          acts: (before?.acts ?? 0) + 1,
          decisions: (before?.decisions ?? 0) + (before?.last === decision ? 0 : 1),
          last: decision,
        });
      }
  return [...counts.values()].map(({ last: _, ...count }) => count).toSorted((a, b) => b.acts - a.acts);
}
