import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import type { paths } from '../api/schema';

export type Procedure =
  paths['/api/workflows/{id}/{version}']['get']['responses'][200]['content']['application/json'];
export type ProcedureEvent = Procedure['events'][number];
export type Chart = Procedure['chart'];
export type ChartState = Chart['states'][number];
export type Transition = Chart['transitions'][number];

/** Who may enter an act of a person without an account, from its signed original. */
export const ENTERS_FOR_OTHERS = ['proposer', 'office', 'secretary'] as const;

interface Workflow {
  readonly id: string;
  readonly version: string;
}

/** The procedure that a decision follows. A released version never changes: it is asked for once. */
export const procedureQuery = ({ id, version }: Workflow) =>
  queryOptions({
    queryKey: ['procedure', id, version],
    staleTime: Infinity,
    queryFn: () => ask(api.GET('/api/workflows/{id}/{version}', { params: { path: { id, version } } })),
  });

export function useProcedure(workflow: Workflow | undefined) {
  return useQuery({
    ...procedureQuery(workflow ?? { id: '', version: '' }),
    enabled: workflow !== undefined,
  });
}

export const workflowsQuery = queryOptions({
  queryKey: ['workflows'],
  staleTime: Infinity,
  queryFn: () => ask(api.GET('/api/workflows')),
});

/** The procedure as its newest version has it: new matters follow it. */
export function useNewestProcedure() {
  const { data, error } = useQuery(workflowsQuery);
  const newest = data?.workflows
    .filter(({ id }) => id === 'major-decision')
    .toSorted((a, b) => Number(b.version) - Number(a.version))[0];
  const procedure = useProcedure(newest);
  return { data: procedure.data, error: error ?? procedure.error };
}

/** The ids of the states that are active, from the machine down. @param value as XState has it: `{ steps: { … } }` */
export function activeIn(value: unknown, machine: string): Set<string> {
  const found = new Set([machine]);
  const walk = (inside: unknown, parent: string) => {
    if (typeof inside === 'string') found.add(`${parent}.${inside}`);
    if (typeof inside !== 'object' || inside === null) return;
    for (const [name, below] of Object.entries(inside)) {
      found.add(`${parent}.${name}`);
      walk(below, `${parent}.${name}`);
    }
  };
  walk(value, machine);
  return found;
}

/** The innermost active states. */
export function leavesOf(chart: Chart, active: ReadonlySet<string>): ChartState[] {
  return chart.states.filter(
    ({ id }) => active.has(id) && !chart.states.some((state) => state.parent === id && active.has(state.id)),
  );
}

/** The machine itself: what may be done in it may be done at any time. */
export function rootOf(chart: Chart): string {
  return chart.states[0]?.id ?? '';
}
