import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { z } from 'zod';
import { stateInEnglish } from '../../workflows/state-words.js';
import type { WorkflowDefinition } from '../../workflows/definition.js';
import { RULES, cite } from '../law/citations.js';
import { citation } from '../road/http-answers.js';

/** The shape of a machine as it is drawn; `openapi.json` is made from it. */
const text = z.strictObject({ zh: z.string(), en: z.string() });
export const chartAnswer = z.strictObject({
  states: z
    .array(
      z.strictObject({
        id: z.string(),
        parent: z.string().nullable(),
        type: z.enum(['atomic', 'compound', 'parallel', 'final', 'history']),
        initial: z.boolean(),
        title: text,
        tags: z.array(z.string()),
      }),
    )
    .describe('Parents before what is in them; the first is the machine itself'),
  transitions: z.array(
    z.strictObject({
      id: z.string(),
      event: z.string().describe('The act; empty where the machine goes on by itself'),
      source: z.string(),
      targets: z.array(z.string()).describe('Empty where the act changes no state'),
      when: z
        .record(z.string(), z.unknown())
        .optional()
        .describe('What the act has to say for this way rather than another'),
      roles: z.array(z.string()),
      rules: z.array(z.string()),
      requires: z.array(z.string()),
    }),
  ),
  requirements: z.array(
    z.strictObject({ id: z.string(), title: text, strength: z.string(), rules: z.array(z.string()) }),
  ),
  citations: z.array(citation).describe('Each rule that is named above, once'),
});
export type Chart = z.infer<typeof chartAnswer>;

interface Meta {
  readonly roles?: readonly string[];
  readonly rules?: readonly string[];
  readonly requires?: readonly string[];
}

/** A released machine as states and transitions, with the law of each: what a drawing of it is made from. */
export function chartOf({
  machine,
  requirements,
}: Pick<WorkflowDefinition, 'machine' | 'requirements'>): Chart {
  const nodes = allOf((machine as AnyStateMachine).root);
  const transitions = nodes.flatMap(transitionsOf);
  const required = new Set(transitions.flatMap(({ requires }) => requires));
  const known = Object.values(requirements)
    .filter(({ id }) => required.has(id))
    .map(({ id, title, strength, rules }) => ({ id, title, strength, rules: [...rules] }));
  const rules = new Set([...transitions, ...known].flatMap((one) => one.rules));
  return {
    states: nodes.map(stateOf),
    transitions,
    requirements: known,
    citations: cite([...rules].filter((rule) => RULES.has(rule))),
  };
}

function allOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(allOf)];
}

function stateOf(node: AnyStateNode): Chart['states'][number] {
  return {
    id: pathOf(node),
    parent: node.parent ? pathOf(node.parent) : null,
    type: node.type,
    initial: node.parent?.initial?.target.includes(node) ?? false,
    title: { zh: node.description ?? node.key, en: stateInEnglish(node.path.join('.')) },
    tags: [...node.tags],
  };
}

function transitionsOf(node: AnyStateNode): Chart['transitions'] {
  const own = [...node.transitions.entries()].flatMap(([event, ways]) =>
    ways.map((way) => ({ event: event.startsWith('xstate.') ? '' : event, way })),
  );
  const byItself = (node.always ?? []).map((way) => ({ event: '', way }));
  return [...own, ...byItself].map(({ event, way }, index) => {
    const { roles = [], rules = [], requires = [] } = (way.meta ?? {}) as Meta;
    const when = paramsOf(way.guard);
    return {
      id: `${pathOf(node)}/${index}`,
      event,
      source: pathOf(node),
      targets: (way.target ?? []).map(pathOf),
      ...(when && { when }),
      roles: [...roles],
      rules: [...rules],
      requires: [...requires],
    };
  });
}

/** By its path: a state that others point at has an id of its own, and what is in it has not. */
function pathOf({ machine, path }: AnyStateNode): string {
  return [machine.id, ...path].join('.');
}

function paramsOf(guard: unknown): Record<string, unknown> | undefined {
  if (typeof guard !== 'object' || guard === null || !('params' in guard)) return undefined;
  const { params } = guard;
  return typeof params === 'object' && params !== null ? { ...params } : undefined;
}
