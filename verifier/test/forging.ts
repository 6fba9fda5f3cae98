import { utf8 } from '../core/bytes.js';
import { auditorFrom, type Given } from '../core/auditor.js';
import { filesInMemory } from '../core/container.js';
import { verify, type Report } from '../core/verify.js';
import { nodeHost } from '../node/host.js';
import { jcs, type Plain } from './jcs.js';
import { sealed, type BagContent } from './made-up-bag.js';
import { keyOf } from './keys.js';
import { ORIGIN, POLICY, type MadeUpEvent, type MadeUpLedger } from './made-up-ledger.js';
import { hexDigest } from './made-up-tree.js';
import { DEFINITION, sampleLedger } from './sample.js';

/** What the auditor of the sample brings; a day after it. */
export const GIVEN: Given = {
  policy: utf8(POLICY),
  definitions: [DEFINITION],
  asOf: '2026-03-03T00:00:00Z',
};

export const verdictOn = (files: BagContent, given: Given = {}): Promise<Report> =>
  verify(nodeHost, () => filesInMemory(files), auditorFrom(nodeHost, { ...GIVEN, ...given }, 0));

export type Payload = Map<string, Buffer>;
export type Line = { [name: string]: Plain };

/** One way to forge a bag, and what has to be said of it. */
export interface Forgery {
  readonly what: string;
  readonly code: string;
  readonly scope?: 'decision' | 'ledger';
  /** Forges the ledger before it is signed: what the installation itself could do. */
  readonly ledger?: (ledger: MadeUpLedger) => void;
  /** Forges what was signed already. */
  readonly signed?: (ledger: MadeUpLedger) => void;
  /** Forges the files of the bag; its manifests are made anew. */
  readonly bag?: (files: Payload) => void;
  /** Forges the files with their manifests. */
  readonly container?: (files: BagContent) => void;
  readonly given?: Given;
}

export function forged({ scope = 'decision', ledger, signed, bag, container }: Forgery): BagContent {
  const made = sampleLedger(ledger);
  signed?.(made);
  const payload = made.payload(scope);
  bag?.(payload);
  const files = sealed(payload);
  container?.(files);
  return files;
}

/** Edits the text of a file. @throws Error when that changes nothing: such a forgery would try nothing */
export function rewrite(files: Map<string, Buffer>, path: string, change: (text: string) => string): void {
  const before = files.get(path)?.toString('utf8');
  const after = before === undefined ? undefined : change(before);
  if (after === undefined || after === before) throw new Error(`${path} is not changed`);
  files.set(path, Buffer.from(after));
}

/** Edits the lines of a `.jsonl` file as values. */
export function rewriteLines(
  files: Payload,
  name: string,
  change: (lines: Line[]) => readonly Plain[],
): void {
  rewrite(files, `data/ledger/${name}.jsonl`, (text) => {
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    return change(lines)
      .map((line) => `${jcs(line)}\n`)
      .join('');
  });
}

export const LEAVES = 'data/ledger/leaves.jsonl';

export const event = (ledger: MadeUpLedger, at: number): MadeUpEvent => ledger.events[at] as MadeUpEvent;

/** Members of the leaf that are to be otherwise. */
export function forgeLeaf(ledger: MadeUpLedger, at: number, members: Line): void {
  const one = event(ledger, at);
  one.forged = { ...one.forged, ...members };
}

export const documentPath = (bytes: Buffer): string => `data/documents/${hexDigest(bytes)}`;

export const receiptPath = (seq: number): string =>
  `data/ledger/receipts/01900000-0000-7000-8000-${String(seq).padStart(12, '0')}.txt`;

/** Puts a file where none was, or another in its place. */
export const put =
  (path: string, content: string | Buffer) =>
  (files: Map<string, Buffer>): void =>
    void files.set(path, Buffer.from(content));

export const remove =
  (path: string) =>
  (files: Map<string, Buffer>): void => {
    if (!files.delete(path)) throw new Error(`${path} is not there`);
  };

/** Leaves events out, with all that stands beside them. */
export function leaveOut(files: Payload, ...seqs: readonly number[]): void {
  for (const name of ['leaves', 'inclusion', 'disclosures'])
    if (String(files.get(`data/ledger/${name}.jsonl`)).match(new RegExp(`"seq":(?:${seqs.join('|')})\\D`)))
      rewriteLines(files, name, (lines) => lines.filter(({ seq }) => !seqs.includes(Number(seq))));
}

export const dropLine = (files: Payload, name: string, at: number): void =>
  rewriteLines(files, name, (lines) => lines.filter((_, i) => i !== at));

export const editFirst = (files: Payload, name: string, members: Line): void =>
  rewriteLines(files, name, ([first, ...rest]) => [{ ...first, ...members }, ...rest]);

/** Lets other keys, or at another time, sign all checkpoints or one. */
export function signedBy(ledger: MadeUpLedger, sign: (text: string) => string, size?: number): void {
  ledger.checkpoints = ledger.checkpoints.map((one) =>
    size === undefined || one.size === size ? { ...one, sign } : one,
  );
}

export const SOME_ROOT = Buffer.alloc(32, 7).toString('base64');
export const OTHER_KEY = keyOf(ORIGIN, 'nobody knows this one');
