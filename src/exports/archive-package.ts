import { canonicalize } from '../canonical/canonical-json.js';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { documentPath } from '../documents/documents.js';
import { ARCHIVAL_ORDER } from './archive-order.js';
import type { Bag } from './bag.js';
import { textFile, type BagFile } from './bag-file.js';
import { readShown, type ReadFrom } from './read-shown.js';
import { sealed } from './sealed.js';
import { escaped } from './views/html.js';
import type { DecisionShown, PaperShown } from './views/decision-shown.js';

/** One item of the catalogue: a paper of the file, in its place. */
export interface ArchivedItem {
  readonly order: number;
  readonly path: string;
  readonly category: string;
  readonly paper: PaperShown;
}

/**
 * The papers in the order in which a file is bound: the issued text first, then its drafts and explanation, then the steps
 * as the law has them; within one, as they were named. Each paper once, at
 * the foremost place of the acts that name it: a draft that was issued as it stood is the text.
 */
export function archivedItems({ events, papers }: DecisionShown): ArchivedItem[] {
  const types = new Map(events.map(({ seq, type }) => [seq, type]));
  const placed = papers.map((paper) => {
    const by = paper.namedBy.map(({ seq }) => types.get(seq) ?? '');
    const own = ARCHIVAL_ORDER.findIndex((category) => by.some((type) => category.types.includes(type)));
    return { paper, place: own < 0 ? ARCHIVAL_ORDER.length - 1 : own };
  });
  return placed
    .toSorted((a, b) => a.place - b.place)
    .map(({ paper, place }, at) => ({
      order: at + 1,
      category: ARCHIVAL_ORDER[place]?.title.zh ?? '',
      path: `papers/${String(at + 1).padStart(4, '0')}-${paper.sha256}`,
      paper,
    }));
}

/** What the record does not say: it is said to be unknown, never made up. */
const UNKNOWN = '未记录 (not recorded)';

/** What an archival package is made from. */
export interface ArchiveFrom extends ReadFrom {
  /** Where the document store keeps its files. */
  readonly documents: string;
  readonly onDamaged: (sha256: string) => void;
}

/**
 * The archival package of a decision (docs/archive.md) as a BagIt bag: catalogue, metadata, and its papers in the order
 * of filing. For archives; the evidence is the bag of the decision, to be filed beside it.
 * @throws SubjectNotFound, NotSignedYet, and what `readShown` throws where the record was altered
 */
export async function archivePackage(from: ArchiveFrom, decision: string, at: Date): Promise<Bag> {
  const shown = await readShown(from, decision, at);
  const items = archivedItems(shown);
  return {
    name: `archive-${decision}`,
    at,
    papers: items.map(({ paper }) => paper.sha256),
    later: 0,
    files: () =>
      sealed(filesOf(from, shown, items), {
        'Bag-Software-Agent': 'chengxu (archive package)',
        'Bagging-Date': shown.at.slice(0, 10),
        'External-Identifier': `decision/${decision}`,
      }),
  };
}

async function* filesOf(
  { documents, onDamaged }: ArchiveFrom,
  shown: DecisionShown,
  items: readonly ArchivedItem[],
): AsyncGenerator<BagFile> {
  const metadata = metadataOf(shown, items);
  yield textFile('data/catalogue.json', `${canonicalize({ items: items.map(itemAsJson) })}\n`);
  yield textFile('data/catalogue.csv', csvOf(items));
  yield textFile('data/metadata.json', `${canonicalize(metadata)}\n`);
  yield textFile('data/metadata.xml', xmlOf(metadata));
  for (const { path, paper } of items) {
    if (paper.is === 'missing') onDamaged(paper.sha256);
    if (paper.is !== 'here') continue;
    const file = documentPath(documents, paper.sha256);
    if (existsSync(file)) yield { path: `data/${path}`, chunks: compared(file, paper.sha256, onDamaged) };
    else onDamaged(paper.sha256);
  }
}

async function* compared(
  file: string,
  sha256: string,
  onDamaged: (sha256: string) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer);
    yield chunk as Buffer;
  }
  if (hash.digest('hex') !== sha256) onDamaged(sha256);
}

const itemAsJson = ({ order, path, category, paper }: ArchivedItem) => ({
  order,
  category,
  title: paper.name ?? paper.kindTitle?.zh ?? UNKNOWN,
  date: paper.namedBy[0]?.date ?? UNKNOWN,
  mediaType: paper.mediaType ?? UNKNOWN,
  size: paper.size ?? null,
  sha256: paper.sha256,
  is: paper.is,
  ...(paper.is === 'here' && { path }),
});

/** Names of metadata as people of the trade know them; docs/archive.md says where each comes from. */
function metadataOf(shown: DecisionShown, items: readonly ArchivedItem[]): Record<string, string> {
  const { completeness, body, workflow, checkpoint } = shown;
  const issued = shown.events.findLast(({ type }) => type === 'DecisionIssued');
  const retention = completeness.archivedBy?.retention;
  const word = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : UNKNOWN);
  return {
    全宗名称: body.name ?? body.id,
    题名: word(shown.title),
    档号: word(completeness.archivedBy?.fileNumber),
    文件编号: word(issued?.said['number']),
    成文日期: issued?.evidenced?.date ?? issued?.recordedOn ?? UNKNOWN,
    归档日期: completeness.archivedBy?.date ?? UNKNOWN,
    保管期限: retention?.period.zh ?? UNKNOWN,
    保管期限届满日期: retention ? (retention.until ?? '不届满') : UNKNOWN,
    密级: '不涉密（系统不收国家秘密）',
    责任者: body.name ?? body.id,
    件数: String(items.length),
    业务类型: `${workflow.title.zh} 第${workflow.version}版`,
    业务标识: `decision/${shown.id}`,
    形成系统: 'Chengxu',
    校验算法: 'SHA-256',
    账本来源: checkpoint.origin,
    账本树根: checkpoint.root,
  };
}

function xmlOf(metadata: Readonly<Record<string, string>>): string {
  const fields = Object.entries(metadata).map(([name, value]) => `  <${name}>${escaped(value)}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<元数据>\n${fields.join('\n')}\n</元数据>\n`;
}

/** Quoted (RFC 4180); what a spreadsheet would take for a formula is text to it. */
const cell = (value: string): string =>
  `"${/^[=+\-@＝＋－＠\t\r]/.test(value) ? "'" : ''}${value.replaceAll('"', '""')}"`;

export function csvOf(items: readonly ArchivedItem[]): string {
  const rows = items
    .map(itemAsJson)
    .map(({ order, category, title, date, mediaType, size, sha256, is }) =>
      [String(order), category, title, date, mediaType, String(size ?? UNKNOWN), sha256, is]
        .map(cell)
        .join(','),
    );
  return `\ufeff序号,类别,题名,日期,格式,大小,SHA-256,所在\r\n${rows.join('\r\n')}\r\n`;
}
