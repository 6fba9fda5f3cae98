import { parse } from 'csv-parse/sync';
import { ImportUnreadable } from './refusals.js';
import { sheetOf } from './workbook.js';

/** Bytes of a file. */
export const IMPORT_LIMIT = 1024 * 1024;
export const ROWS_AT_MOST = 1000;

/** The columns of a list, each with the headings by which it is known; the first is the one that a template shows. */
export type Columns<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** One line of the list, by the number that a spreadsheet shows beside it. */
export interface TableRow<Column extends string> {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

/**
 * Reads a list of people from CSV (UTF-8 with or without BOM, GB 18030; comma, semicolon or tab) or XLSX, by what the
 * bytes are and not by what they are called. Empty lines are left out.
 * @throws ImportUnreadable
 */
export async function readTable<Column extends string>(
  bytes: Buffer,
  known: Columns<Column>,
  needed: readonly Column[],
): Promise<TableRow<Column>[]> {
  if (bytes.length === 0) throw new ImportUnreadable('empty');
  const lines =
    bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' ? sheetOf(bytes) : linesOf(bytes);
  const [header = [], ...rest] = await lines;
  const columns = header.map((title) => columnNamed(known, title));
  const unknown = header.filter((title, at) => title.trim() !== '' && columns[at] === undefined);
  const twice = header.filter((_, at) => columns[at] && columns.indexOf(columns[at]) < at);
  const missing = needed.filter((column) => !columns.includes(column));
  if (unknown.length + twice.length + missing.length > 0)
    throw new ImportUnreadable(
      'no-header',
      [...unknown, ...twice, ...missing].map((one) => one.slice(0, 40)).slice(0, 20),
    );
  const rows = rest
    .map((line, at) => ({ row: at + 2, cells: cellsIn(line, columns) }))
    .filter(({ cells }) => Object.keys(cells).length > 0);
  if (rows.length === 0) throw new ImportUnreadable('empty');
  if (rows.length > ROWS_AT_MOST) throw new ImportUnreadable('too-many-rows', [String(ROWS_AT_MOST)]);
  return rows;
}

/** The column under this heading, in Chinese or English; undefined for any other heading. */
function columnNamed<Column extends string>(known: Columns<Column>, heading: string): Column | undefined {
  const plain = heading.normalize('NFKC').replace('\uFEFF', '').trim().toLowerCase();
  return (Object.keys(known) as Column[]).find((column) => known[column].includes(plain));
}

function cellsIn<Column extends string>(
  line: readonly string[],
  columns: readonly (Column | undefined)[],
): TableRow<Column>['cells'] {
  const cells: Partial<Record<Column, string>> = {};
  for (const [at, column] of columns.entries()) {
    const cell = line[at]?.normalize('NFC').trim() ?? '';
    if (column && cell !== '') cells[column] = cell;
  }
  return cells;
}

function linesOf(bytes: Buffer): string[][] {
  const text = textOf(bytes);
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', '\t', ';'].find((one) => first.includes(one)) ?? ',';
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 20_000,
    });
  } catch {
    throw new ImportUnreadable('broken');
  }
}

/** Spreadsheets in China save CSV in GB 18030; text in it is hardly ever valid UTF-8 by accident. */
function textOf(bytes: Buffer): string {
  if (bytes.includes(0)) throw new ImportUnreadable('neither-csv-nor-xlsx');
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw new ImportUnreadable('unknown-encoding');
}
