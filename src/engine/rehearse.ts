/**
 * A what-if: how a past act would stand under rules under which it was not done, and where the machine would be with the
 * act let through, whatever it met. It admits nothing. What may happen is said by `decide` alone; only a rehearsal of
 * draft rules on past decisions asks here, and a wall keeps everything else from it (`test/walls.ts`).
 */
import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import type { BaseContext, WorkflowDefinition } from '../../workflows/definition.js';
import type { Act, Requirement, Text } from '../../workflows/vocabulary.js';
import type { Standing, Unmet } from './procedure.js';
import { rulesOf, unmetAmong } from './standing.js';
import { askedOf, isBefore, standingsOf } from './workflow.js';

/** What the rules ask and the past did not record. */
export interface Unrecorded {
  /** Names of facts. */
  readonly facts: readonly string[];
  /** Fields of the payload, as paths (`touches/money`). */
  readonly fields: readonly string[];
}

/** It is not met, and hangs on what was not recorded: nobody can say how it would have stood. */
export interface Untold {
  readonly requirement: string;
  readonly title: Text;
  readonly rules: readonly string[];
  readonly missing: Unrecorded;
}

/** What would have become of one act. No verdict: nothing was decided, and nothing may be recorded on the strength of it. */
export type Rehearsed =
  | { readonly would: 'find-no-step' }
  /** Which way it goes hangs on what was not filled in. */
  | { readonly would: 'hang'; readonly missing: Unrecorded }
  | {
      readonly would: 'be-judged';
      readonly standings: readonly Standing[];
      /** Why it would have been refused; nothing where it would have passed. */
      readonly unmet: readonly Unmet[];
      readonly untold: readonly Untold[];
      /** With the act let through. Undefined where the machine cannot remember it without what was not filled in. */
      readonly letThrough: AnyMachineSnapshot | undefined;
    };

export type Rehearse = (
  before: AnyMachineSnapshot | undefined,
  act: Act,
  unrecorded?: Unrecorded,
) => Rehearsed;

const NOTHING: Unrecorded = { facts: [], fields: [] };

/** Rehearses acts under this definition. */
export function rehearsalUnder(definition: WorkflowDefinition): Rehearse {
  const [initial] = initialTransition(definition.machine);
  return (before, act, unrecorded = NOTHING) => {
    if (isBefore(definition, before, act)) return { would: 'find-no-step' };
    const state = before ?? initial;
    const asked = watching(act, unrecorded, (watched) => askedOf(definition, state, watched));
    if (asked.answer) return judged(definition, asked.answer, state, act, unrecorded);
    return hangs(asked.missing) ? { would: 'hang', missing: asked.missing } : { would: 'find-no-step' };
  };
}

function judged(
  definition: WorkflowDefinition,
  requirements: readonly Requirement[],
  state: AnyMachineSnapshot,
  act: Act,
  unrecorded: Unrecorded,
): Rehearsed {
  const standings: Standing[] = [];
  const untold: Untold[] = [];
  const ruleSet = (state.context as BaseContext).ruleSet ?? act.facts.ruleSet;
  for (const requirement of requirements) {
    const { id, title } = requirement;
    const { answer, missing } = watching(act, unrecorded, (watched) =>
      standingsOf([requirement], state, watched),
    );
    const [standing] = answer ?? [];
    const open = standing === undefined || standing.is === 'unmet' || standing.is === 'depends';
    if (open && hangs(missing))
      untold.push({ requirement: id, title, rules: rulesOf(requirement, ruleSet), missing });
    else if (standing) standings.push(standing);
  }
  return {
    would: 'be-judged',
    standings,
    unmet: unmetAmong(standings, requirements),
    untold,
    letThrough: letThrough(definition, state, act, unrecorded),
  };
}

function letThrough(
  { machine }: WorkflowDefinition,
  state: AnyMachineSnapshot,
  act: Act,
  unrecorded: Unrecorded,
): AnyMachineSnapshot | undefined {
  try {
    return transition(machine, state, { type: act.type, act })[0];
  } catch (error) {
    if (hangs(unrecorded)) return undefined;
    throw error;
  }
}

const hangs = ({ facts, fields }: Unrecorded): boolean => facts.length + fields.length > 0;

/** What was asked of the act, and which of the unrecorded it looked at. It may fail for want of those, and only then. */
function watching<T>(
  act: Act,
  unrecorded: Unrecorded,
  ask: (watched: Act) => T,
): { readonly answer?: T; readonly missing: Unrecorded } {
  const [facts, fields] = [new Set<string>(), new Set<string>()];
  const watched = {
    ...act,
    facts: noting(act.facts, unrecorded.facts, facts),
    payload: noting(act.payload as object, unrecorded.fields, fields),
  };
  const missing = () => ({ facts: [...facts], fields: [...fields] });
  try {
    return { answer: ask(watched), missing: missing() };
  } catch (error) {
    if (!hangs(missing())) throw error;
    return { missing: missing() };
  }
}

/** The same object, noting which of these members are asked for; their paths lead into what it holds. */
function noting<T extends object>(of: T, paths: readonly string[], asked: Set<string>, above = ''): T {
  const note = (name: string | symbol) => {
    if (typeof name === 'string' && paths.includes(name)) asked.add(`${above}${name}`);
  };
  return new Proxy(of, {
    get: (target, name) => {
      note(name);
      const member = Reflect.get(target, name) as unknown;
      const within = paths.filter((path) => path.startsWith(`${String(name)}/`));
      if (within.length === 0 || typeof member !== 'object' || member === null) return member;
      const deeper = within.map((path) => path.slice(String(name).length + 1));
      return noting(member, deeper, asked, `${above}${String(name)}/`);
    },
    has: (target, name) => {
      note(name);
      return Reflect.has(target, name);
    },
  });
}
