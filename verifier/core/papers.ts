import { pathsUnder, type Digests, type Files } from './container.js';
import type { Findings } from './findings.js';
import { stringsIn } from './json.js';
import { everyString, isByThePublic, isRemoval, papersNamedIn, type Leaf } from './leaf.js';

const DOCUMENTS = 'data/documents/';
const CONTENT = 'data/content/';
const DEFINITIONS = 'data/definitions/';
const nameIn = (path: string): string => (path.split('/').at(-1) ?? '').split('.')[0] ?? '';

interface Missing {
  readonly seq: number;
  /** Whether only members of the public have named it. */
  byThePublicOnly: boolean;
}

/** Step 9: papers, content and definitions, by digest. */
export class Papers {
  /** Files that no leaf has named yet. */
  private readonly unnamed: Set<string>;
  private readonly missing = new Map<string, Missing>();
  private readonly removed = new Set<string>();
  private readonly definitions = new Map<string, number>();

  constructor(
    private readonly files: Files,
    private readonly digests: Digests,
    private readonly findings: Findings,
  ) {
    this.unnamed = new Set([...pathsUnder(files, DOCUMENTS), ...pathsUnder(files, CONTENT)].map(nameIn));
  }

  readonly isHere = (document: string): boolean => this.files.has(`${DOCUMENTS}${document}`);

  see(leaf: Leaf, isComplete: boolean): void {
    if (this.unnamed.size > 0) everyString(leaf.data, (text) => this.unnamed.delete(text));
    if (isRemoval(leaf))
      for (const digest of stringsIn(leaf.data.payload['documents'])) this.removed.add(digest);
    const { workflowhash } = leaf;
    if (workflowhash !== undefined && !this.definitions.has(workflowhash))
      this.definitions.set(workflowhash, leaf.seq);
    if (isComplete) this.seePapers(leaf);
  }

  /** @param withheld papers that are lawfully elsewhere, where only members of the public named them */
  end(withheld: ReadonlySet<string>): void {
    for (const folder of [DOCUMENTS, CONTENT])
      for (const file of pathsUnder(this.files, folder)) this.checkFile(file);
    for (const [digest, { seq, byThePublicOnly }] of this.missing) {
      if (this.removed.has(digest) || (byThePublicOnly && withheld.has(digest))) continue;
      const short = digest.slice(0, 12);
      const zh = `第 ${seq} 号事件所列材料 ${short} 不在包内，也没有依法移除的记录`;
      const en = `event ${seq} names the paper ${short}, which is not here, and no act on record removed it`;
      this.findings.add(9, 2, seq, { code: 'E_BLOB', seq, zh, en });
    }
    pathsUnder(this.files, DEFINITIONS).forEach((file) => {
      const sha256 = nameIn(file);
      if (this.digests.get(file) === sha256 && this.definitions.has(sha256)) return;
      const zh = '程序定义的内容与其摘要不符，或没有事件依据它';
      const en = 'the bytes of a definition are not those that its name says, or no event names it';
      this.findings.add(9, 3, 0, { code: 'E_DEFINITION', file, zh, en });
    });
    for (const [digest, seq] of this.definitions) {
      if (this.files.has(`${DEFINITIONS}${digest}.mjs`)) continue;
      const zh = `程序定义 ${digest.slice(0, 12)} 不在包内，无法重放`;
      const en = `the definition ${digest.slice(0, 12)} is not here: its decisions cannot be replayed`;
      this.findings.add(9, 4, seq, { code: 'W_DEFINITION_MISSING', seq, zh, en });
    }
  }

  private seePapers(leaf: Leaf): void {
    for (const digest of papersNamedIn(leaf)) {
      if (this.isHere(digest)) continue;
      const before = this.missing.get(digest);
      const byThePublicOnly = isByThePublic(leaf);
      if (before) before.byThePublicOnly &&= byThePublicOnly;
      else this.missing.set(digest, { seq: leaf.seq, byThePublicOnly });
    }
  }

  private checkFile(file: string): void {
    const sha256 = nameIn(file);
    if (this.digests.get(file) === sha256 && !this.unnamed.has(sha256)) return;
    const zh = '内容与其摘要不符，或没有事件提到它';
    const en = 'its bytes are not those that its name says, or no event names it';
    this.findings.add(9, 1, 0, { code: 'E_BLOB', file, zh, en });
  }
}
