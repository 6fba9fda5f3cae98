import { useMemo } from 'react';
import { saidWith, whatWasDone, type Said } from '../../../../src/exports/views/said';
import type { Decision, PastEvent } from '../decisions';
import { useNameOf, useNames } from '../../people/people';
import { useProcedure, type Procedure } from '../machine';
import { useShown } from '../shown';
import type { Bilingual } from '../../words/words';
import { corrected, type Fact } from './corrections';
import { evidencedOf } from './late';

type Payload = Parameters<typeof whatWasDone>[0]['said'];

/** An event in words, as the dossier has it: what was done, and what was said with it. */
export interface Told {
  readonly what: Bilingual;
  /** Whether `what` goes on from who did it: `镇长应文浩作出决定`. */
  readonly goesOn: boolean;
  readonly facts: readonly Fact[];
  /** Names: of whose act it is, of who lent it, of who entered it for them, and of who checked its evidence. */
  readonly who: string;
  readonly lentBy?: string;
  readonly enteredBy?: string;
  readonly checkedBy?: string;
}

/** @param events the whole history, for what later records correct; the function stays the same as long as they do */
export function useTold(events: readonly PastEvent[] = NONE): (event: PastEvent) => Told {
  return useToldOf(useShown(), events);
}

/** The same outside of a decision's own page. */
export function useToldOf(
  { workflow }: Pick<Decision, 'workflow'>,
  events: readonly PastEvent[],
): (event: PastEvent) => Told {
  const names = useNames();
  const nameOf = useNameOf();
  const { data: procedure } = useProcedure(workflow);
  return useMemo(
    () => tellerOf(events, { names, nameOf, citations: procedure?.chart.citations ?? [] }),
    [events, names, nameOf, procedure],
  );
}

const NONE: readonly PastEvent[] = [];

interface Known {
  readonly names: ReturnType<typeof useNames>;
  readonly nameOf: (person: string) => string;
  readonly citations: Procedure['chart']['citations'];
}

function tellerOf(events: readonly PastEvent[], { names, nameOf, citations }: Known) {
  const articleOf = (rule: unknown) => citations.find((one) => one.rule === rule);
  const corrections = events
    .filter(({ type }) => type === 'RecordCorrected')
    .map((one) => ({ said: saidIn(one.payload), by: one.version }));
  return (event: PastEvent): Told => {
    const { type, title, payload, version, delegatedBy, onBehalf } = event;
    const said = saidIn(payload);
    const what = whatWasDone({ type, title, said });
    const evidenced = evidencedOf(event);
    const itsCorrections = corrections.filter((one) => one.said['event'] === version);
    const stated = saidWith({ type, said }, names).map((fact): Said => {
      const article = fact.field === 'rule' ? articleOf(said['rule']) : undefined;
      if (!article) return fact;
      return {
        ...fact,
        word: { zh: `${article.article}（${article.zh}）`, en: `${article.articleEn} (${article.en})` },
      };
    });
    const facts = corrected(stated, { said, evidencedOn: evidenced?.date }, itsCorrections, names);
    return {
      what,
      goesOn: what !== title,
      facts,
      who: nameOf(doerOf(event)),
      ...(delegatedBy && { lentBy: nameOf(delegatedBy) }),
      ...(onBehalf && { enteredBy: nameOf(event.actor) }),
      ...(evidenced?.checkedBy && { checkedBy: nameOf(evidenced.checkedBy) }),
    };
  };
}

export function saidIn(payload: unknown): Payload {
  return typeof payload === 'object' && payload !== null ? (payload as Payload) : {};
}

/** Whose act it is: whoever signed the original, where another entered it. */
export const doerOf = ({ actor, onBehalf }: Pick<PastEvent, 'actor' | 'onBehalf'>): string =>
  onBehalf ?? actor;
