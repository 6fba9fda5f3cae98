import { describe, expect, it } from 'vitest';
import { chartOf } from './chart.js';
import { loadWorkflows } from './workflows.js';

const released = await loadWorkflows();

describe.each(released.map((workflow) => [workflow.procedure.version, workflow] as const))(
  'The machine of version %s as it is drawn',
  (_version, { procedure }) => {
    const chart = chartOf(procedure.definition);
    const ids = new Set(chart.states.map(({ id }) => id));

    it('has every state once, parents first', () => {
      expect(ids.size).toBe(chart.states.length);
      const seen = new Set<string>();
      for (const { id, parent } of chart.states) {
        expect(parent === null || seen.has(parent)).toBe(true);
        seen.add(id);
      }
    });

    it('leads from states that are there to states that are there', () => {
      for (const { source, targets } of chart.transitions) {
        expect(ids).toContain(source);
        for (const target of targets) expect(ids).toContain(target);
      }
    });

    it('has a way for every act, with whose it is', () => {
      const acts = new Set(chart.transitions.map(({ event }) => event));
      for (const type of Object.keys(procedure.events)) expect(acts).toContain(type);
      for (const { event, roles } of chart.transitions) expect(event === '' || roles.length > 0).toBe(true);
    });

    it('cites every rule that it names, and names every requirement', () => {
      const cited = new Set(chart.citations.map(({ rule }) => rule));
      const known = new Set(chart.requirements.map(({ id }) => id));
      for (const { rules, requires } of chart.transitions) {
        for (const rule of rules) expect(cited).toContain(rule);
        for (const requirement of requires) expect(known).toContain(requirement);
      }
    });

    it('is called something in both languages', () => {
      for (const { parent, title } of chart.states) {
        if (parent === null) continue;
        expect(title.zh).not.toBe('');
        // The path of a state that has no words.
        expect(title.en).not.toMatch(/[a-z][A-Z]|\w\.\w/);
      }
    });
  },
);
