/** Characters that take two columns of a terminal: Chinese characters, their punctuation, full-width forms. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

/** Fills up with spaces; a longer text stays whole, with two spaces after it. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - columnsOf(text), 2));
}

/**
 * Breaks a text into lines of at most so many columns: Chinese anywhere except before closing punctuation,
 * Latin script between words.
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(
    /\s*(?:[\w([“"'‘.,:;/%§-]+[\w)\].,:;”"'’%/-]*|[^\s][）」』》〉”’，。；：、！？)]*)/gu,
  ) ?? []) {
    if (line !== '' && columnsOf(line) + columnsOf(piece) > columns) {
      lines.push(line);
      line = piece.trimStart();
    } else {
      line += line === '' ? piece.trimStart() : piece;
    }
  }
  return line === '' ? lines : [...lines, line];
}
