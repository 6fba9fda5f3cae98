import type { AnyMachineSnapshot } from 'xstate';
import type { Text } from '../../../workflows/vocabulary.js';
import type { ReleasedWorkflow } from '../../decisions/workflows.js';
import type { EventShown, StepShown } from './decision-shown.js';
import { refTo } from './papers.js';

/** An event of the decision with the state on which it was done and the one that it left. */
export interface Passed {
  readonly seq: number;
  readonly before: AnyMachineSnapshot | undefined;
  readonly after: AnyMachineSnapshot;
}

type Status = StepShown['status'];

const STATUS: Readonly<Record<Status, Text>> = {
  'not-open': { zh: '未开始', en: 'not begun' },
  open: { zh: '进行中', en: 'under way' },
  completed: { zh: '已完成', en: 'completed' },
  exempted: { zh: '依法不适用', en: 'lawfully exempted' },
};

/** How each mandatory step stands, since which event, and what it rests on where it fell away. */
export function stepsShown(
  { procedure, steps }: Pick<ReleasedWorkflow, 'procedure' | 'steps'>,
  passed: readonly Passed[],
  events: readonly EventShown[],
): StepShown[] {
  const statuses = passed.map(
    ({ after }) => procedure.view(after)['steps'] as Readonly<Record<string, Status>>,
  );
  const eventAt = (seq: number | undefined) => events.find((event) => event.seq === seq);
  return steps.map(({ id, title }) => {
    const each = statuses.map((all) => all[id] ?? 'not-open');
    const status = each.at(-1) ?? 'not-open';
    const first = eventAt(passed[beginningOfLast(each)]?.seq);
    // Where more of the step's own acts followed, it rests on the last of them.
    const since =
      status === 'completed'
        ? (events.findLast((event) => event.step === id && event.seq >= (first?.seq ?? 0)) ?? first)
        : first;
    const opened = eventAt(passed[each.findIndex((one) => one === 'open')]?.seq);
    const finding = events.findLast(
      ({ type, said }) => type === 'StepFindingRecorded' && said['step'] === id && said['required'] === false,
    );
    return {
      id,
      title,
      status,
      statusTitle: STATUS[status],
      ...(since && status !== 'not-open' && { since: refTo(since) }),
      ...(opened && { openedBy: refTo(opened) }),
      ...(status === 'exempted' &&
        finding && {
          exemption: {
            ...(typeof finding.said['reason'] === 'string' && { reason: finding.said['reason'] }),
            ...(typeof finding.said['legalBasis'] === 'string' && { legalBasis: finding.said['legalBasis'] }),
            event: refTo(finding),
          },
        }),
    };
  });
}

/** Why it fell away, in one row. */
export function exemptionWord({ reason, legalBasis }: NonNullable<StepShown['exemption']>): string {
  return [reason?.replace(/[。；;.\s]+$/u, ''), legalBasis]
    .filter((one) => one !== undefined && one !== '')
    .join('；');
}

/** From where on the last value has stood without a break. */
function beginningOfLast(values: readonly Status[]): number {
  return values.findLastIndex((value) => value !== values.at(-1)) + 1;
}
