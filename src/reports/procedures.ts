import { catalogueActs } from '../../workflows/catalogue/catalogue.js';
import { catalogueRequirements } from '../../workflows/catalogue/requirements.js';
import { consultationActs } from '../../workflows/consultation/consultation.js';
import { consultationRequirements } from '../../workflows/consultation/requirements.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { meetingActs } from '../../workflows/meeting/meeting.js';
import { meetingRequirements } from '../../workflows/meeting/requirements.js';
import { commonRequirements } from '../engine/competence.js';
import { calendarKept } from '../engine/workflow.js';
import type { WorkflowDefinition } from '../../workflows/definition.js';
import type { EventDefinition, Requirement, Text, TransitionLaw } from '../../workflows/vocabulary.js';
import { machineRows } from './machine-rows.js';

/** One act as the law sees it: the rules that it rests on, and what is required of it somewhere. */
export interface LawfulAct {
  readonly type: string;
  readonly title: Text;
  readonly rules: readonly string[];
  readonly requires: readonly string[];
  readonly definition: EventDefinition;
}

/** What keeps the law: a workflow, or a register beside it. */
export interface LawfulProcedure {
  readonly id: string;
  readonly title: Text;
  readonly acts: readonly LawfulAct[];
  readonly requirements: readonly Requirement<never>[];
}

export function ofWorkflow(definition: WorkflowDefinition): LawfulProcedure {
  const rows = machineRows(definition);
  const everyWay = (type: string, pick: (row: (typeof rows)[number]) => readonly string[]) => [
    ...new Set(rows.filter((row) => row.type === type).flatMap(pick)),
  ];
  return {
    id: definition.id,
    title: definition.title,
    acts: Object.entries(definition.events).map(([type, event]) => ({
      type,
      title: event.title,
      rules: everyWay(type, ({ rules }) => rules),
      requires: everyWay(type, ({ requires }) => requires),
      definition: event,
    })),
    requirements: Object.values(definition.requirements),
  };
}

type RegisterActs = Readonly<Record<string, EventDefinition & { readonly law: TransitionLaw }>>;

const ofRegister = (
  id: string,
  title: Text,
  acts: RegisterActs,
  requirements: readonly Requirement<never>[],
): LawfulProcedure => ({
  id,
  title,
  acts: Object.entries(acts).map(([type, definition]) => ({
    type,
    title: definition.title,
    rules: definition.law.rules,
    requires: definition.law.requires ?? [],
    definition,
  })),
  requirements,
});

/** What every act is asked, in whatever procedure; who is competent is told with each act. */
const EVERY_ACT: LawfulProcedure = {
  id: 'every-act',
  title: { zh: '每一行为', en: 'Every act' },
  acts: [],
  requirements: [...commonRequirements({ roles: [], rules: [] }, undefined), calendarKept],
};

/** Every procedure that is written under `workflows/`, in its newest version. */
export const PROCEDURES: readonly LawfulProcedure[] = [
  EVERY_ACT,
  ofWorkflow(majorDecision),
  ofRegister('meeting', { zh: '会议', en: 'Meeting' }, meetingActs, meetingRequirements),
  ofRegister(
    'consultation',
    { zh: '公开征求意见的意见', en: 'Comments on an open call' },
    consultationActs,
    consultationRequirements,
  ),
  ofRegister(
    'catalogue',
    { zh: '年度决策目录', en: 'Yearly catalogue of decisions' },
    catalogueActs,
    catalogueRequirements,
  ),
];

/** The same, as one list. */
export const REQUIREMENTS: readonly Requirement<never>[] = PROCEDURES.flatMap(
  ({ requirements }) => requirements,
);
