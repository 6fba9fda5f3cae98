import { base64UrlOf, bytesOfBase64Url, byCodeUnit, utf8 } from './bytes.js';
import type { BagFile } from './container.js';
import type { Findings, Words } from './findings.js';
import { isCount, isDigest, isOneOf, isSdDigest, isText } from './forms.js';
import type { Host } from './host.js';
import { readCanonical, stringsIn, type Json } from './json.js';
import { isByThePublic, isRemoval, papersNamedIn, type Leaf } from './leaf.js';
import { RecordFile } from './lines.js';

interface DisclosureLine {
  readonly encoded: string;
  readonly seq: number;
}

export interface WithheldLine {
  readonly digest?: string;
  readonly document?: string;
  readonly seq: number;
}

export interface Disclosed {
  readonly pointer: string;
  readonly value: Json;
}

const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;

/** Opens base64url(JCS([salt, pointer, value])) (RFC 9901 §4.2); undefined for anything else. */
export function openDisclosure(encoded: string): Disclosed | undefined {
  const bytes = bytesOfBase64Url(encoded);
  const parts = bytes && readCanonical(bytes);
  const [salt, pointer, value] = Array.isArray(parts) && parts.length === 3 ? parts : [];
  if (typeof salt !== 'string' || typeof pointer !== 'string' || value === undefined) return undefined;
  return bytesOfBase64Url(salt)?.length === 16 && POINTER.test(pointer) ? { pointer, value } : undefined;
}

export const disclosuresOf = (file: BagFile | undefined): RecordFile<DisclosureLine> =>
  new RecordFile(file, { encoded: { form: isText }, seq: { form: isCount } }, { by: 'seq', strictly: false });

/** Step 8: the salted texts, what is withheld, and what is missing; read along with the leaves. */
export class Disclosures {
  readonly file: RecordFile<DisclosureLine>;
  readonly withheldFile: RecordFile<WithheldLine>;
  /** Papers withheld, with the events that say so. */
  readonly withheldPapers = new Set<string>();
  /** Missing, and removed by an act on record. */
  erased = 0;
  private readonly removed = new Set<string>();
  private readonly missing = new Map<string, number>();
  private withheld = 0;

  constructor(
    private readonly host: Host,
    files: { readonly disclosures: BagFile | undefined; readonly withheld: BagFile | undefined },
    private readonly isHere: (document: string) => boolean,
    private readonly findings: Findings,
  ) {
    this.file = disclosuresOf(files.disclosures);
    this.withheldFile = new RecordFile(
      files.withheld,
      (line) => ({
        ...('document' in line ? { document: { form: isDigest } } : { digest: { form: isSdDigest } }),
        reason: { form: isOneOf('public') },
        seq: { form: isCount },
      }),
      { by: 'seq', strictly: false },
    );
  }

  async see(leaf: Leaf, isComplete: boolean): Promise<void> {
    const open = new Set(leaf.data._sd);
    await this.takeDisclosed(leaf, open);
    await this.takeWithheld(leaf, open);
    if (isComplete)
      for (const digest of open) if (!this.missing.has(digest)) this.missing.set(digest, leaf.seq);
    if (isRemoval(leaf))
      for (const digest of stringsIn(leaf.data.payload['digests'])) this.removed.add(digest);
  }

  async end(): Promise<void> {
    await this.file.drain(({ seq }) => this.mismatch(seq, NO_LEAF));
    await this.withheldFile.drain((line) => this.notWithheld(line, NO_LEAF));
    for (const [digest, seq] of this.missing) {
      if (this.removed.has(digest)) {
        this.erased += 1;
        continue;
      }
      const zh = `第 ${seq} 号事件：披露内容缺失，且没有依法删除的记录`;
      const en = `event ${seq}: a disclosure is missing, and no act on record removed it`;
      this.findings.add(8, 0, seq, { code: 'E_DISCLOSURE_MISSING', seq, zh, en });
    }
    if (this.withheld === 0) return;
    const zh = `公众所写的 ${this.withheld} 项内容未装入本包（列明摘要，不影响结论）`;
    const en = `${this.withheld} of what members of the public wrote are withheld, by digest and in the open; the verdict stands`;
    this.findings.add(8, 0, Infinity, { code: 'W_WITHHELD', zh, en });
  }

  private async takeDisclosed({ seq }: Leaf, open: Set<string>): Promise<void> {
    let before = '';
    for (let line = await this.file.peek(); line && line.seq <= seq; line = await this.file.peek()) {
      await this.file.take();
      const digest = base64UrlOf(this.host.sha256(utf8(line.encoded)));
      if (line.seq < seq) this.mismatch(line.seq, NO_LEAF);
      else if (byCodeUnit(before, digest) >= 0 || !openDisclosure(line.encoded)) this.mismatch(seq, ODD);
      else if (!open.delete(digest)) this.mismatch(seq, NOT_NAMED);
      if (line.seq === seq) before = digest;
    }
  }

  private async takeWithheld(leaf: Leaf, open: Set<string>): Promise<void> {
    let before = '';
    for (
      let line = await this.withheldFile.peek();
      line && line.seq <= leaf.seq;
      line = await this.withheldFile.peek()
    ) {
      await this.withheldFile.take();
      this.withheld += 1;
      const { digest, document, seq } = line;
      const key = digest ?? document ?? '';
      if (seq < leaf.seq) this.notWithheld(line, NO_LEAF);
      else if (byCodeUnit(before, key) >= 0) this.notWithheld(line, ODD);
      else if (!isByThePublic(leaf)) this.notWithheld(line, NOT_PUBLIC);
      else if (digest !== undefined && !open.delete(digest)) this.notWithheld(line, NOT_NAMED);
      else if (document !== undefined && !papersNamedIn(leaf).has(document))
        this.notWithheld(line, NOT_NAMED);
      else if (document !== undefined && this.isHere(document)) this.notWithheld(line, HERE);
      else if (document !== undefined) this.withheldPapers.add(document);
      if (seq === leaf.seq) before = key;
    }
  }

  private mismatch(seq: number, { zh, en }: Words): void {
    const finding = {
      code: 'E_DISCLOSURE_MISMATCH',
      seq,
      zh: `第 ${seq} 号事件的披露：${zh}`,
      en: `a disclosure of event ${seq}: ${en}`,
    };
    this.findings.add(8, 0, seq, { ...finding, file: 'data/ledger/disclosures.jsonl' });
  }

  private notWithheld({ seq }: WithheldLine, { zh, en }: Words): void {
    const finding = {
      code: 'E_DISCLOSURE_MISMATCH',
      seq,
      zh: `第 ${seq} 号事件的保留项：${zh}`,
      en: `withheld of event ${seq}: ${en}`,
    };
    this.findings.add(8, 0, seq, { ...finding, file: 'data/ledger/withheld.jsonl' });
  }
}

const NO_LEAF = { zh: '该事件不在包内', en: 'that event is not here' };
const NOT_NAMED = {
  zh: '事件中没有此摘要，内容被改动',
  en: 'the event does not name its digest: it was changed',
};
const ODD = { zh: '写法或次序不合规定', en: 'it is not written or sorted as it must be' };
const NOT_PUBLIC = {
  zh: '不是公众的行为，不得保留',
  en: 'not an act of a member of the public: nothing of it can be withheld',
};
const HERE = { zh: '称已保留，却在包内', en: 'said to be withheld, and here all the same' };
