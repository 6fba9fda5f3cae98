import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { Rows, SqlValue } from '../database/database.js';

/** A leaf as it is stored. Whether its bytes still say so is for the verifier: an export judges nothing. */
export interface LeafRow {
  readonly seq: number;
  readonly id: string;
  readonly subject: string;
  readonly version: number;
  readonly type: string;
  readonly leaf_hash: Buffer;
  readonly bytes: Buffer;
}

/** The leaves of a bag by `seq`, a page at a time: no export holds more than one page. */
export interface Leaves {
  readonly count: number;
  pages(): AsyncGenerator<readonly LeafRow[]>;
  /** The same pages as a condition on a column `seq`, for what stands beside the leaves. */
  ranges(): Iterable<SeqRange>;
}

export interface SeqRange {
  readonly where: string;
  readonly params: readonly SqlValue[];
}

const PAGE = 200;
const COLUMNS = 'seq, id, subject, version, type, leaf_hash, bytes';

/** Every leaf below `size`. */
export function everyLeaf(rows: Rows, size: number): Leaves {
  return leaves(rows, size, function* () {
    for (let from = 0; from < size; from += PAGE)
      yield { where: 'seq >= ? AND seq < ?', params: [from, Math.min(from + PAGE, size)] };
  });
}

/** The leaves at these positions, which rise. */
export function leavesAt(rows: Rows, seqs: readonly number[]): Leaves {
  return leaves(rows, seqs.length, function* () {
    for (let from = 0; from < seqs.length; from += PAGE) {
      const params = seqs.slice(from, from + PAGE);
      yield { where: `seq IN (${params.map(() => '?').join(', ')})`, params };
    }
  });
}

function leaves(rows: Rows, count: number, ranges: () => Iterable<SeqRange>): Leaves {
  return {
    count,
    ranges,
    async *pages() {
      for (const { where, params } of ranges())
        yield await rows.query<LeafRow & Record<string, unknown>>(
          `SELECT ${COLUMNS} FROM event WHERE ${where} ORDER BY seq`,
          params,
        );
    },
  };
}

/** What a leaf says; nothing where its bytes were changed into something else, which is then exported as it is. */
export function saidIn({ bytes }: Pick<LeafRow, 'bytes'>): JsonObject {
  try {
    return objectOr(JSON.parse(bytes.toString('utf8')) as Json);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** A member of a leaf's data: `payload`, `facts`, … */
export function partOf(leaf: JsonObject, name: string): JsonObject {
  return objectOr(objectOr(leaf['data'])[name]);
}

export function objectOr(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

export function textsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
