import type { PersonFacts } from '../../workflows/vocabulary.js';
import type { Clock } from '../clock.js';
import type { Database, SqlValue } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { FactReaders } from '../road/facts.js';
import type { Road } from '../road/record-event.js';
import { titlesOf } from '../tasks/titles.js';
import type { SearchAnswer, SearchQuery } from './answers.js';
import { lexeme, whole, type Source } from './passages.js';
import { marksIn, termsOf, type Mark, type Term } from './words.js';

/** Characters around the first mark that are shown. */
const BEFORE = 30;
const SHOWN = 160;
/** How far a search can be paged: whoever has not found it by then says more of it. */
const FURTHEST = 1000;

interface Hit {
  readonly id: number;
  readonly subject: string;
  readonly source: Source;
  readonly seq: number;
  readonly digest: string;
  readonly field: string;
  readonly at: string;
  readonly passage: string;
}

/** Full text over what this person may read. */
export class Search {
  constructor(
    private readonly database: Database,
    private readonly road: Road,
    private readonly readers: FactReaders,
    private readonly clock: Clock,
  ) {}

  /**
   * @param bodies that the person serves, in the roles in which they ask
   * @throws ReplayDisagrees where a subject that was found is altered: it is not left out in silence
   */
  async find(person: string, bodies: readonly string[], query: SearchQuery): Promise<SearchAnswer> {
    const terms = termsOf(query.q);
    const from = query.cursor === undefined ? 0 : Number(query.cursor);
    if (terms.length === 0 || bodies.length === 0 || from >= FURTHEST) return { hits: [] };
    const found = await this.hits([...new Set(bodies)], terms, query, from);
    const reader = await this.person(person);
    const open: Hit[] = [];
    for (const hit of found)
      if (standsIn(hit.passage, terms) && (await this.mayRead(reader, hit))) open.push(hit);
    const titles = await titlesOf(
      this.database.read,
      open.map(({ subject }) => subject),
    );
    const names = await this.papersCalled(open);
    return {
      hits: open.map(({ subject, source, seq, digest, field, at, passage }) => ({
        subject,
        title: titles.get(subject) ?? { zh: '', en: '' },
        source,
        seq,
        at,
        ...(field === '' ? {} : { field }),
        ...(source === 'paper' ? { sha256: digest, name: names.get(digest) ?? '' } : {}),
        snippet: snippetOf(passage, marksIn(passage, terms)),
      })),
      ...(found.length === query.limit ? { nextCursor: String(from + query.limit) } : {}),
    };
  }

  private hits(
    bodies: readonly string[],
    terms: readonly Term[],
    { source, subject, limit }: SearchQuery,
    from: number,
  ): Promise<Hit[]> {
    const where: [string, SqlValue[]][] = [[`p.body IN (${bodies.map(() => '?').join(', ')})`, [...bodies]]];
    if (source !== undefined) where.push(['p.source = ?', [source]]);
    if (subject !== undefined) where.push(['p.subject = ?', [subject]]);
    for (const { single, ends, words } of terms) {
      const one = single ?? (ends ? words[0] : undefined);
      if (one !== undefined) where.push(['p.passage LIKE ?', [`%${one}%`]]);
    }
    const indexed = terms.filter(({ single }) => single === undefined);
    const tables = this.database.dialect === 'sqlite' ? onSqlite(indexed) : onPostgres(indexed);
    const and = [...where, ...tables.where];
    return this.database.read.query<Hit & Record<string, unknown>>(
      `SELECT p.id, p.subject, p.source, p.seq, p.digest, p.field, p.at, p.passage FROM ${tables.from}
        WHERE ${and.map(([sql]) => sql).join(' AND ')}
        ORDER BY CASE p.source WHEN 'title' THEN 0 ELSE 1 END, ${tables.order} p.at DESC, p.id LIMIT ? OFFSET ?`,
      [...and.flatMap(([, values]) => values), ...tables.orderBy, limit, from],
    );
  }

  /** The wall that the bodies of the passages are a shadow of is asked again, of the subject as it stands. */
  private async mayRead(reader: PersonFacts, { subject, source }: Hit): Promise<boolean> {
    const { states } = this.road;
    const { version, state } = await states.read(this.database.read, subject);
    if (version < 0) return false;
    const room = states.roomOf(subject);
    if (source === 'paper' && room.mayReadPapers) return room.mayReadPapers(reader, state, subject);
    return room.mayAccess(reader, state);
  }

  /** As whoever brought them called them. */
  private async papersCalled(hits: readonly Hit[]): Promise<ReadonlyMap<string, string>> {
    const digests = [...new Set(hits.filter(({ source }) => source === 'paper').map(({ digest }) => digest))];
    if (digests.length === 0) return new Map();
    const rows = await this.database.read.query<{ sha256: string; name: string }>(
      `SELECT sha256, max(name) AS name FROM document_upload
        WHERE sha256 IN (${digests.map(() => '?').join(', ')}) GROUP BY sha256`,
      digests,
    );
    return new Map(rows.map(({ sha256, name }) => [sha256, name]));
  }

  private async person(id: string): Promise<PersonFacts> {
    const known = await this.road.states.read(this.database.read, `person/${id}`);
    return this.readers.person(id, known, dateInShanghai(this.clock.legal().toISOString()));
  }
}

interface Tables {
  readonly from: string;
  readonly where: [string, SqlValue[]][];
  readonly order: string;
  readonly orderBy: SqlValue[];
}

/** The index knows no ends of words: whatever looks for one is found by the rest, and looked at again. */
const standsIn = (passage: string, terms: readonly Term[]): boolean =>
  terms.every((term) => !term.ends || marksIn(passage, [term]).length > 0);
const indexedWords = ({ words, ends }: Term): readonly string[] => (ends ? words.slice(1) : words);

function onSqlite(terms: readonly Term[]): Tables {
  if (terms.length === 0) return { from: 'search_passage p', where: [], order: '', orderBy: [] };
  const match = terms
    .map((term) => `"${indexedWords(term).join(' ')}"${term.begins ? ' *' : ''}`)
    .join(' AND ');
  return {
    from: 'search_word JOIN search_passage p ON p.id = search_word.rowid',
    where: [['search_word MATCH ?', [match]]],
    order: 'search_word.rank,',
    orderBy: [],
  };
}

function onPostgres(terms: readonly Term[]): Tables {
  if (terms.length === 0) return { from: 'search_passage p', where: [], order: '', orderBy: [] };
  const match = terms
    .map((term) => `${indexedWords(term).map(lexeme).join(' <-> ')}${term.begins ? ':*' : ''}`)
    .join(' & ');
  return {
    from: 'search_passage p',
    where: [['p.words @@ CAST(? AS tsquery)', [match]]],
    order: 'ts_rank(p.words, CAST(? AS tsquery)) DESC,',
    orderBy: [match],
  };
}

/** Offsets are of the snippet, in UTF-16 code units, as JavaScript counts them. */
function snippetOf(passage: string, marks: readonly Mark[]): SearchAnswer['hits'][number]['snippet'] {
  const start = whole(passage, Math.max(0, (marks[0]?.start ?? 0) - BEFORE));
  const end = whole(passage, Math.min(passage.length, start + SHOWN));
  return {
    text: passage.slice(start, end),
    cutBefore: start > 0,
    cutAfter: end < passage.length,
    marks: marks
      .filter((mark) => mark.start >= start && mark.end <= end)
      .map((mark) => ({ start: mark.start - start, end: mark.end - start })),
  };
}
