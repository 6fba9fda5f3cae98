import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFile } from 'node:fs/promises';

/** Pages that are read of one document. */
const MOST_PAGES = 2000;
const require = createRequire(import.meta.url);

/** The text layer of a PDF, page by page; a scanned one has none. @throws Error for what cannot be read, or needs a password */
export async function textOfPdf(path: string, most: number): Promise<string> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(require.resolve('pdfjs-dist/package.json'));
  const loading = getDocument({
    data: new Uint8Array(await readFile(path)),
    // Of fonts that are not embedded, which many official Chinese documents are set in.
    cMapUrl: join(home, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(home, 'standard_fonts/'),
    useSystemFonts: false,
    disableFontFace: true,
    isEvalSupported: false,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await loading.promise;
    const pages: string[] = [];
    let length = 0;
    for (let n = 1; n <= Math.min(document.numPages, MOST_PAGES) && length <= most; n += 1) {
      const page = await document.getPage(n);
      const { items } = await page.getTextContent();
      const text = linesOf(items.flatMap((item) => ('str' in item ? [item] : [])));
      pages.push(text);
      length += text.length;
      page.cleanup();
    }
    return pages.join('\n');
  } finally {
    await loading.destroy();
  }
}

interface TextItem {
  readonly str: string;
  readonly hasEOL: boolean;
}

/** A line that was broken because the page is no wider goes on: Chinese has no space there. */
function linesOf(items: readonly TextItem[]): string {
  const lines = items
    .map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str))
    .join('')
    .split('\n');
  return joinBroken(lines.map((line) => line.trim()).filter((line) => line !== ''));
}

function joinBroken(lines: readonly string[]): string {
  const longest = Math.max(0, ...lines.map((line) => line.length));
  let text = '';
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1] ?? '';
    const goesOn =
      before.length >= longest - 2 && /[\p{Script=Han}，、]$/u.test(before) && /^\p{Script=Han}/u.test(line);
    text += i === 0 || goesOn ? line : `\n${line}`;
  }
  return text;
}
