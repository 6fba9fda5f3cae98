import { setImmediate as othersRun } from 'node:timers/promises';
import { BOUND_TO_THE_PERSON, ROLES_NOT_DELEGATED } from '../../../workflows/delegation.js';
import type { Context } from '../../../workflows/major-decision/context.js';
import type { Role, Text } from '../../../workflows/vocabulary.js';
import type { Rows } from '../../database/database.js';
import { decisionFacts } from '../../decisions/decision-room.js';
import { meetingFacts } from '../../meetings/meeting-room.js';
import type { States } from '../../road/states.js';
import { inForce, type PersonState } from '../person.js';
import { standingDelegations, type StandingDelegation } from '../standing-delegations.js';

/** As what somebody is named in something that is under way. */
export type Part = 'proposer' | 'drafter' | 'expert' | 'evaluator' | 'head' | 'member';

/** Something under way that names the person. */
export interface OpenTask {
  readonly kind: 'decision' | 'meeting';
  readonly id: string;
  readonly title: string;
  readonly as: readonly Part[];
  /** Why nobody takes it over: it is bound to the person, and the body chooses somebody else. Absent: it goes with the role. */
  readonly inPerson?: Text;
}

/** A role that the person holds today, and whether another may do its acts. */
export interface OpenRole {
  readonly role: Role;
  readonly unit: string;
  readonly until: string | null;
  readonly inPerson?: Text;
}

export interface OpenAffairs {
  readonly roles: readonly OpenRole[];
  readonly tasks: readonly OpenTask[];
  readonly delegations: readonly StandingDelegation[];
}

const PAGE = 200;
const IN_PERSON: Readonly<Partial<Record<Part, Text | undefined>>> = {
  expert: BOUND_TO_THE_PERSON['ExpertOpinionGiven']?.because,
  evaluator: BOUND_TO_THE_PERSON['EvaluationReported']?.because,
  head: BOUND_TO_THE_PERSON['OutcomeDecided']?.because,
  member: BOUND_TO_THE_PERSON['MemberSpoke']?.because,
};

/** What a person has open in a body: roles, matters and meetings under way that name them, delegations. As committed. */
export async function openAffairs(
  rows: Rows,
  states: States,
  person: string,
  body: string,
  today: string,
): Promise<OpenAffairs> {
  const { state } = await states.read(rows, `person/${person}`);
  const { grants = [] } = (state ?? {}) as Partial<PersonState>;
  const roles = grants
    .filter((grant) => grant.body === body && inForce(grant, today))
    .map(({ role, unit, until }) => ({ role, unit, until, ...because(ROLES_NOT_DELEGATED[role]?.because) }));
  const delegations = (await standingDelegations(rows, person)).filter(
    (one) => one.body === body && one.until >= today,
  );
  return {
    roles,
    tasks: [
      ...(await decisionsNaming(rows, states, person, body)),
      ...(await meetingsNaming(rows, states, person, body)),
    ],
    delegations,
  };
}

const because = (inPerson: Text | undefined) => (inPerson ? { inPerson } : {});

/** Every matter of the body is folded, the settled ones only to be passed over: who is named stands in no index. */
async function decisionsNaming(
  rows: Rows,
  states: States,
  person: string,
  body: string,
): Promise<OpenTask[]> {
  const tasks: OpenTask[] = [];
  for (let after = ''; ;) {
    const page = await rows.query<{ id: string; title: string }>(
      `SELECT id, title FROM decision_projection WHERE body = ? AND id > ? ORDER BY id LIMIT ${PAGE}`,
      [body, after],
    );
    for (const { id, title } of page) {
      const standpoint = await states.read(rows, `decision/${id}`);
      if (decisionFacts(standpoint).settled) continue;
      const as = partsIn(standpoint.loaded.procedure.context(standpoint.state) as Partial<Context>, person);
      if (as.length > 0) tasks.push({ kind: 'decision', id, title, as, ...because(boundOf(as)) });
      await othersRun();
    }
    if (page.length < PAGE) return tasks;
    after = page.at(-1)?.id ?? '';
  }
}

/** What goes with a role goes; what only that person does is told where there is nothing else. */
function boundOf(as: readonly Part[]): Text | undefined {
  return as.every((part) => IN_PERSON[part]) ? IN_PERSON[as[0] ?? 'expert'] : undefined;
}

function partsIn({ proposedBy, startedOn, draft, experts, after }: Partial<Context>, person: string): Part[] {
  const expert = experts && Object.hasOwn(experts, person) ? experts[person] : undefined;
  return [
    ...(proposedBy === person && !startedOn ? (['proposer'] as const) : []),
    ...(draft?.drafters.includes(person) ? (['drafter'] as const) : []),
    ...(expert && expert.opinionOn === null ? (['expert'] as const) : []),
    ...(after?.evaluator?.person === person && after.evaluations === 0 ? (['evaluator'] as const) : []),
  ];
}

async function meetingsNaming(rows: Rows, states: States, person: string, body: string): Promise<OpenTask[]> {
  const open = await rows.query<{ id: string; planned_on: string }>(
    "SELECT id, planned_on FROM meeting_projection WHERE body = ? AND status <> 'closed' ORDER BY planned_on, id",
    [body],
  );
  const tasks: OpenTask[] = [];
  for (const { id, planned_on } of open) {
    const { head, members } = meetingFacts(id, await states.read(rows, `meeting/${id}`));
    const as: Part[] = [
      ...(head === person ? (['head'] as const) : []),
      ...(members.includes(person) ? (['member'] as const) : []),
    ];
    if (as.length > 0) tasks.push({ kind: 'meeting', id, title: planned_on, as, ...because(boundOf(as)) });
  }
  return tasks;
}
