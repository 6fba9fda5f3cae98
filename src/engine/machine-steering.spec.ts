import { describe, expect, it } from 'vitest';
import { createMachine, raise, type AnyStateMachine } from 'xstate';
import { arrow, broken, state, WALK, type Node } from '../../test/broken-workflow.js';
import type { WorkflowDefinition } from '../../workflows/definition.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { refuseBrokenDefinition } from './machine-law.js';
import { prove } from './proof.js';

/** The workflow with one action replaced by another. */
function withAction(name: string, action: unknown): WorkflowDefinition {
  const { config, implementations } = majorDecision.machine;
  const actions = { ...implementations.actions, [name]: action };
  const machine = createMachine(config as never, { ...implementations, actions } as never) as AnyStateMachine;
  return { ...majorDecision, machine };
}

describe('a machine that acts by itself is refused before any proof', () => {
  it('by an action that raises an event within the step that was judged', () => {
    const sneaks = withAction('keepReviewRequest', raise({ type: 'ConformityConfirmed' } as never));
    expect(() => refuseBrokenDefinition(sneaks)).toThrow("the action 'keepReviewRequest' does more than");
  });

  it('by an action that is any function', () => {
    expect(() => refuseBrokenDefinition(withAction('keepDraft', () => undefined))).toThrow("'keepDraft'");
  });

  it('by an action on the way into a first state', () => {
    const changed = broken((machine) => {
      const node = state(machine, 'meeting');
      Object.assign(node, { initial: { target: 'bundleSubmitted', actions: 'keepNothing' } });
    });
    expect(() => refuseBrokenDefinition(changed)).toThrow('into a first state');
  });

  it('by a requirement, or a guard, where nobody acts and none would be asked', () => {
    for (const asked of [
      { meta: { ...WALK.meta, requires: ['three-answers'] } },
      { guard: { type: 'finds' } },
    ]) {
      const changed = broken((machine) => {
        const { onDone } = state(machine, 'steps');
        if (onDone) Object.assign(onDone, asked);
      });
      expect(() => refuseBrokenDefinition(changed)).toThrow('nobody acts here');
    }
  });

  it('by an act that is named like a move of the machine', () => {
    const type = 'xstate.done.state.major-decision.steps';
    const events = { ...majorDecision.events, [type]: majorDecision.events['DraftSubmitted'] };
    expect(() => refuseBrokenDefinition({ ...majorDecision, events } as WorkflowDefinition)).toThrow(type);
  });
});

const found = (change: (machine: Node) => void) => prove(broken(change)).bypasses;

describe('an act that says no and goes on all the same is found', () => {
  const theorem = 'return-opens-step';

  it.each(['unlawful', 'lawful-with-changes'])('“%s”, cleared for the meeting', (outcome) => {
    const bypasses = found((machine) => {
      arrow(machine, 'legalityReview.underReview', 'LegalityOpinionIssued', { outcome }).target = 'cleared';
    });
    expect(bypasses.map(({ about }) => about).join()).toContain(`"outcome":"${outcome}"`);
  });

  it('a difference in substance, cleared for the meeting', () => {
    const bypasses = found((machine) => {
      arrow(machine, 'legalityReview.conformityDue', 'ConformityDenied').target = 'cleared';
    });
    expect(bypasses).toContainEqual(expect.objectContaining({ theorem }));
  });

  it('any opinion whatever, where an arrow does not look at what it says', () => {
    const bypasses = found((machine) => {
      const node = state(machine, 'legalityReview.changesAsked');
      const { meta } = arrow(machine, 'legalityReview.underReview', 'LegalityOpinionIssued');
      node.on = {
        ...node.on,
        LegalityOpinionIssued: { target: 'cleared', actions: 'keepOpinion', ...(meta && { meta }) },
      };
    });
    const about = bypasses.filter((bypass) => bypass.theorem === theorem).map((bypass) => bypass.about);
    for (const said of ['unlawful', 'public-input', 'expert-review', 'risk-assessment'])
      expect(about.join()).toContain(said);
    expect(about.length).toBeGreaterThanOrEqual(5);
  });
});
