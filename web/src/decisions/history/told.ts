import { saidWith, whatWasDone, type Said } from '../../../../src/exports/views/said';
import { valueWord } from '../../../../src/exports/views/lexicon';
import type { PastEvent } from '../decisions';
import { useNames } from '../../people/people';
import { useProcedure } from '../machine';
import { useShown } from '../shown';
import type { Bilingual } from '../../words/words';

type Payload = Parameters<typeof whatWasDone>[0]['said'];

/** A field of what was said, with the right words where a later record corrects it. */
export interface Fact extends Said {
  readonly corrected?: { readonly to: Bilingual; readonly by: number };
}

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
  return ({ type, title, payload, version }) => {
    const said = saidIn(payload);
    const what = whatWasDone({ type, title, said });
    const corrections = events.filter(
      (one) => one.type === 'RecordCorrected' && saidIn(one.payload)['event'] === version,
    );
    const facts = saidWith({ type, said }, names).map((stated): Fact => {
      const article = stated.field === 'rule' ? articleOf(said['rule']) : undefined;
      const fact = article
        ? {
            ...stated,
            word: { zh: `${article.article}（${article.zh}）`, en: `${article.articleEn} (${article.en})` },
          }
        : stated;
      const by = corrections.findLast((one) => saidIn(one.payload)['field'] === fact.field);
      return by
        ? { ...fact, corrected: { to: rightIn(saidIn(by.payload), fact.field), by: by.version } }
        : fact;
    });
    const known = new Set(facts.map(({ field }) => field));
    const others = corrections
      .filter((one) => !known.has(String(saidIn(one.payload)['field'])))
      .map((one): Fact => {
        const field = String(saidIn(one.payload)['field']);
        const was = said[field];
        const word =
          was === undefined || was === null || typeof was === 'object' ? EMPTY : valueWord(field, was);
        return {
          field,
          name: fieldName(field),
          word,
          corrected: { to: rightIn(saidIn(one.payload), field), by: one.version },
        };
      });
    return { what, goesOn: what !== title, facts: [...facts, ...others] };
  };
}

const EMPTY: Bilingual = { zh: '—', en: '—' };

function fieldName(field: string): Bilingual {
  return (
    saidWith({ type: '', said: { [field]: true } }, { person: () => undefined, unit: () => undefined })[0]
      ?.name ?? {
      zh: field,
      en: field,
    }
  );
}

function rightIn({ value, rightWords }: Payload, field: string): Bilingual {
  if (typeof rightWords === 'string') return { zh: rightWords, en: rightWords };
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? valueWord(field, value)
    : EMPTY;
}

export function saidIn(payload: unknown): Payload {
  return typeof payload === 'object' && payload !== null ? (payload as Payload) : {};
}

/** Whose act it is: whoever signed the original, where another entered it. */
export const doerOf = ({ actor, onBehalf }: Pick<PastEvent, 'actor' | 'onBehalf'>): string =>
  onBehalf ?? actor;
