import { type Checkpoint, NotACheckpoint, openCheckpoint, parseCheckpoint } from '../ledger/checkpoint.js';
import type { Cosigner } from '../ledger/cosignature.js';
import { crashHere } from '../ledger/crash-points.js';
import { verifyConsistency } from '../ledger/proofs.js';
import { NoteRefused, signatureLine, splitNote, verifierOf } from '../ledger/signed-note.js';
import { type AddCheckpoint, NotARequest, parseAddCheckpoint } from './add-checkpoint.js';
import { UnknownLog, type WitnessedLog, WitnessFiles } from './witness-files.js';

/** What a witness says to a request, as HTTP has it (C2SP tlog-witness). */
export type WitnessAnswer =
  /** Cosigned, and remembered: the body is the signature line. */
  | { readonly status: 200; readonly body: string }
  /** 400 no request, or `old` beyond the checkpoint; 403 not signed by the log; 404 no such log; 422 no continuation. */
  | { readonly status: 400 | 403 | 404 | 422 | 503; readonly reason: string }
  /** Not what it cosigned last: `size` is. With the same size and another root, `forked`. */
  | { readonly status: 409; readonly size: number; readonly forked: boolean };

/** How far its clock may go back (a correction by NTP) before it says no more. */
const CLOCK_SLACK_SECONDS = 2;

/** Leaves the decision with an answer, and the state as it was. */
class Refuses extends Error {
  constructor(readonly answer: WitnessAnswer) {
    super('refused');
  }
}

/**
 * A witness: cosigns what continues all it has seen of a log, and remembers it durably before it answers. Whoever holds
 * its directory can make it forget; that is why there are several.
 */
export class Witness {
  private constructor(
    private readonly files: WitnessFiles,
    private readonly cosigner: Cosigner,
    private readonly now: () => Date,
  ) {}

  /** @throws WitnessUnusable */
  static async open(directory: string, now: () => Date): Promise<Witness> {
    const files = new WitnessFiles(directory);
    const cosigner = await files.cosigner();
    await files.releaseDead();
    return new Witness(files, cosigner, now);
  }

  get vkey(): string {
    return this.cosigner.vkey;
  }

  /** Every log that it witnesses, as it last saw it. @throws WitnessUnusable */
  logs(): Promise<WitnessedLog[]> {
    return this.files.logs();
  }

  /**
   * Answers `add-checkpoint`. The same tree again gives a new cosignature, with the present time.
   * @throws WitnessUnusable when its own files are not as it left them
   */
  async addCheckpoint(text: string): Promise<WitnessAnswer> {
    try {
      const request = parseAddCheckpoint(text);
      const offered = checkpointIn(request.note);
      let line = '';
      await this.files.replace(offered.origin, this.cosigner, (known) => {
        const signed = refuseUnlessContinues(known, offered, request);
        line = this.cosigner.cosign(offered.text, this.time(known));
        return { vkeys: known.vkeys, note: `${offered.text}\n${signed}${line}` };
      });
      // A crash here breaks no promise: it is remembered as cosigned, and asked again it will cosign it again.
      crashHere('after-witness-state');
      return { status: 200, body: line };
    } catch (error) {
      if (error instanceof Refuses) return error.answer;
      if (error instanceof UnknownLog) return { status: 404, reason: 'unknown log' };
      const malformed = [NotARequest, NotACheckpoint, NoteRefused].some((kind) => error instanceof kind);
      if (!malformed || !(error instanceof Error)) throw error;
      return { status: 400, reason: error.message };
    }
  }

  private time({ time }: WitnessedLog): number {
    const now = Math.floor(this.now().getTime() / 1000);
    if (now < time - CLOCK_SLACK_SECONDS) throw refuses(503, 'the clock of this witness went back');
    return Math.max(now, time);
  }
}

type Offered = Checkpoint & { readonly text: string };

/** What the note says, before anybody's signature is looked at. Extension lines are not taken. */
function checkpointIn(note: string): Offered {
  const { text } = splitNote(note);
  return { ...parseCheckpoint(text), text };
}

/** @returns the signature lines of the log's own keys */
function refuseUnlessContinues(known: WitnessedLog, offered: Offered, request: AddCheckpoint): string {
  const { old, proof, note } = request;
  const lines = signedBy(known, note);
  if (old > offered.size) throw refuses(400, 'the old size is larger than the checkpoint');
  const forked = offered.size === known.size && !offered.root.equals(known.root);
  if (old !== known.size || forked) throw new Refuses({ status: 409, size: known.size, forked });
  if (!verifyConsistency(known.size, known.root, offered.size, offered.root, proof))
    throw refuses(422, 'the checkpoint does not continue what was cosigned');
  return lines;
}

/** What the log itself signed of it; lines of others are left out, so that what is kept stays small. */
function signedBy({ vkeys }: WitnessedLog, note: string): string {
  try {
    return openCheckpoint(note, vkeys.map(verifierOf)).note.verified.map(signatureLine).join('');
  } catch (error) {
    if (!(error instanceof NoteRefused) || error.reason === 'malformed-note') throw error;
    throw refuses(403, 'no key that is known of this log signed it');
  }
}

const refuses = (status: 400 | 403 | 422 | 503, reason: string) => new Refuses({ status, reason });
