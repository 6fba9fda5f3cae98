const LINE = 20;
const TOP = 780;
const LINES_PER_PAGE = 34;

/**
 * A small PDF 1.4 file of plain lines of text, the same bytes for the same text. The Chinese font is named, not
 * embedded: every reader has one for the Adobe-GB1 collection (ISO 32000-1, 9.7.5.2).
 */
export function minimalPdf(title: string, lines: readonly string[]): Buffer {
  const pages = pagesOf([title, '', ...lines]);
  const firstPage = 6;
  const kids = pages.map((_, page) => `${firstPage + 2 * page} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R ' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 ' +
      '/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ...pages.flatMap((page, index) => pageObjects(page, firstPage + 2 * index + 1)),
  ];
  return assembled(objects);
}

function pagesOf(lines: readonly string[]): string[][] {
  const count = Math.ceil(lines.length / LINES_PER_PAGE);
  return Array.from({ length: count }, (_, page) =>
    lines.slice(page * LINES_PER_PAGE, (page + 1) * LINES_PER_PAGE),
  );
}

function pageObjects(lines: readonly string[], contents: number): string[] {
  const shown = lines.map((line) => `<${utf16(line)}> Tj T*`).join('\n');
  const stream = `BT /F1 12 Tf ${LINE} TL 72 ${TOP} Td\n${shown}\nET`;
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${contents} 0 R >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
}

/** UCS-2, big-endian, in hexadecimal, as the encoding UniGB-UCS2-H reads it. */
function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
}

function assembled(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}` +
      `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

/** The lines of text of such a file, the title first. */
export function linesOfMinimalPdf(file: Buffer): string[] {
  return [...file.toString('latin1').matchAll(/<([0-9A-F]*)> Tj/g)].map(([, hex = '']) =>
    Buffer.from(hex, 'hex').swap16().toString('utf16le'),
  );
}
