import { diffArrays, diffChars } from 'diff';

/** What the comparison may cost, in milliseconds; beyond it whole paragraphs are told as replaced. */
const WITHIN_MS = 3000;
const OF_ONE_PARAGRAPH_MS = 300;
/** Of two paragraphs, how much must be alike to tell one as a change of the other. */
const ALIKE = 0.4;

export interface Piece {
  readonly is: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** One paragraph of either text, by its number there, from 1. */
export interface ComparedParagraph {
  readonly is: 'same' | 'added' | 'removed' | 'changed';
  readonly before?: number;
  readonly after?: number;
  readonly pieces: readonly Piece[];
}

export interface Compared {
  readonly same: boolean;
  /** Too different, or too long, to be compared character by character throughout. */
  readonly coarse: boolean;
  /** Characters. */
  readonly added: number;
  readonly removed: number;
  readonly paragraphs: readonly ComparedParagraph[];
}

/** Compares two texts paragraph by paragraph, and what was changed character by character, as Chinese is read. */
export function compareTexts(before: string, after: string): Compared {
  const began = performance.now();
  const spent = (): boolean => performance.now() - began > WITHIN_MS;
  const [a, b] = [paragraphsOf(before), paragraphsOf(after)];
  const runs = diffArrays(a, b, { timeout: WITHIN_MS / 2 });
  let coarse = runs === undefined;
  const paragraphs: ComparedParagraph[] = [];
  let [atA, atB] = [0, 0];
  const steps = runs ?? [
    { removed: true, added: false, value: a },
    { removed: false, added: true, value: b },
  ];
  for (let i = 0; i < steps.length; i += 1) {
    const { value, added, removed } = steps[i] as { value: string[]; added: boolean; removed: boolean };
    if (!added && !removed) {
      for (const text of value)
        paragraphs.push({
          is: 'same',
          before: (atA += 1),
          after: (atB += 1),
          pieces: [{ is: 'same', text }],
        });
      continue;
    }
    const next = steps[i + 1];
    const isPair = removed && next?.added === true;
    const gone = removed ? value : [];
    const come = isPair ? next.value : added ? value : [];
    if (isPair) i += 1;
    for (const one of paired(gone, come, spent)) {
      coarse ||= one.coarse;
      paragraphs.push({
        is: one.is,
        ...(one.is === 'added' ? {} : { before: (atA += 1) }),
        ...(one.is === 'removed' ? {} : { after: (atB += 1) }),
        pieces: one.pieces,
      });
    }
  }
  const sum = (is: Piece['is']) =>
    paragraphs
      .flatMap(({ pieces }) => pieces)
      .reduce((length, piece) => length + (piece.is === is ? [...piece.text].length : 0), 0);
  return {
    same: paragraphs.every(({ is }) => is === 'same'),
    coarse,
    added: sum('added'),
    removed: sum('removed'),
    paragraphs,
  };
}

const paragraphsOf = (text: string): string[] => (text === '' ? [] : text.split(/\n+/));

interface Paired extends Pick<ComparedParagraph, 'is' | 'pieces'> {
  readonly coarse: boolean;
}

/** Paragraphs that stand in each other's place: each with the next that is like it, in order. */
function* paired(gone: readonly string[], come: readonly string[], spent: () => boolean): Generator<Paired> {
  let at = 0;
  for (const text of come) {
    const candidates = gone.slice(at, at + 4);
    const compared = candidates.map((old) => (spent() ? undefined : inCharacters(old, text)));
    const found = compared.findIndex((pieces) => pieces !== undefined && likeness(pieces) >= ALIKE);
    const tooLong = compared.includes(undefined);
    if (found < 0) {
      yield { is: 'added', pieces: [{ is: 'added', text }], coarse: tooLong };
      continue;
    }
    for (const skipped of gone.slice(at, at + found)) yield removedOne(skipped);
    yield { is: 'changed', pieces: compared[found] ?? [], coarse: false };
    at += found + 1;
  }
  for (const text of gone.slice(at)) yield removedOne(text);
}

const removedOne = (text: string): Paired => ({
  is: 'removed',
  pieces: [{ is: 'removed', text }],
  coarse: false,
});

function inCharacters(before: string, after: string): Piece[] | undefined {
  const parts = diffChars(before, after, { timeout: OF_ONE_PARAGRAPH_MS });
  return parts?.map(({ value, added, removed }) => ({
    is: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

function likeness(pieces: readonly Piece[]): number {
  const length = (is?: Piece['is']) =>
    pieces.reduce((sum, one) => sum + (is === undefined || one.is === is ? one.text.length : 0), 0);
  const total = length('same') * 2 + length('added') + length('removed');
  return total === 0 ? 1 : (length('same') * 2) / total;
}
