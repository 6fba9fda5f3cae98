import { describe, expect, it } from 'vitest';
import { arrow, broken, lawful, state, WALK, type Arrow, type Node } from '../../test/broken-workflow.js';
import type { WorkflowDefinition } from '../../workflows/definition.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { BrokenDefinition } from './machine-law.js';
import { prove } from './proof.js';
import { workflowFrom } from './workflow.js';

function faultsOf(change: (machine: Node) => void): readonly string[] {
  const definition: WorkflowDefinition = broken(change);
  for (const check of [prove, workflowFrom]) {
    try {
      check(definition);
    } catch (refused) {
      if (!(refused instanceof BrokenDefinition)) throw refused;
      if (check === workflowFrom) return refused.faults;
    }
  }
  throw new Error('It was taken for law.');
}
const issue = (machine: Node) => arrow(machine, 'adopted.readyToIssue', 'DecisionIssued');
const changesIssue = (change: Arrow) => (machine: Node) => void Object.assign(issue(machine), change);
const at = 'major-decision.adopted.readyToIssue';

describe('a definition that cannot be law is refused before any proof', () => {
  it.each<[string, (machine: Node) => void, string]>([
    [
      'a transition without a role',
      changesIssue({ meta: { roles: [], rules: ['D713-030-e'] } }),
      'names no role',
    ],
    ['a transition without a rule', changesIssue({ meta: { roles: ['head'], rules: [] } }), 'names no rule'],
    ['a transition without its law', (machine) => delete issue(machine).meta, 'names no role'],
    [
      'a requirement that does not exist',
      changesIssue({ meta: { roles: ['head'], rules: ['D713-030-e'], requires: ['wished-for'] } }),
      "no requirement 'wished-for'",
    ],
    ['an action that does not exist', changesIssue({ actions: 'keepSilent' }), "no action 'keepSilent'"],
    ['a guard that does not exist', changesIssue({ guard: 'fullMoon' }), "no guard 'fullMoon'"],
    ['an inline action', changesIssue({ actions: () => undefined }), "no action 'inline'"],
    ['an inline guard', changesIssue({ guard: () => true }), "no guard 'inline'"],
    [
      'a transition that does nothing',
      (machine) => {
        delete issue(machine).target;
        delete issue(machine).actions;
      },
      'does nothing',
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOf(change)).toContain(`${at} on DecisionIssued: ${fault}`);
  });

  it.each<[string, Partial<Node>, string]>([
    ['an invocation', { invoke: { src: 'somebody' } }, 'invoke is not allowed in a machine that is replayed'],
    [
      'a timer',
      { after: { 1000: { target: 'afterIssue' } } },
      'after is not allowed, a deadline is an event',
    ],
    [
      'an automatic move',
      { always: { target: 'afterIssue', meta: lawful } },
      'always is not allowed, it may cycle',
    ],
    ['an action on entry', { entry: 'keepNothing' }, 'entry and exit actions are not allowed'],
  ])('%s', (_, change, fault) => {
    const faults = faultsOf((machine) => void Object.assign(state(machine, 'adopted.readyToIssue'), change));
    expect(faults).toContain(`${at}: ${fault}`);
  });

  it.each(['*', 'NoSuchEvent', 'error.platform.somebody'])('an event that is not defined: %s', (type) => {
    const faults = faultsOf((machine) => {
      machine.on = { ...machine.on, [type]: WALK };
    });
    expect(faults).toContain(`major-decision on ${type}: no such event is defined`);
  });

  it('a dropped guard that lets one finding move a region it is not about', () => {
    const faults = faultsOf((machine) => {
      delete arrow(machine, 'steps.publicInput.needed', 'StepFindingRecorded').guard;
    });
    expect(faults).toEqual([
      'major-decision.steps.publicInput.needed on StepFindingRecorded: one road of several, and no guard chooses it',
    ]);
  });

  it.each([
    ['proposed', 'MatterScreened'],
    ['meeting.discussed', 'RiskJudged'],
    ['meeting.discussed', 'OutcomeDecided'],
    ['legalityReview.underReview', 'LegalityOpinionIssued'],
    ['adopted.beforeIssue.party.asked', 'PartyCommitteeAnswered'],
  ])('a dropped guard at %s on %s, so that the other roads are never taken', (where, type) => {
    const faults = faultsOf((machine) => {
      delete arrow(machine, where, type).guard;
    });
    expect(faults.join()).toContain(`on ${type}: one road of several, and no guard chooses it`);
  });

  it.each([
    ['NoSuchAct', 'public-input'],
    ['ConsultationOpened', 'no-such-step'],
  ])('a step that rests on nothing: %s, %s', (type, step) => {
    const restsOn = { [type]: step };
    expect(() => workflowFrom({ ...majorDecision, restsOn })).toThrow(`'${step}' rests on '${type}'`);
  });

  it('two roads under one guard', () => {
    const faults = faultsOf((machine) => {
      const [first, second] = [state(machine, 'proposed').on?.['MatterScreened'] ?? []].flat();
      if (first && second) second.guard = first.guard;
    });
    expect(faults.join()).toContain('chooses two roads');
  });

  it('two regions under one guard', () => {
    const faults = faultsOf((machine) => {
      arrow(machine, 'steps.publicInput.needed', 'StepFindingRecorded').guard = arrow(
        machine,
        'steps.riskAssessment.undetermined',
        'StepFindingRecorded',
        { step: 'risk-assessment', required: false },
      ).guard;
    });
    expect(faults.join()).toContain('chooses two roads');
  });
});
