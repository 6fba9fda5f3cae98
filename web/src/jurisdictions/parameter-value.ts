import { useCodeName } from '../forms/names';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './value-words';

interface Valued {
  readonly value: unknown;
  readonly unit?: 'days' | 'working-days' | 'months' | 'people' | 'share';
}

/** What a rule of a place or a matter asks, as it is read aloud: with its unit, and codes by their names. */
export function useParameterValue(): (parameter: Valued) => string {
  const say = useWords();
  const codeName = useCodeName();
  const { listed } = usePunctuation();
  return ({ value, unit }) => {
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
    if (value === null) return say('unlimited');
    if (unit === 'share' && Array.isArray(value))
      return say('share', { part: Number(value[0]), whole: Number(value[1]) });
    if (Array.isArray(value)) return listed(value.map((code) => codeName('outcome', String(code))));
    return unit ? say(unit, { count: Number(value) }) : String(value);
  };
}
