import { buffer } from 'node:stream/consumers';
import writeExcelFile from 'write-excel-file/node';
import { ZipFile } from 'yazl';

async function zipped(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files)) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  return buffer(archive.outputStream);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A Word document of these paragraphs, its last word of each in a run of its own. */
export function docxOf(...paragraphs: string[]): Promise<Buffer> {
  const body = paragraphs.map(
    (one) =>
      `<w:p><w:r><w:t>${escaped(one.slice(0, -1))}</w:t></w:r><w:r><w:t>${escaped(one.slice(-1))}</w:t></w:r><w:del><w:r><w:delText>已删</w:delText></w:r></w:del></w:p>`,
  );
  return zipped({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body>${body.join('')}</w:body></w:document>`,
  });
}

/** A sheet with these rows: words in the table of strings, the last cell of each row in the cell itself. */
export function xlsxOf(...rows: string[][]): Promise<Buffer> {
  const strings = rows.flatMap((cells) => cells.slice(0, -1));
  let at = -1;
  const body = rows.map((cells) => {
    const shared = cells.slice(0, -1).map(() => `<c t="s"><v>${(at += 1)}</v></c>`);
    return `<row>${shared.join('')}<c t="inlineStr"><is><t>${escaped(cells.at(-1) ?? '')}</t></is></c></row>`;
  });
  return zipped({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': '<workbook/>',
    'xl/sharedStrings.xml': `<sst>${strings.map((one) => `<si><t>${escaped(one)}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${body.join('')}</sheetData></worksheet>`,
  });
}

export function ofdOf(...pages: string[]): Promise<Buffer> {
  const contents = pages.map((text, n) => [
    `Doc_0/Pages/Page_${n}/Content.xml`,
    `<ofd:Page xmlns:ofd="urn:ofd"><ofd:TextObject><ofd:TextCode>${escaped(text)}</ofd:TextCode></ofd:TextObject></ofd:Page>`,
  ]);
  return zipped({ 'OFD.xml': '<ofd:OFD xmlns:ofd="urn:ofd"/>', ...Object.fromEntries(contents) });
}

/** A workbook with all of its parts, as programs for spreadsheets write it: what is read in the browser is read strictly. */
export function listAsWorkbook(...rows: string[][]): Promise<Buffer> {
  return writeExcelFile(rows.map((cells) => cells.map((value) => ({ value, type: String })))).toBuffer();
}
