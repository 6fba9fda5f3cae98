import type { Forgery } from './forging.js';
import { delegated, lends } from './lent.js';

const inBoth = (what: string, code: string, act: { type?: string; role?: string }): Forgery[] =>
  (['decision', 'ledger'] as const).map((scope) => ({
    what: `${what} (${scope})`,
    code,
    scope,
    ledger: (ledger) => {
      lends(ledger, 'l', act.role);
      delegated(ledger, 'l', act);
    },
  }));

/** What the made-up procedure accepts of anybody, and the law of nobody but the person. */
export const IN_WHAT_IS_LENT: readonly Forgery[] = [
  ...inBoth('an act that may be delegated is done for somebody', 'OK', {}),
  ...inBoth('an act bound to the person is done for somebody', 'E_ILLEGAL', { type: 'HeadSpoke' }),
  ...inBoth('a seat is lent', 'E_ILLEGAL', { role: 'member' }),
];
