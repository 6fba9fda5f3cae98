import { buffer } from 'node:stream/consumers';
import { Parser } from 'htmlparser2';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** Bytes of one part of an archive, unpacked, that are read as text. */
const LARGEST_PART = 64 * 1024 * 1024;

/** Its paragraphs, notes and headers left out; a cell of a table is a paragraph. What was struck out by revision is no text. */
export async function textOfDocx(path: string): Promise<string> {
  const parts = await partsOf(path, (name) => name === 'word/document.xml');
  return parts.map(({ xml }) => wordText(xml)).join('\n');
}

/** Row by row, its cells parted by tabs. */
export async function textOfXlsx(path: string): Promise<string> {
  const parts = await partsOf(
    path,
    (name) => name === 'xl/sharedStrings.xml' || /^xl\/worksheets\/sheet\d+\.xml$/.test(name),
  );
  const shared = parts.find(({ name }) => name === 'xl/sharedStrings.xml');
  const strings = shared ? sharedStrings(shared.xml) : [];
  const sheets = parts.filter(({ name }) => name !== 'xl/sharedStrings.xml').toSorted(byNumber);
  return sheets.map(({ xml }) => sheetText(xml, strings)).join('\n\n');
}

/** Of each page of an OFD (GB/T 33190), in order: what its text objects say. */
export async function textOfOfd(path: string): Promise<string> {
  const pages = await partsOf(path, (name) => /\/Pages\/Page_\d+\/Content\.xml$/.test(name));
  return pages
    .toSorted(byNumber)
    .map(({ xml }) => ofdText(xml))
    .join('\n');
}

interface Part {
  readonly name: string;
  readonly xml: string;
}

async function partsOf(path: string, wanted: (name: string) => boolean): Promise<Part[]> {
  const archive: ZipFile = await openPromise(path, { lazyEntries: true, autoClose: false });
  const parts: Part[] = [];
  try {
    for await (const entry of archive.eachEntry() as AsyncIterable<Entry>) {
      if (!wanted(entry.fileName)) continue;
      if (entry.uncompressedSize > LARGEST_PART) throw new Error('too-large');
      const stream = await archive.openReadStreamPromise(entry);
      parts.push({ name: entry.fileName, xml: (await buffer(stream)).toString('utf8') });
    }
  } finally {
    archive.close();
  }
  return parts;
}

const byNumber = (a: Part, b: Part): number => numberIn(a.name) - numberIn(b.name);
const numberIn = (name: string): number => Number(/(\d+)(?:\/Content)?\.xml$/.exec(name)?.[1] ?? 0);

interface Seen {
  opens?(name: string, attributes: Readonly<Record<string, string>>): void;
  closes?(name: string): void;
  says?(text: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Names without their prefix. Entities of its own a document cannot define here: none is ever resolved. */
function read(xml: string, seen: Seen): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => seen.opens?.(local(name), attributes),
      onclosetag: (name) => seen.closes?.(local(name)),
      ontext: (text) => seen.says?.(text),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}

function wordText(xml: string): string {
  const paragraphs: string[] = [];
  let line = '';
  let inText = false;
  read(xml, {
    opens: (name) => {
      if (name === 't') inText = true;
      if (name === 'tab') line += '\t';
      if (name === 'br' || name === 'cr') line += '\n';
    },
    says: (text) => {
      if (inText) line += text;
    },
    closes: (name) => {
      if (name === 't') inText = false;
      if (name !== 'p') return;
      paragraphs.push(line);
      line = '';
    },
  });
  return paragraphs.join('\n');
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let one = '';
  let inText = false;
  read(xml, {
    opens: (name) => {
      if (name === 'si') one = '';
      if (name === 't') inText = true;
      // How a word is read aloud is no part of it.
      if (name === 'rPh') inText = false;
    },
    says: (text) => {
      if (inText) one += text;
    },
    closes: (name) => {
      if (name === 't') inText = false;
      if (name === 'si') strings.push(one);
    },
  });
  return strings;
}

function sheetText(xml: string, strings: readonly string[]): string {
  const rows: string[] = [];
  let cells: string[] = [];
  let kind = '';
  let value = '';
  let inValue = false;
  read(xml, {
    opens: (name, attributes) => {
      if (name === 'row') cells = [];
      if (name === 'c') [kind, value] = [attributes['t'] ?? 'n', ''];
      if (name === 'v' || name === 't') inValue = true;
    },
    says: (text) => {
      if (inValue) value += text;
    },
    closes: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'c' && value !== '') cells.push(kind === 's' ? (strings[Number(value)] ?? '') : value);
      if (name === 'row' && cells.length > 0) rows.push(cells.join('\t'));
    },
  });
  return rows.join('\n');
}

function ofdText(xml: string): string {
  const objects: string[] = [];
  let one = '';
  let inCode = false;
  read(xml, {
    opens: (name) => {
      if (name === 'TextObject') one = '';
      if (name === 'TextCode') inCode = true;
    },
    says: (text) => {
      if (inCode) one += text;
    },
    closes: (name) => {
      if (name === 'TextCode') inCode = false;
      if (name === 'TextObject') objects.push(one);
    },
  });
  return objects.join('\n');
}
