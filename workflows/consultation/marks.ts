/**
 * Which numbers of a growing sequence have been marked, in a form that only marking can lengthen: everything up to
 * `below` is marked, and each hex digit of `beyond` says it of the next four numbers (lowest bit first). A first
 * digit `f` moves into `below`, so work that is done in order takes no room.
 */
export interface Marks {
  readonly below: number;
  readonly beyond: string;
}

export const noMarks: Marks = { below: 0, beyond: '' };

/** Numbers begin at 1. */
export function isMarked({ below, beyond }: Marks, number: number): boolean {
  const place = number - 1 - below;
  return place < 0 || (digitAt(beyond, place) & bitOf(place)) !== 0;
}

export function withMark(marks: Marks, number: number): Marks {
  if (isMarked(marks, number)) return marks;
  const place = number - 1 - marks.below;
  const at = Math.floor(place / 4);
  const padded = marks.beyond.padEnd(at, '0');
  const digit = (digitAt(padded, place) | bitOf(place)).toString(16);
  const beyond = padded.slice(0, at) + digit + padded.slice(at + 1);
  const full = /^f*/.exec(beyond)?.[0].length ?? 0;
  return { below: marks.below + 4 * full, beyond: beyond.slice(full) };
}

const bitOf = (place: number): number => 1 << (place % 4);
const digitAt = (beyond: string, place: number): number =>
  Number.parseInt(beyond.charAt(Math.floor(place / 4)) || '0', 16);
