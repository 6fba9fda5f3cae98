import type { Text } from '../../workflows/vocabulary.js';
import type { Rows } from '../database/database.js';

/** As `personNamed` and `unitNamed` mark an id in the words of a finding. */
const MARK = /\{(person|unit):([a-z0-9][a-z0-9-]{0,63})\}/g;

export interface Named {
  readonly people: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
}

/**
 * The names of these people and units, as far as this reader may know them on that day. Given to the road by the rooms
 * that keep them.
 */
export type NameReader = (
  rows: Rows,
  asked: {
    readonly reader: string;
    readonly on: string;
    readonly people: readonly string[];
    readonly units: readonly string[];
  },
) => Promise<Named>;

interface Worded {
  readonly found: Text;
  readonly needed: Text;
  readonly remedy: Text;
}

/**
 * What requirements say, with names where they marked ids: for people who read it, never for the ledger. An id whose
 * name the reader may not know, or nobody knows, stands there as it is.
 */
export async function withNames<T extends object>(
  told: readonly T[],
  read: (people: readonly string[], units: readonly string[]) => Promise<Named>,
): Promise<T[]> {
  const marks = [...JSON.stringify(told).matchAll(MARK)];
  if (marks.length === 0) return [...told];
  const marked = (kind: string) => [
    ...new Set(marks.flatMap(([, of, id = '']) => (of === kind ? [id] : []))),
  ];
  const { people, units } = await read(marked('person'), marked('unit'));
  const name = (text: string) =>
    text.replace(MARK, (_, kind, id: string) => (kind === 'person' ? people : units).get(id) ?? id);
  const both = ({ zh, en }: Text): Text => ({ zh: name(zh), en: name(en) });
  return told.map((one) =>
    isWorded(one)
      ? { ...one, found: both(one.found), needed: both(one.needed), remedy: both(one.remedy) }
      : one,
  );
}

/** The same for texts of their own. */
export async function namedTexts(
  texts: readonly Text[],
  read: (people: readonly string[], units: readonly string[]) => Promise<Named>,
): Promise<Text[]> {
  const marked = texts.map((found) => ({ found, needed: found, remedy: found }));
  return (await withNames(marked, read)).map(({ found }) => found);
}

const isWorded = (one: object): one is Worded => 'found' in one;
