import { saidWith, whatWasDone, type Said } from '../../../../src/exports/views/said';
import type { PastEvent } from '../decisions';
import { useNames } from '../../people/people';
import { useProcedure } from '../machine';
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
}

export function useTold(events: readonly PastEvent[]): (event: PastEvent) => Told {
  const names = useNames();
  const { workflow } = useShown();
  const { data: procedure } = useProcedure(workflow);
  const articleOf = (rule: unknown) => procedure?.chart.citations.find((one) => one.rule === rule);
  return (event) => {
    const { type, title, payload, version } = event;
    const said = saidIn(payload);
    const what = whatWasDone({ type, title, said });
    const corrections = events
      .map((one) => ({ type: one.type, said: saidIn(one.payload), by: one.version }))
      .filter((one) => one.type === 'RecordCorrected' && one.said['event'] === version);
    const stated = saidWith({ type, said }, names).map((fact): Said => {
      const article = fact.field === 'rule' ? articleOf(said['rule']) : undefined;
      if (!article) return fact;
      return {
        ...fact,
        word: { zh: `${article.article}（${article.zh}）`, en: `${article.articleEn} (${article.en})` },
      };
    });
    const facts = corrected(stated, { said, evidencedOn: evidencedOf(event)?.date }, corrections, names);
    return { what, goesOn: what !== title, facts };
  };
}

export function saidIn(payload: unknown): Payload {
  return typeof payload === 'object' && payload !== null ? (payload as Payload) : {};
}

/** Whose act it is: whoever signed the original, where another entered it. */
export const doerOf = ({ actor, onBehalf }: Pick<PastEvent, 'actor' | 'onBehalf'>): string =>
  onBehalf ?? actor;
