import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import type { Text } from '../../workflows/vocabulary.js';
import { digestOf } from '../canonical/digest.js';
import type { JudgedSoFar } from '../ledger/verify.js';
import type { Trust } from '../ledger/verify-checkpoints.js';

const FORMAT = 'chengxu-verification@1';
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const content = z.strictObject({
  format: z.literal(FORMAT),
  /** Digest of the program that judged. */
  program: hex,
  origin: z.string(),
  keys: z.array(z.string()),
  /** Everything below this position was judged, and nothing was objected to. */
  position: z.int().min(0),
  /** Root of the tree over those events. */
  root: hex,
});
const stored = content.extend({ sha256: hex });
type Content = z.infer<typeof content>;

/** The file cannot be what was meant: nothing is written to it. */
export class NotAResumeFile extends Error {
  constructor(readonly text: Text) {
    super(text.en);
  }
}

/**
 * How far a verification came, so that the next one need not judge the same events again. It vouches for no row: rows
 * are hashed again each time, and it counts only where their root is the one that was judged, by this very program,
 * under the same keys. Whoever can write it can have events left unjudged: it belongs to the auditor, like the keys.
 */
export class ResumeFile {
  /** What counts of it; undefined where it is about something else, or there is none yet. */
  readonly judged: JudgedSoFar | undefined;
  /** Why nothing of it counts, though there is one. */
  readonly setAside: Text | undefined;
  private readonly about: Pick<Content, 'format' | 'program' | 'origin' | 'keys'>;

  /** @throws NotAResumeFile for another kind of file, and for one that others can write */
  constructor(
    private readonly path: string,
    { origin, vkeys }: Trust,
    program: string,
  ) {
    this.about = { format: FORMAT, program, origin, keys: vkeys.toSorted() };
    const before = existsSync(path) ? readAt(path) : undefined;
    this.setAside = before && differenceOf(before, this.about);
    this.judged =
      before && !this.setAside
        ? { position: before.position, root: Buffer.from(before.root, 'hex') }
        : undefined;
  }

  /** Durably, the old text or the new. */
  keep({ position, root }: JudgedSoFar): void {
    const whole = { ...this.about, position, root: root.toString('hex') };
    const next = `${this.path}.next`;
    const file = openSync(next, 'w', 0o600);
    try {
      writeSync(file, `${JSON.stringify({ ...whole, sha256: digestOf(whole) })}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, this.path);
  }
}

function readAt(path: string): Content {
  refuseUnlessOurs(path);
  const text = readFileSync(path, 'utf8');
  const read = stored.safeParse(jsonOrNothing(text));
  if (read.success) {
    const { sha256, ...whole } = read.data;
    if (digestOf(whole) === sha256) return whole;
  }
  throw new NotAResumeFile({
    zh: `${path} 不是核验进度文件，或已损坏；换一个文件名，或先删去它`,
    en: `${path} keeps no verification's progress, or is damaged: name another file, or remove it first`,
  });
}

function refuseUnlessOurs(path: string): void {
  const { mode, uid } = statSync(path);
  const own = process.getuid?.();
  if (own === undefined || (uid === own && (mode & 0o022) === 0)) return;
  throw new NotAResumeFile({
    zh: `${path} 可由他人改写，不能据以略过核验；请改为仅本人可写`,
    en: `others can write ${path}, so nothing can be left out on its word; make it writable by you alone`,
  });
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function differenceOf(before: Content, now: Pick<Content, 'program' | 'origin' | 'keys'>): Text | undefined {
  if (before.origin !== now.origin || before.keys.join() !== now.keys.join())
    return {
      zh: '进度文件属于另一个账本或另一组公钥，从头核验',
      en: 'the progress is of another ledger, or under other keys: everything is judged anew',
    };
  if (before.program !== now.program)
    return {
      zh: '进度文件由另一版程序写成，从头核验',
      en: 'the progress was made by another version of this program: everything is judged anew',
    };
  return undefined;
}
