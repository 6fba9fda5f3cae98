import type { Stance } from '../../../../workflows/major-decision/context.js';

/**
 * How the members stand. The procedure counts the same when the head speaks and decides; its own functions cannot come
 * into a page, since they bring the schemas of the acts with them. `test/meeting-screen.spec.ts` holds the two together.
 */
export interface Standing {
  readonly isHead: boolean;
  readonly present: boolean;
  readonly recused: boolean;
  readonly stance: Stance | undefined;
}

interface Count {
  readonly spoke: number;
  readonly agree: number;
  readonly changes: number;
  readonly against: number;
  readonly abstain: number;
  /** Present and silent, where silence counts as consent. */
  readonly consenting: number;
}

/** Present, not recused, not the head, and not heard yet. */
export const isSilent = ({ isHead, present, recused, stance }: Standing): boolean =>
  present && !recused && !isHead && stance === undefined;

export function countOf(members: readonly Standing[], silenceIsConsent: boolean): Count {
  const heard = members.filter((one) => !one.isHead && !one.recused && one.stance);
  const of = (stance: Stance) => heard.filter((one) => one.stance === stance).length;
  return {
    spoke: heard.length,
    agree: of('agree'),
    changes: of('agree-with-changes'),
    against: of('disagree'),
    abstain: of('abstain'),
    consenting: silenceIsConsent ? members.filter(isSilent).length : 0,
  };
}

/** Which way more than half of the members went. */
export function majorityOf(count: Count): 'for' | 'against' | 'none' {
  const { spoke, agree, changes, against, consenting } = count;
  const counted = spoke + consenting;
  if (against * 2 > counted) return 'against';
  return (agree + changes + consenting) * 2 > counted ? 'for' : 'none';
}

/** Whether the reasons will be asked for: said beforehand here, and judged by the procedure when it is recorded. */
export function departs(count: Count, outcome: string): boolean {
  const adopts = outcome === 'passed' || outcome === 'passed-with-edits';
  const majority = majorityOf(count);
  if (majority === 'none') return false;
  if (majority === 'against') return adopts;
  return !adopts && !(outcome === 'substantive-change' && count.changes > 0);
}
