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
  /** Its last word may go on: letters are found by their beginning. */
  readonly begins: boolean;
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
    .map((words) => {
      const last = words.at(-1) ?? '';
      return {
        words: words.slice(0, MOST_WORDS),
        begins: !HAN.test(last.slice(0, 1)) && !/\p{Script=Han}/u.test(last),
        single: words.length === 1 && HAN.test(last) ? last : undefined,
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
    for (let at = 0; at + term.words.length <= words.length; at += 1)
      if (standsAt(words, at, term))
        marks.push({ start: words[at]?.start ?? 0, end: words[at + term.words.length - 1]?.end ?? 0 });
  }
  return merged(marks.map(({ start, end }) => ({ start, end })));
}

const standsAt = (words: readonly Word[], at: number, { words: wanted, begins }: Term): boolean =>
  wanted.every((word, i) => {
    const there = words[at + i]?.word;
    return there === word || (begins && i === wanted.length - 1 && there?.startsWith(word) === true);
  });

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
