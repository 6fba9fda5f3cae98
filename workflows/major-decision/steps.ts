/** The five steps, and how each stands: read off the machine's states, never kept beside them. */
import type { AnyMachineSnapshot } from 'xstate';

const REGIONS = {
  'public-input': 'publicInput',
  'expert-review': 'expertReview',
  'risk-assessment': 'riskAssessment',
};
const stateOf = (region: string, state: string) => `major-decision.steps.${region}.${state}`;

const besideTheOthers = (id: keyof typeof REGIONS) => ({
  id,
  completed: [stateOf(REGIONS[id], 'completed')],
  exempted: [stateOf(REGIONS[id], 'exempted')],
});

export const MANDATORY_STEPS = [
  {
    ...besideTheOthers('public-input'),
    title: { zh: '公众参与', en: 'public input' },
    rules: ['D713-014-a'],
  },
  {
    ...besideTheOthers('expert-review'),
    title: { zh: '专家论证', en: 'expert review' },
    rules: ['D713-019-a'],
  },
  {
    ...besideTheOthers('risk-assessment'),
    title: { zh: '风险评估', en: 'risk assessment' },
    rules: ['D713-022-a'],
  },
  {
    id: 'legality-review',
    title: { zh: '合法性审查', en: 'legality review' },
    rules: ['D713-025-a', 'TOWN-01'],
    completed: ['cleared'],
    exempted: [],
  },
  {
    id: 'collective-decision',
    title: { zh: '集体讨论决定', en: 'collective decision' },
    rules: ['D713-030-a', 'ORG-006'],
    completed: ['major-decision.meeting.discussed'],
    exempted: [],
  },
] as const;

export type StepStatus = 'not-open' | 'open' | 'completed' | 'exempted';

/** How each of the five steps stands in this state. */
export function stepsOf(snapshot: AnyMachineSnapshot): Record<string, StepStatus> {
  const active = new Set(snapshot._nodes.map((node) => node.id));
  const past = (...ids: string[]) => ids.some((id) => active.has(id));
  const cleared = past('cleared', 'meeting', 'deferred', 'adopted', 'rejected', 'refused');
  const discussed = past('major-decision.meeting.discussed', 'adopted', 'deferred', 'rejected', 'refused');
  const status = (done: boolean, open: boolean): StepStatus =>
    done ? 'completed' : open ? 'open' : 'not-open';
  return {
    'public-input': besideStatus(snapshot, active, 'public-input'),
    'expert-review': besideStatus(snapshot, active, 'expert-review'),
    'risk-assessment': besideStatus(snapshot, active, 'risk-assessment'),
    'legality-review': status(cleared, past('major-decision.legalityReview')),
    'collective-decision': status(discussed, past('meeting')),
  };
}

/** While the three steps run, the region's own state; afterwards what it was when they were left. */
function besideStatus(
  snapshot: AnyMachineSnapshot,
  active: ReadonlySet<string>,
  step: keyof typeof REGIONS,
): StepStatus {
  const region = REGIONS[step];
  const left = snapshot.historyValue[stateOf(region, 'previous')]?.[0]?.id;
  const isIn = (state: string) =>
    active.has(region) ? active.has(stateOf(region, state)) : left === stateOf(region, state);
  if (isIn('completed')) return 'completed';
  if (isIn('exempted')) return 'exempted';
  return active.has(region) ? 'open' : 'not-open';
}
