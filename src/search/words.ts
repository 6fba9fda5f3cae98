/** A word of the index: where it stands in the text, in UTF-16 code units. */
export interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

interface Character {
  readonly char: string;
  readonly start: number;
  readonly end: number;
  readonly is: 'han' | 'letter' | 'other';
}

/** Beyond it a run of letters is no word that anybody looks for. */
const LONGEST_WORD = 64;
const HAN = /^[\p{Script=Han}\u3007]$/u;
const LETTER = /^[\p{L}\p{N}\p{Mn}\p{Mc}]$/u;

/**
 * The words of a text as they stand in the index: Chinese as overlapping pairs of characters (停车场 → 停车, 车场), so that
 * two characters next to each other are found wherever they stand; a single one between others by itself; letters and
 * digits run by run. Width and case make no difference.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let run: Character[] = [];
  for (const one of charactersOf(text)) {
    const before = run.at(-1);
    if (before && before.is !== one.is) {
      words.push(...wordsOfRun(run));
      run = [];
    }
    if (one.is !== 'other') run.push(one);
  }
  return [...words, ...wordsOfRun(run)];
}

function* charactersOf(text: string): Generator<Character> {
  let start = 0;
  for (const original of text) {
    const end = start + original.length;
    for (const char of original.normalize('NFKC').toLowerCase())
      yield { char, start, end, is: HAN.test(char) ? 'han' : LETTER.test(char) ? 'letter' : 'other' };
    start = end;
  }
}

function wordsOfRun(run: readonly Character[]): Word[] {
  const [first] = run;
  if (!first) return [];
  const last = run.at(-1) ?? first;
  if (first.is === 'letter') {
    const word = run
      .slice(0, LONGEST_WORD)
      .map(({ char }) => char)
      .join('');
    return [{ word, start: first.start, end: last.end }];
  }
  if (run.length === 1) return [{ word: first.char, start: first.start, end: first.end }];
  return run.slice(1).map((second, i) => {
    const one = run[i] ?? first;
    return { word: one.char + second.char, start: one.start, end: second.end };
  });
}

/** What is looked for: every term must be there. */
export interface Term {
  readonly words: readonly string[];
  /** Its last word may go on: letters, and one Chinese character after them (第3条), are found by their beginning. */
  readonly begins: boolean;
  /** Its first word may be the end of a longer one: one Chinese character before letters, as in 依照第3条. */
  readonly ends: boolean;
  /** One Chinese character, which the pairs of the index do not have by itself. */
  readonly single: string | undefined;
}

const MOST_TERMS = 8;
const MOST_WORDS = 64;

/** Terms are parted by space; within one, characters stand next to each other. */
export function termsOf(query: string): Term[] {
  return query
    .trim()
    .split(/\s+/u)
    .map((term) => wordsOf(term).map(({ word }) => word))
    .filter((words) => words.length > 0)
    .slice(0, MOST_TERMS)
    .map((all) => {
      const words = all.slice(0, MOST_WORDS);
      const [first = '', last = first] = [words[0], words.at(-1)];
      const isSingle = words.length === 1 && HAN.test(last);
      return {
        words,
        begins: !isSingle && (HAN.test(last) || !/\p{Script=Han}/u.test(last)),
        ends: !isSingle && HAN.test(first),
        single: isSingle ? last : undefined,
      };
    });
}

export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** Where these terms stand in a text, from left to right, none within another. */
export function marksIn(text: string, terms: readonly Term[]): Mark[] {
  const words = wordsOf(text);
  const marks: Mark[] = [];
  for (const term of terms) {
    if (term.single !== undefined) {
      for (const one of charactersOf(text)) if (one.char === term.single) marks.push(one);
      continue;
    }
    for (let at = 0; at + term.words.length <= words.length; at += 1) {
      const stands = words.slice(at, at + term.words.length);
      if (standsThere(stands, term)) marks.push(markOf(text, stands, term));
    }
  }
  return merged(marks.map(({ start, end }) => ({ start, end })));
}

const standsThere = (stands: readonly Word[], { words: wanted, begins, ends }: Term): boolean =>
  stands.every(({ word: there }, i) => {
    const word = wanted[i] ?? '';
    return (
      there === word ||
      (begins && i === wanted.length - 1 && there.startsWith(word)) ||
      (ends && i === 0 && there.endsWith(word))
    );
  });

/** Of a pair of which one character was looked for, that one. */
function markOf(text: string, stands: readonly Word[], { words, begins, ends }: Term): Mark {
  const [first, last] = [stands[0], stands.at(-1)];
  if (!first || !last) return { start: 0, end: 0 };
  const before = ends ? charactersIn(text, first).at(-1) : first;
  const after = begins && HAN.test(words.at(-1) ?? '') ? charactersIn(text, last)[0] : last;
  return { start: before?.start ?? first.start, end: after?.end ?? last.end };
}

const charactersIn = (text: string, { start, end }: Word): Mark[] =>
  [...charactersOf(text.slice(start, end))].map((one) => ({
    start: start + one.start,
    end: start + one.end,
  }));

function merged(marks: readonly Mark[]): Mark[] {
  const each: Mark[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = each.at(-1);
    if (last && mark.start <= last.end)
      each[each.length - 1] = { ...last, end: Math.max(last.end, mark.end) };
    else each.push(mark);
  }
  return each;
}
