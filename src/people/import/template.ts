import { COLUMNS } from './columns.js';

/** The headings, and one row that shows how to fill them. */
const HEADINGS = Object.values(COLUMNS).map(([zh]) => zh);
const EXAMPLE = ['张三', '党政办主任', 'zhang.san', '', '', '会议秘书、档案人员', '2026-01-01', ''];

/** As spreadsheets in China open it without asking: UTF-8 with a BOM, lines ended by CRLF. No cell needs quotes. */
export const csvTemplate = (): Buffer =>
  Buffer.from(`\uFEFF${[HEADINGS, EXAMPLE].map((row) => `${row.join(',')}\r\n`).join('')}`);

/** The empty list as a workbook. */
export const xlsxTemplate = (): Promise<Buffer> => workbookOf([HEADINGS, EXAMPLE]);

/** A workbook of these rows. All cells are text, so that no spreadsheet makes dates, numbers or formulas of them. */
export async function workbookOf(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  return writeExcelFile(
    rows.map((row) => row.map((value) => ({ value, type: String, format: '@' }))),
    { columns: (rows[0] ?? []).map(() => ({ width: 20 })) },
  ).toBuffer();
}
