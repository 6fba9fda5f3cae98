import { describe, expect, it } from 'vitest';
import { arrow, broken, state, WALK, type Node } from '../../test/broken-workflow.js';
import { majorDecision } from '../../workflows/major-decision/workflow.js';
import { explore } from './explore.js';
import { prove, refuseUnlessProved, WorkflowRefused } from './proof.js';
import { outOfOrder, type Bypass } from './theorems.js';

const skips = (region: string, from: string) => (machine: Node) => {
  const node = state(machine, `steps.${region}`);
  node.states = { ...node.states, skipped: { type: 'final' } };
  const left = state(machine, `steps.${region}.${from}`);
  left.on = { ...left.on, UnitsConsulted: { target: 'skipped', ...WALK } };
};

/** The proof that the refusal carries: proving it a second time to look at it would take as long again. */
function bypassesOf(change: (machine: Node) => void): readonly Bypass[] {
  const definition = broken(change);
  try {
    refuseUnlessProved(definition);
  } catch (refused) {
    if (!(refused instanceof WorkflowRefused)) throw refused;
    expect(refused.proof.holds).toBe(false);
    return refused.proof.bypasses;
  }
  throw new Error('the broken workflow was proved');
}

const find = (bypasses: readonly Bypass[], theorem: Bypass['theorem'], about: string) =>
  bypasses.find((bypass) => bypass.theorem === theorem && bypass.about.includes(about));

describe('the workflow as it is', () => {
  const proof = refuseUnlessProved(majorDecision);

  it('is proved, over a graph that is neither empty nor without end', () => {
    process.stdout.write(
      `${proof.workflow} ${proof.version}: ${proof.configurations} configurations, ${proof.steps} steps\n`,
    );
    expect(proof).toMatchObject({ holds: true, bypasses: [] });
    expect(proof.configurations).toBeGreaterThan(200);
    expect(proof.configurations).toBeLessThan(5_000);
    expect(proof.steps).toBeGreaterThan(proof.configurations);
  });

  it('says which steps lie on every path to an act', () => {
    const { stepsBefore } = proof;
    expect(stepsBefore['LegalityReviewRequested']).toEqual([
      'public-input',
      'expert-review',
      'risk-assessment',
    ]);
    expect(stepsBefore['TabledAtMeeting']).toEqual([
      'public-input',
      'expert-review',
      'risk-assessment',
      'legality-review',
    ]);
    expect(stepsBefore['DecisionIssued']).toHaveLength(5);
    expect(stepsBefore['DraftSubmitted']).toEqual([]);
  });

  it('stays the same after a change that changes nothing', () => {
    expect(prove(broken(() => undefined))).toEqual(proof);
  });
});

describe('an edge round a step is found, with the path', () => {
  it.each([
    ['public-input', 'publicInput', 'needed'],
    ['expert-review', 'expertReview', 'undetermined'],
    ['risk-assessment', 'riskAssessment', 'undetermined'],
  ])('round %s, by asking departments instead', (step, region, from) => {
    const bypasses = bypassesOf(skips(region, from));
    const found = find(bypasses, 'mandatory-step', step);
    expect(found?.path.slice(0, 5)).toEqual([
      'DecisionProposed',
      'MatterScreened',
      'ProposalStudied',
      'ProcedureStarted',
      'DraftSubmitted',
    ]);
    expect(found?.path).toContain('UnitsConsulted');
    expect(found?.path.at(-1)).toBe('OutcomeDecided');
    expect(bypasses.filter(({ theorem }) => theorem === 'mandatory-step')).toHaveLength(1);
  });

  it('round legality review, from the steps straight to the meeting', () => {
    const found = find(
      bypassesOf((machine) => {
        const { onDone } = state(machine, 'steps');
        if (onDone) onDone.target = 'meeting';
      }),
      'mandatory-step',
      'legality-review',
    );
    expect(found?.path).not.toContain('LegalityOpinionIssued');
    expect(found?.path.slice(-3)).toEqual(['TabledAtMeeting', 'HeadSpoke', 'OutcomeDecided']);
  });

  it('round the meeting, by countersigning the bundle', () => {
    const found = find(
      bypassesOf((machine) => {
        arrow(machine, 'legalityReview.cleared', 'MeetingBundleSubmitted').target = '#adopted';
      }),
      'mandatory-step',
      'collective-decision',
    );
    expect(found?.path.slice(-2)).toEqual(['LegalityOpinionIssued', 'MeetingBundleSubmitted']);
  });

  it('round everything, by an urgent matter that is simply adopted', () => {
    const bypasses = bypassesOf((machine) => {
      arrow(machine, 'drafting', 'UnitsConsulted').target = '#adopted';
    });
    for (const { id } of majorDecision.mandatorySteps)
      expect(find(bypasses, 'mandatory-step', id)?.path).toEqual([
        'DecisionProposed',
        'MatterScreened',
        'ProposalStudied',
        'ProcedureStarted',
        'UnitsConsulted',
      ]);
  });

  it('round everything, out of a matter that is settled', () => {
    const bypasses = bypassesOf((machine) => {
      state(machine, 'rejected').on = { DecisionRetabled: { target: '#adopted', ...WALK } };
      state(machine, 'screenedOut').on = { DecisionRetabled: { target: 'adopted', ...WALK } };
    });
    expect(find(bypasses, 'mandatory-step', 'legality-review')?.path).toEqual([
      'DecisionProposed',
      'MatterScreened',
      'DecisionRetabled',
    ]);
  });
});

describe('a return that leaves its step out is found', () => {
  it('“step missing”, whichever step it is', () => {
    const steps = ['public-input', 'expert-review', 'risk-assessment'];
    const bypasses = bypassesOf((machine) => {
      for (const missingStep of steps)
        arrow(machine, 'legalityReview.underReview', 'LegalityOpinionIssued', {
          outcome: 'step-missing',
          missingStep,
        }).target = ['#publicInput.previous', '#expertReview.previous', '#riskAssessment.previous'];
    });
    for (const step of steps)
      expect(find(bypasses, 'return-opens-step', step)?.path.slice(-2)).toEqual([
        'LegalityReviewRequested',
        'LegalityOpinionIssued',
      ]);
  });

  it('“not controllable”, straight back to the meeting', () => {
    const bypasses = bypassesOf((machine) => {
      const judged = arrow(machine, 'meeting.tabled', 'RiskJudged', { controllable: false });
      judged.target = '#cleared';
    });
    expect(find(bypasses, 'return-opens-step', 'risk-assessment')?.path.at(-1)).toBe('RiskJudged');
  });

  it('a return that is not there at all', () => {
    const bypasses = bypassesOf((machine) => {
      const review = state(machine, 'legalityReview.underReview');
      const opinions = [review.on?.['LegalityOpinionIssued'] ?? []].flat();
      review.on = {
        ...review.on,
        LegalityOpinionIssued: opinions.filter(
          ({ guard }) => !JSON.stringify(guard).includes('"missingStep":"expert-review"'),
        ),
      };
    });
    expect(find(bypasses, 'return-opens-step', 'expert-review')).toBeDefined();
  });

  it('a matter sent back for substance that goes to the meeting unreviewed', () => {
    const bypasses = bypassesOf((machine) => {
      arrow(machine, 'legalityReview.revisionDue', 'DraftSubmitted').target = '#meeting';
    });
    const found = find(bypasses, 'step-reopened', 'legality-review');
    expect(found?.path).toEqual(expect.arrayContaining(['LegalityOpinionIssued', 'DraftSubmitted']));
    expect(found?.path.at(-1)).toBe('OutcomeDecided');
    expect(find(bypasses, 'edition-unreviewed', 'DraftSubmitted')).toBeDefined();
  });

  it('a deferred matter that is adopted without another meeting', () => {
    const bypasses = bypassesOf((machine) => {
      arrow(machine, 'deferred', 'DecisionRetabled').target = '#adopted';
    });
    expect(find(bypasses, 'step-reopened', 'collective-decision')?.path.slice(-2)).toEqual([
      'OutcomeDecided',
      'DecisionRetabled',
    ]);
  });
});

describe('an exemption that the reviewer does not look at is found', () => {
  it('on the way of each opinion', () => {
    const outcomes = ['lawful', 'exploratory', 'lawful-with-changes', 'unlawful'];
    const bypasses = bypassesOf((machine) => {
      for (const outcome of outcomes) {
        const { meta } = arrow(machine, 'legalityReview.underReview', 'LegalityOpinionIssued', { outcome });
        if (meta) meta.requires = (meta.requires ?? []).filter((id) => id !== 'exemptions-reviewed');
      }
    });
    const found = bypasses.filter(({ about }) => about.includes("does not ask for 'exemptions-reviewed'"));
    expect(found).toHaveLength(outcomes.length);
    for (const { theorem, path } of found)
      expect([theorem, path.at(-1)]).toEqual(['exemption-unreviewed', 'LegalityOpinionIssued']);
  });

  it('where something else than an opinion completes the review', () => {
    const bypasses = bypassesOf((machine) => {
      arrow(machine, 'legalityReview.toBeRequested', 'LegalityReviewRequested').target = '#conformityDue';
    });
    const found = find(bypasses, 'exemption-unreviewed', 'completed without LegalityOpinionIssued');
    expect(found?.path.slice(-2)).toEqual(['LegalityReviewRequested', 'ConformityConfirmed']);
  });
});

describe('an edition that the reviewer has not seen is found on its way to the meeting', () => {
  it.each([
    ['legalityReview.cleared', ['MeetingBundleSubmitted', 'TabledAtMeeting']],
    ['meeting.bundleSubmitted', ['TabledAtMeeting']],
    ['meeting.tabled', ['TabledAtMeeting']],
  ])('submitted at %s', (where, onwards) => {
    const bypasses = bypassesOf((machine) => {
      delete arrow(machine, where, 'DraftSubmitted').target;
    });
    expect(find(bypasses, 'edition-unreviewed', 'DraftSubmitted')?.path).toEqual([
      'LegalityOpinionIssued',
      '…',
      'DraftSubmitted',
      ...onwards,
    ]);
  });

  it('submitted while the difference is being looked at', () => {
    const bypasses = bypassesOf((machine) => {
      arrow(machine, 'legalityReview.conformityDue', 'DraftSubmitted').target = '#cleared';
    });
    expect(find(bypasses, 'edition-unreviewed', 'DraftSubmitted')).toBeDefined();
  });
});

describe('an order that is not kept is found', () => {
  const graph = explore(majorDecision.machine, Object.keys(majorDecision.events));
  const named = majorDecision.precedences.map((one) => [one.act, one.after.join(' or '), one] as const);

  it.each(named)('%s: its way leads through %s, and is found where that does not count', (act, _, one) => {
    expect(outOfOrder(graph, { ...majorDecision, precedences: [one] })).toEqual([]);
    const [found] = outOfOrder(graph, { ...majorDecision, precedences: [{ ...one, after: [] }] });
    expect(found?.path.at(-1)).toBe(act);
    expect(found?.path.some((type) => one.after.includes(type))).toBe(true);
  });

  it('a draft before the procedure has started', () => {
    const bypasses = bypassesOf((machine) => {
      arrow(machine, 'screened', 'ProposalWithdrawn').target = 'drafting';
    });
    expect(find(bypasses, 'out-of-order', 'DraftSubmitted without ProcedureStarted')?.path).toEqual([
      'DecisionProposed',
      'MatterScreened',
      'ProposalWithdrawn',
      'DraftSubmitted',
    ]);
  });

  it('an issue of which the Congress was never thought', () => {
    const bypasses = bypassesOf((machine) => {
      state(machine, 'adopted.beforeIssue.congress').initial = 'settled';
    });
    const found = find(bypasses, 'out-of-order', 'DecisionIssued without CongressMatterFound');
    expect(found?.path.slice(-3)).toEqual(['OutcomeDecided', 'PartyCommitteeAsked', 'DecisionIssued']);
  });

  it('an outcome after somebody spoke later than the head', () => {
    const bypasses = bypassesOf((machine) => {
      delete arrow(machine, 'meeting.discussed', 'MemberSpoke').target;
    });
    const found = find(bypasses, 'out-of-order', 'OutcomeDecided without HeadSpoke');
    expect(found?.path.slice(-3)).toEqual(['HeadSpoke', 'MemberSpoke', 'OutcomeDecided']);
  });

  it('and so is one that names what is no act', () => {
    const precedences = [{ act: 'DecisionIssued', after: ['CongresMatterFound'], rules: [] }];
    expect(outOfOrder(graph, { ...majorDecision, precedences })).toEqual([
      { theorem: 'out-of-order', about: 'no act CongresMatterFound', path: [] },
    ]);
  });
});

describe('a workflow that gets stuck is found', () => {
  it('a dead end, with the way into it', () => {
    const bypasses = bypassesOf((machine) => {
      machine.states = { ...machine.states, limbo: {} };
      arrow(machine, 'drafting', 'UnitsConsulted').target = 'limbo';
    });
    expect(find(bypasses, 'dead-end', 'limbo')?.path).toEqual([
      'DecisionProposed',
      'MatterScreened',
      'ProposalStudied',
      'ProcedureStarted',
      'UnitsConsulted',
    ]);
  });

  it('two states that only lead to each other', () => {
    const bypasses = bypassesOf((machine) => {
      machine.states = {
        ...machine.states,
        here: { on: { UnitsConsulted: { target: 'there', ...WALK } } },
        there: { on: { UnitsConsulted: { target: 'here', ...WALK } } },
      };
      arrow(machine, 'drafting', 'UnitsConsulted').target = 'here';
    });
    expect(find(bypasses, 'dead-end', 'here')).toBeDefined();
  });

  it('a state that nothing enters', () => {
    const bypasses = bypassesOf((machine) => {
      machine.states = { ...machine.states, island: { tags: 'settled' } };
    });
    expect(bypasses).toEqual([{ theorem: 'unreachable', about: 'major-decision.island', path: [] }]);
  });

  it('an event that is never accepted', () => {
    const bypasses = bypassesOf((machine) => {
      delete state(machine, 'studied').on?.['ProposalDeclined'];
    });
    expect(find(bypasses, 'unreachable', 'event ProposalDeclined')).toBeDefined();
    expect(find(bypasses, 'unreachable', 'declined')).toBeDefined();
  });

  it('a procedure without an outcome that has effect', () => {
    const bypasses = bypassesOf((machine) => {
      delete state(machine, 'adopted').tags;
    });
    expect(find(bypasses, 'no-outcome', 'effective')).toBeDefined();
  });
});

describe('what an act may not lack', () => {
  it('left out, is found with the path there', () => {
    const demanded = [
      ['reviewed-text-is-tabled', 'meeting.bundleSubmitted', 'TabledAtMeeting'],
      ['head-speaks-last', 'meeting.tabled', 'HeadSpoke'],
      ['reviewer-did-not-draft', 'legalityReview.conformityDue', 'ConformityConfirmed'],
    ] as const;
    const bypasses = bypassesOf((machine) => {
      for (const [requirement, where, type] of demanded) {
        const law = arrow(machine, where, type);
        law.meta = { ...law.meta, requires: (law.meta?.requires ?? []).filter((id) => id !== requirement) };
      }
    });
    for (const [requirement, , type] of demanded) {
      const found = find(bypasses, 'requirement-dropped', requirement);
      expect(found?.path.at(-1)).toBe(type);
      expect(found?.path.length).toBeGreaterThan(5);
    }
  });
});
