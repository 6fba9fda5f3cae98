import type { Rows, SqlValue, Transaction } from '../database/database.js';
import { wordsOf } from './words.js';

/** Characters of a passage; the next one repeats the end of it, so that what stands across is found. */
const PASSAGE = 1500;
const OVERLAP = 40;

/** Where a text comes from. */
export const SOURCES = ['title', 'words', 'paper'] as const;
export type Source = (typeof SOURCES)[number];

/** Something to be found: whose it is, and what it is taken out of the index by. */
export interface Findable {
  readonly subject: string;
  readonly body: string;
  readonly source: Source;
  /** Position of the event that says it, or names the paper. */
  readonly seq: number;
  /** Of the disclosure, or of the paper. */
  readonly digest: string;
  /** JSON pointer of the field; '' for a paper. */
  readonly field: string;
  /** When it was said, RFC 3339 UTC. */
  readonly at: string;
  readonly text: string;
}

/** Keeps it, in passages, with the words by which they are found: in the transaction of whatever brings it. */
export async function putFindable(tx: Transaction, { text, ...about }: Findable): Promise<void> {
  const { subject, body, source, seq, digest, field, at } = about;
  for (const [part, passage] of passagesOf(text).entries()) {
    const words = wordsOf(passage).map(({ word }) => word);
    if (words.length === 0) continue;
    const values: SqlValue[] = [subject, body, source, seq, digest, field, part, at, passage];
    if (tx.dialect === 'postgres') {
      await tx.query(
        `INSERT INTO search_passage (subject, body, source, seq, digest, field, part, at, passage, words)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS tsvector))`,
        [...values, vectorOf(words)],
      );
      continue;
    }
    const [row] = await tx.query<{ id: number }>(
      `INSERT INTO search_passage (subject, body, source, seq, digest, field, part, at, passage)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      values,
    );
    if (!row) throw new Error('The passage was not kept.');
    await tx.query('INSERT INTO search_word (rowid, words) VALUES (?, ?)', [row.id, words.join(' ')]);
  }
}

export async function isFindable(rows: Rows, subject: string, digest: string): Promise<boolean> {
  const found = await rows.query(
    'SELECT 1 AS one FROM search_passage WHERE digest = ? AND subject = ? LIMIT 1',
    [digest, subject],
  );
  return found.length > 0;
}

/** What an erasure or a removal takes away, in its transaction: a field of an event by its digest, a paper by its own. */
export async function forgetFindable(tx: Transaction, digest: string, seq?: number): Promise<void> {
  const where = seq === undefined ? 'digest = ?' : 'digest = ? AND seq = ?';
  const params = seq === undefined ? [digest] : [digest, seq];
  if (tx.dialect === 'sqlite') {
    const gone = await tx.query<{ id: number; passage: string }>(
      `SELECT id, passage FROM search_passage WHERE ${where}`,
      params,
    );
    // The index holds no text of its own: its words are taken out by saying them again.
    for (const { id, passage } of gone)
      await tx.query("INSERT INTO search_word (search_word, rowid, words) VALUES ('delete', ?, ?)", [
        id,
        wordsOf(passage)
          .map(({ word }) => word)
          .join(' '),
      ]);
  }
  await tx.query(`DELETE FROM search_passage WHERE ${where}`, params);
}

/** All of it, to be made again. */
export async function forgetAllFindable(tx: Transaction): Promise<void> {
  if (tx.dialect === 'sqlite') await tx.query("INSERT INTO search_word (search_word) VALUES ('delete-all')");
  await tx.query('DELETE FROM search_passage');
}

/** Cut at the end of a paragraph or sentence where there is one near. */
export function passagesOf(text: string): string[] {
  const passages: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = endFrom(text, start);
    passages.push(text.slice(start, end));
    if (end >= text.length) break;
    start = whole(text, Math.max(end - OVERLAP, start + 1));
  }
  return passages;
}

function endFrom(text: string, start: number): number {
  const furthest = start + PASSAGE;
  if (furthest >= text.length) return text.length;
  const near = text.slice(start + PASSAGE - 300, furthest);
  const cut = Math.max(near.lastIndexOf('\n'), near.lastIndexOf('。'));
  return cut < 0 ? whole(text, furthest) : start + PASSAGE - 300 + cut + 1;
}

/** Never in the middle of a character. */
export const whole = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;

/** A tsvector as PostgreSQL reads it: no parser of its own, which would know no Chinese, comes between. */
function vectorOf(words: readonly string[]): string {
  const places = new Map<string, number[]>();
  for (const [i, word] of words.entries()) places.set(word, [...(places.get(word) ?? []), i + 1]);
  // It remembers 255 places of a word; a passage has no more than that of any but the oddest.
  return [...places].map(([word, at]) => `${lexeme(word)}:${at.slice(0, 255).join(',')}`).join(' ');
}

export const lexeme = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
