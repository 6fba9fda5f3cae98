import { beforeAll, describe, expect, it } from 'vitest';
import { loadWorkflows, type ReleasedWorkflow } from '../decisions/workflows.js';
import { factReaders } from '../server/fact-readers.js';
import { rulesAsked } from './facts.js';
import type { Standpoint } from './room.js';

let released: readonly ReleasedWorkflow[] = [];
beforeAll(async () => {
  released = await loadWorkflows();
});

function asksOf(version: string, type: string) {
  const procedure = released.find((one) => one.procedure.version === version)?.procedure;
  return { asks: procedure?.events[type]?.asks, context: procedure?.context(undefined) };
}
const township = (ruleSet: string): Standpoint => ({
  version: 0,
  state: { kind: 'body', level: 'township', parent: null, body: 'hengxi', ruleSet },
  loaded: { procedure: released[0]?.procedure as Standpoint['loaded']['procedure'] },
});

describe('The rules that an act asks for', () => {
  it('are those of version 1 for what began on it, and for no kinds of matter, which it does not know', () => {
    const { asks, context } = asksOf('1', 'ProcedureStarted');
    expect(rulesAsked(asks, {}, context)).toEqual({ matters: undefined });
    const rules = factReaders.ruleSet(township('fujian-251'), '2026-06-01', undefined);
    expect(rules?.digest).toBe('f898c31ca270eb372fc659689f863cb5efe9477d737ff150cfd9b2ce3f368a5e');
  });

  it('are those of the body for the kinds of the matter since', () => {
    const { asks, context } = asksOf('2', 'ProcedureStarted');
    expect(rulesAsked(asks, {}, { ...(context as object), matters: ['prices'] })).toEqual({
      matters: ['prices'],
    });
    const rules = factReaders.ruleSet(township('fujian-251'), '2026-06-01', ['prices']);
    expect(rules).toMatchObject({ jurisdiction: 'fujian-251/township', decree: 'by-reference' });
    expect(rules?.parameters).toMatchObject({ hearingRequired: true, completionDateAtStart: true });
  });

  it('are none where the act asks for none, or nobody knows the body, the place or the kind', () => {
    const { asks, context } = asksOf('2', 'MatterScreened');
    expect(rulesAsked(asks, { result: 'major' }, context)).toBeUndefined();
    expect(rulesAsked(undefined, {}, context)).toBeUndefined();
    const nowhere = { ...township(''), version: -1, state: undefined };
    expect(factReaders.ruleSet(nowhere, '2026-06-01', [])).toBeUndefined();
    expect(factReaders.ruleSet(township('atlantis'), '2026-06-01', [])).toBeUndefined();
    expect(factReaders.ruleSet(township('national'), '2026-06-01', ['tea'])).toBeUndefined();
  });
});
