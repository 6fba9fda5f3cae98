import { expect, it } from 'vitest';
import { ruleSetFor } from '../jurisdictions/rule-sets.js';
import type { RuleSet } from '../../workflows/vocabulary.js';
import { RulesAgain } from './rules-again.js';

const today = ruleSetFor('township', '2025-03-28');
const substanceOf = (set: RuleSet) => new RulesAgain().substanceOf(set);

it('Rules that were fixed before there was a parameter are the same rules, where it is national', () => {
  const { expertsDrawn: _, ...known } = today.parameters;
  expect(substanceOf({ ...today, parameters: known as RuleSet['parameters'] })).toBe(substanceOf(today));
});

it('Rules with another value of a parameter, or of another place, are other rules', () => {
  const parameters = { ...today.parameters, expertsDrawn: true };
  expect(substanceOf({ ...today, parameters })).not.toBe(substanceOf(today));
  expect(substanceOf({ ...today, overlays: [] })).not.toBe(substanceOf(today));
});
