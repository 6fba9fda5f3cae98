import type { Context } from '../../../workflows/major-decision/context';
import type { Decision } from './decisions';

/** What the procedure remembers of a decision, as much of it as the decision's version and its reader have. */
export function rememberedOf({ state }: Pick<Decision, 'state'>): Partial<Context> {
  const context = state['context'];
  return typeof context === 'object' && context !== null ? context : {};
}
