import type { AnyMachineSnapshot } from 'xstate';
import type { BaseContext } from '../../workflows/definition.js';
import type { Context } from '../../workflows/major-decision/context.js';
import type { DecisionFacts, MatterFacts } from '../../workflows/other-subjects.js';
import type { Text } from '../../workflows/vocabulary.js';
import type { Calendars } from '../calendar/calendars.js';
import { projectOpenCall } from '../consultations/open-calls.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Transaction } from '../database/database.js';
import type { BuiltStep } from '../engine/built-workflow.js';
import { withSides } from '../engine/delegated.js';
import type { Unmet } from '../engine/procedure.js';
import { strengthFor } from '../engine/standing.js';
import { keepRuleSet } from '../jurisdictions/kept-rule-sets.js';
import type { Projected, Room, Standpoint } from '../road/room.js';
import { deadlinesIn, keepOpenDeadlines } from './open-deadlines.js';
import { newestOf, WorkflowMissing, type ReleasedWorkflow } from './workflows.js';

/** Reads and writes of decisions are for people who hold a role in the deciding body. */
export function decisionRoom(released: readonly ReleasedWorkflow[], calendars: Calendars): Room {
  const workflowOf = (standpoint: Standpoint) => released.find(({ hash }) => hash === standpoint.loaded.hash);
  return {
    kind: 'decision',
    procedureFor(workflowhash) {
      const workflow =
        workflowhash === undefined
          ? newestOf(released, 'major-decision')
          : released.find(({ hash }) => hash === workflowhash);
      if (!workflow) throw new WorkflowMissing(workflowhash ?? '');
      return { procedure: workflow.procedure, hash: workflow.hash };
    },
    // The timekeeper is the program itself: it serves every body, and no session leads to it.
    mayAccess: (person, state) =>
      person.grants.some(({ role, body }) => role === 'timekeeper' || body === contextOf(state)?.body),
    bodyOf: (state, payload) => contextOf(state)?.body ?? (payload?.['body'] as string | undefined),
    project: async (tx, projected) => {
      await projectDecision(tx, projected);
      const workflow = released.find(({ hash }) => hash === projected.event.leaf.workflowhash);
      if (workflow) await projectDeadlines(tx, projected, workflow, calendars);
    },
    missingFor: async (standpoint, type, date) => {
      const workflow = workflowOf(standpoint);
      return workflow ? stepsMissingFor(workflow, standpoint, type, date, calendars) : [];
    },
  };
}

const contextOf = (state: unknown) =>
  (state as AnyMachineSnapshot | undefined)?.context as BaseContext | undefined;

/** What an act on one decision may know of another that has been proposed, in whatever version it runs. */
export function decisionFacts({ version, state }: Standpoint): DecisionFacts {
  const snapshot = state as AnyMachineSnapshot;
  const { body, arisesFrom } = snapshot.context as Pick<Context, 'body'> & Partial<Context>;
  return {
    position: version,
    body: body ?? '',
    arisesFrom: arisesFrom ?? null,
    effective: snapshot.hasTag('effective'),
    settled: snapshot.hasTag('settled'),
  };
}

/** Who may not be drawn as an expert in this decision, in whatever version it runs. */
export function matterFacts(decision: string, standpoint: Standpoint): MatterFacts {
  const { position, body, settled } = decisionFacts(standpoint);
  const { context } = withSides(standpoint.state, standpoint.stoodIn) as {
    readonly context: Partial<Context>;
  };
  const experts = Object.entries(context.experts ?? {});
  return {
    decision,
    position,
    body,
    settled,
    units: (context.units ?? []).toSorted(),
    drafters: [...new Set(context.drafters)].toSorted(),
    assessors: [...new Set((context.assessors ?? []).map(({ person }) => person))].toSorted(),
    experts: experts.map(([expert]) => expert).toSorted(),
    interested: experts
      .flatMap(([expert, { declared }]) => (declared === 'interest' ? [expert] : []))
      .toSorted(),
    sidesCounted: true,
  };
}

/** The mandatory steps that lie on every path to an event and are not done, each with its rule and the earliest date. */
export function stepsMissingFor(
  workflow: ReleasedWorkflow,
  standpoint: Standpoint,
  type: string,
  date: string,
  calendars: Calendars,
): Unmet[] {
  const { procedure, proof, steps, planOf } = workflow;
  const context = procedure.context(standpoint.state as AnyMachineSnapshot | undefined) as BaseContext;
  const stands = (
    standpoint.state === undefined ? {} : procedure.view(standpoint.state as AnyMachineSnapshot)['steps']
  ) as Record<string, string>;
  const before = proof.stepsBefore[type] ?? [];
  const ways = context.calendar ? planOf(context, date, calendars.at(context.calendar)).ways : [];
  const earliest = ways.map(({ earliestMeeting }) => earliestMeeting).toSorted()[0];
  return steps
    .filter(({ id }) => before.includes(id) && stands[id] !== 'completed' && stands[id] !== 'exempted')
    .map((step) => ({
      requirement: `step:${step.id}`,
      rules: step.rules,
      strength: strengthFor({ strength: 'binding', rules: step.rules }, context.ruleSet),
      title: { zh: `${step.title.zh}未完成`, en: `${step.title.en} is not done` },
      found: foundAs(step, stands[step.id] === 'open', workflow, standpoint),
      needed: neededOf(step),
      remedy: { zh: `先办理${step.title.zh}。`, en: `Take the ${step.title.en} first.` },
      ...(earliest && MEETING_COMES_AFTER.includes(step.id) && type === 'TabledAtMeeting'
        ? { earliestOn: earliest }
        : {}),
    }));
}

/** Steps that the chain of dates to the meeting runs through. */
const MEETING_COMES_AFTER = ['public-input', 'legality-review'];

/** Only some steps can lawfully fall away; legality review and collective decision never do. */
function neededOf({ title, exemptible }: BuiltStep): Text {
  return exemptible
    ? { zh: `完成${title.zh}，或依法认定不适用`, en: `${title.en} completed, or lawfully exempted` }
    : { zh: `完成${title.zh}`, en: `${title.en} completed` };
}

/** An open step is described by the state that it is in, and by what can follow there. */
function foundAs(
  step: BuiltStep,
  isOpen: boolean,
  { procedure }: ReleasedWorkflow,
  { state }: Standpoint,
): Text {
  const { title, open } = step;
  if (!isOpen) return { zh: `${title.zh}尚未开始`, en: `${title.en} has not begun` };
  const node = (state as AnyMachineSnapshot)._nodes.find(({ id }) => open.includes(id));
  const next = (node?.ownEvents ?? []).map(
    (type) => procedure.events[String(type)]?.title.en ?? String(type),
  );
  return {
    zh: `${title.zh}正在进行：${node?.description ?? ''}`,
    en: `${title.en} is under way; what can follow: ${next.join(', ')}`,
  };
}

async function projectDeadlines(
  tx: Transaction,
  { event, state }: Projected,
  workflow: ReleasedWorkflow,
  calendars: Calendars,
): Promise<void> {
  const snapshot = state as AnyMachineSnapshot;
  // Version 1 keeps no account of deadlines: it has none.
  const { passedDeadlines = [] } = snapshot.context as Partial<Context>;
  const due = await deadlinesIn(workflow, snapshot, calendars, tx);
  await keepOpenDeadlines(tx, event.subject.slice('decision/'.length), due, passedDeadlines);
}

async function projectDecision(tx: Transaction, projected: Projected): Promise<void> {
  const { event, state, payload } = projected;
  if (event.type === 'ConsultationOpened') await projectOpenCall(tx, projected);
  const { ruleSet } = event.leaf.data.facts as { readonly ruleSet?: JsonObject };
  if (event.type === 'ProcedureStarted' && ruleSet) await keepRuleSet(tx, ruleSet);
  const snapshot = state as AnyMachineSnapshot;
  const { body } = snapshot.context as BaseContext;
  const id = event.subject.slice('decision/'.length);
  const value = JSON.stringify(snapshot.value);
  if (event.version === 0) {
    await tx.query(
      'INSERT INTO decision_projection (id, body, title, state, version, proposed_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [id, body, String(payload['title']), value, 0, event.time, event.time],
    );
    return;
  }
  await tx.query('UPDATE decision_projection SET state = ?, version = ?, changed_at = ? WHERE id = ?', [
    value,
    event.version,
    event.time,
    id,
  ]);
}
