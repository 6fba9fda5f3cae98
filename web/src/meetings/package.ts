import { ProblemError } from '../api/problem';
import { checkedPaper } from '../decisions/papers/paper-bytes';
import type { ListedPaper } from './papers';

/** One item of the agenda with the papers of the text that is on its table. */
export interface PackedItem {
  readonly title: string;
  readonly papers: readonly ListedPaper[];
}

/** What the list in the package says, in the reader's language. */
export interface PackageWords {
  readonly list: string;
  readonly kindOf: (paper: ListedPaper) => string;
  readonly differs: string;
}

/**
 * All papers of a meeting in one ZIP, a folder for each item in the order of the agenda, and a list with each paper's digest.
 * Every paper is asked for by itself, so it passes the same wall and leaves the same trace as when it is opened; its bytes
 * are digested here. One that cannot be had stands in the list with the reason.
 *
 * @param tell is told how many papers are done
 * @throws ProblemError when the server could not be reached
 */
export async function packed(
  items: readonly PackedItem[],
  words: PackageWords,
  tell: (done: number) => void,
): Promise<Blob> {
  const { downloadZip } = await import('client-zip');
  return downloadZip(filesOf(items, words, tell)).blob();
}

async function* filesOf(items: readonly PackedItem[], words: PackageWords, tell: (done: number) => void) {
  const list: string[] = [];
  let done = 0;
  for (const [at, { title, papers }] of items.entries()) {
    list.push(`${at + 1}. ${title}`);
    for (const [nth, paper] of papers.entries()) {
      const name = `${at + 1}.${nth + 1} ${words.kindOf(paper)} ${paper.name}`;
      const { bytes, why } = await taken(paper, words);
      if (bytes) yield { name: `${inAPath(`${at + 1} ${title}`)}/${inAPath(name)}`, input: bytes };
      list.push(`   ${name}  SHA-256 ${paper.sha256}${why ? `  ${why}` : ''}`);
      tell((done += 1));
    }
  }
  // With a mark of its encoding and the line ends of Windows, so that its editor shows it as it is.
  yield { name: `${words.list}.txt`, input: `\uFEFF${list.join('\r\n')}\r\n` };
}

async function taken(
  { sha256 }: ListedPaper,
  words: PackageWords,
): Promise<{ bytes?: ArrayBuffer; why?: string }> {
  try {
    const { bytes, agrees } = await checkedPaper(sha256);
    return agrees ? { bytes } : { why: words.differs };
  } catch (error) {
    // What is removed or damaged is so for good; a line that broke off comes back, and then the whole is to be had.
    if (error instanceof ProblemError && error.problem.status !== 0) return { why: error.problem.title };
    throw error;
  }
}

/** As a name that every system takes, and not longer than they take it; what follows the last dot stays. */
function inAPath(name: string): string {
  // oxlint-disable-next-line no-control-regex
  const allowed = name.replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, '_').replace(/[. ]+$/, '');
  const letters = [...allowed];
  if (letters.length <= 80) return allowed;
  const end = /\.[A-Za-z0-9]{1,5}$/.exec(allowed)?.[0] ?? '';
  return `${letters.slice(0, 80 - end.length).join('')}${end}`;
}
