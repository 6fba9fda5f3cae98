import { jcs, type Plain } from './jcs.js';
import { keyOf } from './keys.js';
import { consistencyPath, hashOfLeaf, hexDigest, inclusionPath, rootOf, sha256 } from './made-up-tree.js';

export const ORIGIN = 'made.up/ledger';
export const LOG = keyOf(ORIGIN, 'log');
export const WITNESSES = ['one', 'two', 'three'].map((name) => keyOf(`witness.${name}`, name, 4));

/** The auditor's policy: two of three witnesses. */
export const POLICY = [
  `log ${LOG.vkey}`,
  ...WITNESSES.map(({ vkey }, at) => `witness W${at + 1} ${vkey}`),
  'group most 2 W1 W2 W3',
  'quorum most',
  '',
].join('\n');

type Members = { [name: string]: Plain };

export interface MadeUpEvent {
  subject: string;
  type: string;
  time: string;
  /** Fields of the leaf that are to be otherwise than they would be. */
  forged: Members;
  payload: Members;
  facts: Members;
  disclosures: string[];
  /** Members of `data` beside the payload and the facts. */
  more: Members;
}

export interface MadeUpCheckpoint {
  readonly size: number;
  /** Who signs it: lines as they stand in the note. */
  readonly sign: (text: string) => string;
}

/** One disclosure as it is stored. */
export function disclosure(pointer: string, value: Plain, salt = pointer): string {
  const bytes = sha256(salt).subarray(0, 16).toString('base64url');
  return Buffer.from(jcs([bytes, pointer, value])).toString('base64url');
}

const digestOf = (encoded: string): string => sha256(encoded).toString('base64url');
const idOf = (seq: number): string => `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}`;
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A ledger of which everything can be forged: it is written out anew, proofs and all, each time it is asked for. */
export class MadeUpLedger {
  readonly events: MadeUpEvent[] = [];
  checkpoints: MadeUpCheckpoint[] = [];
  /** Other files of the bag, by path. */
  readonly files = new Map<string, Buffer | string>();
  /** Subjects that a decision's bag has whole. */
  subjects: string[] = [];
  /** Position of the heads event that the proofs name. */
  headsAt: number | undefined;
  source = ORIGIN;
  /** On which day its events are recorded, one each minute. */
  day = '2026-03-02';

  add(subject: string, type: string, payload: Members = {}, more: Partial<MadeUpEvent> = {}): number {
    const minute = String(this.events.length).padStart(2, '0');
    const time = `${this.day}T01:${minute}:00.000Z`;
    this.events.push({
      subject,
      type,
      time,
      payload,
      facts: {},
      disclosures: [],
      more: {},
      forged: {},
      ...more,
    });
    return this.events.length - 1;
  }

  leaves(): Buffer[] {
    const heads = new Map<string, { version: number; hash: string }>();
    return this.events.map((event, seq) => {
      const before = heads.get(event.subject) ?? { version: -1, hash: '' };
      const version = before.version + 1;
      const { data, ...forged } = event.forged;
      const leaf: Plain = {
        specversion: '1.0',
        id: idOf(seq),
        source: this.source,
        subject: event.subject,
        type: event.type,
        time: event.time,
        seq,
        prev: before.hash,
        actor: 'a',
        actorrole: 'proposer',
        actorunit: 'u',
        data: {
          payload: event.payload,
          facts: event.facts,
          version,
          _sd: event.disclosures.map(digestOf).sort(byCodeUnit),
          _sd_alg: 'sha-256',
          ...event.more,
          ...(data as Members | undefined),
        },
        ...forged,
      };
      const bytes = Buffer.from(jcs(leaf));
      heads.set(event.subject, { version, hash: hashOfLeaf(bytes).toString('hex') });
      return bytes;
    });
  }

  /** The event that proves where every subject stood. */
  recordHeads(covered: readonly number[]): number {
    const seq = this.events.length;
    const { entries } = this.headEntries(seq);
    const texts = covered.map((size) => this.checkpointText(size)).join('');
    const root = rootOf(entries.map(({ bytes }) => hashOfLeaf(bytes))).toString('hex');
    const payload = { checkpoints: hexDigest(texts), count: entries.length, root, size: seq };
    this.headsAt = seq;
    return this.add('installation', 'HeadsRecorded', payload);
  }

  checkpointText(size: number): string {
    const root = rootOf(this.leaves().slice(0, size).map(hashOfLeaf));
    return `${ORIGIN}\n${size}\n${root.toString('base64')}\n`;
  }

  note(size: number, sign = sealedAt('2026-03-02T02:00:00Z')): string {
    const text = this.checkpointText(size);
    return `${text}\n${sign(text)}`;
  }

  /** A receipt of the event at `seq`, under the checkpoint of `size`. */
  receipt(seq: number, size: number, sign?: MadeUpCheckpoint['sign']): string {
    const path = inclusionPath(seq, this.leaves().slice(0, size).map(hashOfLeaf));
    const lines = path.map((hash) => `${hash.toString('base64')}\n`).join('');
    return `c2sp.org/tlog-proof@v1\nindex ${seq}\n${lines}\n${this.note(size, sign)}`;
  }

  giveReceipt(seq: number, size: number): void {
    this.files.set(`data/ledger/receipts/${idOf(seq)}.txt`, this.receipt(seq, size));
  }

  /** The payload of a bag: of the decision `decision/1`, or of the whole ledger. */
  payload(scope: 'decision' | 'ledger'): Map<string, Buffer> {
    const size = Math.max(...this.checkpoints.map((one) => one.size));
    const leaves = this.leaves().slice(0, size);
    const hashes = leaves.map(hashOfLeaf);
    const files = new Map<string, string | Buffer>(this.files);
    const lines = (path: string, records: readonly Plain[]) => {
      if (records.length > 0) files.set(path, records.map((record) => `${jcs(record)}\n`).join(''));
    };
    const isOfDecision = scope === 'decision';
    files.set(
      'data/bag.json',
      jcs({
        exportedAt: '2026-03-02T03:00:00.000Z',
        format: 'chengxu-bag@1',
        origin: ORIGIN,
        root: rootOf(hashes).toString('hex'),
        scope,
        size,
        source: ORIGIN,
        ...(isOfDecision ? { subject: 'decision/1', subjects: [...this.subjects].sort(byCodeUnit) } : {}),
      }),
    );
    const seqs = leaves.flatMap((_, seq) => (isOfDecision && !this.belongs(seq) ? [] : [seq]));
    files.set(
      'data/ledger/leaves.jsonl',
      Buffer.concat(seqs.flatMap((seq) => [leaves[seq] as Buffer, Buffer.from('\n')])),
    );
    lines(
      'data/ledger/disclosures.jsonl',
      seqs.flatMap((seq) => this.disclosureLines(seq)),
    );
    for (const { size: of, sign } of this.checkpoints)
      files.set(`data/ledger/checkpoints/${of}.note`, this.note(of, sign));
    if (!isOfDecision) return buffers(files);
    lines(
      'data/ledger/inclusion.jsonl',
      seqs.map((seq) => ({ path: hexes(inclusionPath(seq, hashes)), seq })),
    );
    const sizes = this.checkpoints.map((one) => one.size).sort((a, b) => a - b);
    lines(
      'data/ledger/consistency.jsonl',
      sizes.slice(1).map((to, at) => {
        const from = sizes[at] as number;
        return { from, path: hexes(consistencyPath(from, hashes.slice(0, to))), to };
      }),
    );
    if (this.headsAt !== undefined) lines('data/ledger/heads.jsonl', this.headLines(this.headsAt));
    return buffers(files);
  }

  private belongs(seq: number): boolean {
    const { subject } = this.events[seq] as MadeUpEvent;
    return this.subjects.includes(subject) || /^(?:installation|person\/|catalogue\/)/.test(subject);
  }

  private disclosureLines(seq: number): Plain[] {
    const { disclosures } = this.events[seq] as MadeUpEvent;
    return disclosures
      .toSorted((a, b) => byCodeUnit(digestOf(a), digestOf(b)))
      .map((encoded) => ({ encoded, seq }));
  }

  private headEntries(seq: number) {
    const last = new Map<string, { leaf: string; subject: string; version: number }>();
    this.leaves()
      .slice(0, seq)
      .forEach((bytes, at) => {
        const { subject } = this.events[at] as MadeUpEvent;
        const version = (last.get(subject)?.version ?? -1) + 1;
        last.set(subject, { leaf: hashOfLeaf(bytes).toString('hex'), subject, version });
      });
    const sorted = [...last.values()].sort((a, b) => byCodeUnit(a.subject, b.subject));
    return { entries: sorted.map((entry) => ({ ...entry, bytes: Buffer.from(jcs(entry)) })) };
  }

  private headLines(seq: number): Plain[] {
    const { entries } = this.headEntries(seq);
    const hashes = entries.map(({ bytes }) => hashOfLeaf(bytes));
    return entries.flatMap(({ leaf, subject, version }, index) =>
      this.subjects.includes(subject)
        ? [
            {
              count: entries.length,
              index,
              leaf,
              path: hexes(inclusionPath(index, hashes)),
              seq,
              subject,
              version,
            },
          ]
        : [],
    );
  }
}

/** Signed by the log and cosigned by the first two witnesses at this time. */
export function sealedAt(
  time: string,
  witnesses = WITNESSES.slice(0, 2),
  log = LOG,
): (text: string) => string {
  const seconds = Date.parse(time) / 1000;
  return (text) => log.line(text) + witnesses.map((one) => one.line(text, seconds)).join('');
}

const hexes = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));

const buffers = (files: ReadonlyMap<string, string | Buffer>): Map<string, Buffer> =>
  new Map([...files].map(([path, content]) => [path, Buffer.from(content)]));
