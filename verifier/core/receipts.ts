import type { Auditor } from './auditor.js';
import { equal } from './bytes.js';
import { isLogs, type RootAt } from './checkpoints.js';
import type { Claims } from './claims.js';
import { bytesOf, type Files } from './container.js';
import type { Findings, Words } from './findings.js';
import { Unsupported, type Host } from './host.js';
import { MAX_NOTE, signaturesOf, type Key } from './note.js';
import { eventIdOf, receiptPaths, type Kept } from './notes.js';
import type { Origins } from './origins.js';
import { readReceipt, type Receipt } from './receipt.js';
import type { Seen } from './subjects.js';
import { includes } from './tree.js';

/** Step 10: what was given out for binding acts. */
export class Receipts {
  private readonly events = new Map<
    string,
    { readonly seq: number; readonly hash: Uint8Array } | undefined
  >();

  constructor(
    private readonly host: Host,
    private readonly files: Files,
    private readonly claims: Claims,
    private readonly auditor: Auditor,
    private readonly findings: Findings,
  ) {
    for (const path of receiptPaths(files)) this.events.set(eventIdOf(path), undefined);
  }

  see({ leaf: { id, seq }, hash }: Seen): void {
    if (this.events.has(id)) this.events.set(id, { seq, hash });
  }

  async check(keys: readonly Key[], origins: Origins, notes: readonly Kept[], rootAt: RootAt): Promise<void> {
    for (const file of receiptPaths(this.files)) {
      const bag = this.files.get(file);
      const receipt = bag && readReceipt(await bytesOf(bag, MAX_NOTE));
      if (!receipt) throw new Error(`${file} changed while it was read.`);
      const code = await this.fault(receipt, eventIdOf(file), keys, origins, notes, rootAt);
      if (!code) continue;
      const { zh, en } = WORDS[code];
      this.findings.add(10, 0, 0, {
        code,
        file,
        seq: receipt.index,
        zh: `第 ${receipt.index} 号事件的回执：${zh}`,
        en: `the receipt of event ${receipt.index}: ${en}`,
      });
    }
  }

  private async fault(
    { index, path, checkpoint }: Receipt,
    id: string,
    keys: readonly Key[],
    origins: Origins,
    notes: readonly Kept[],
    rootAt: RootAt,
  ): Promise<keyof typeof WORDS | undefined> {
    const event = this.events.get(id);
    const { origin, size, root } = checkpoint;
    if (event?.seq !== index) return 'E_ROOT';
    if (origin !== origins.at(size)) return 'E_ORIGIN';
    // Of a former log that the policy does not have, step 6 has said that it was not checked.
    const isKnown =
      origin === this.claims.origin || this.auditor.policy?.logs.some(({ name }) => name === origin);
    if (this.auditor.policy && isKnown && !(await this.isSigned(checkpoint, keys))) return 'E_SIG';
    if (size > this.claims.size) return 'E_TRUNCATED';
    const known = notes.find((note) => note.size === size)?.root ?? rootAt(size);
    if (known && !equal(known, root)) return 'E_FORK';
    return includes(this.host.sha256, { index, size, leaf: event.hash, path, root }) ? undefined : 'E_ROOT';
  }

  private async isSigned(checkpoint: Receipt['checkpoint'], keys: readonly Key[]): Promise<boolean> {
    try {
      const { holding, broken } = await signaturesOf(this.host, checkpoint, keys);
      return !broken && holding.some(({ key }) => isLogs(key, checkpoint.origin));
    } catch (error) {
      // Where no signature can be checked, step 6 has said so.
      if (error instanceof Unsupported) return true;
      throw error;
    }
  }
}

const WORDS = {
  E_ROOT: { zh: '不证明包内的该事件', en: 'it proves no event that is here' },
  E_ORIGIN: { zh: '属于另一个账本', en: 'it is of another log' },
  E_SIG: { zh: '没有已知密钥的有效签名', en: 'no signature by a known key holds' },
  E_TRUNCATED: {
    zh: '比本包更新：末尾的事件已被删除',
    en: 'it is larger than this bag: the tail was deleted',
  },
  E_FORK: { zh: '与本账本同一位置的树根不同', en: 'it has another root than this ledger at the same size' },
} as const satisfies Record<string, Words>;
