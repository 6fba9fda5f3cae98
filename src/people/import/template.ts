import { COLUMNS } from './columns.js';

/** The headings, and one row that shows how to fill them. */
const HEADINGS = Object.values(COLUMNS).map(([zh]) => zh);
const EXAMPLE = ['张三', '党政办主任', 'zhang.san', '', '', '会议秘书、档案人员', '2026-01-01', ''];

/** As spreadsheets in China open it without asking: UTF-8 with a BOM, lines ended by CRLF. No cell needs quotes. */
export const csvTemplate = (): Buffer =>
  Buffer.from(`\uFEFF${[HEADINGS, EXAMPLE].map((row) => `${row.join(',')}\r\n`).join('')}`);

const asText = (value: string) => ({ value, type: String, format: '@' });

/** All cells are text, so that no spreadsheet makes dates or numbers of them. */
export async function xlsxTemplate(): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  return writeExcelFile([HEADINGS.map(asText), EXAMPLE.map(asText)], {
    columns: HEADINGS.map(() => ({ width: 20 })),
  }).toBuffer();
}
