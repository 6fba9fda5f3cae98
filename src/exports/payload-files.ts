import type { Text } from '../../workflows/vocabulary.js';
import type { Rows } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import type { BagFile } from './bag-file.js';
import type { Belonging } from './belonging.js';
import {
  checkpointFiles,
  checkpointsOver,
  consistencyFile,
  everyCheckpoint,
  receiptFiles,
  tokenFiles,
} from './checkpoint-files.js';
import { contentFiles, definitionFiles, Papers } from './content-files.js';
import { headsFile } from './heads-file.js';
import { disclosuresFile, inclusionFile, leavesFile, withheldFile } from './leaf-files.js';
import type { Leaves } from './leaves.js';
import { isByThePublic, Named } from './named.js';
import { secondOriginFiles } from './second-origin-files.js';

/** What an export reads. */
export interface Exported {
  readonly rows: Rows;
  /** Where the document store keeps its files. */
  readonly documents: string;
  readonly released: readonly ReleasedWorkflow[];
}

export interface BagOptions {
  /** Id of the decision; the whole ledger without one. */
  readonly decision?: string | undefined;
  /** Stands in the bag as `exportedAt`, and in a ZIP as the time of every file. */
  readonly at: Date;
  /** Sizes of checkpoints that whoever asks holds already: these are in a decision's bag too, to be compared. */
  readonly pins?: readonly number[] | undefined;
  /** What members of the public wrote is in the bag too; a bag of the whole ledger always has it. */
  readonly withComments?: boolean | undefined;
  /** What was tried and refused is in the readable views too: for auditors of the body. */
  readonly withRefused?: boolean | undefined;
  /** Told of a paper whose bytes are not those of its digest, or that is gone without a removal on record. */
  readonly onDamaged?: ((sha256: string) => void) | undefined;
  /** Told why a decision's bag goes without its readable views. */
  readonly onViewsLeftOut?: ((why: Error) => void) | undefined;
  readonly onProgress?:
    ((what: Text, progress: { readonly done: number; readonly of: number }) => void) | undefined;
}

/** What is to be in a bag, worked out. */
export interface Payload extends Exported, BagOptions {
  readonly leaves: Leaves;
  /** The checkpoint up to which the bag goes, with its signatures; and the events in its tree. */
  readonly note: string;
  readonly size: number;
  readonly origin: string;
  /** Position of the newest heads on record, if any. */
  readonly headsSeq: number | undefined;
  /** Undefined where the whole ledger is in the bag. */
  readonly belonging: Belonging | undefined;
}

/** The payload of a bag after `data/bag.json`. What is named by the leaves is known once they have been written. */
export async function* payloadFiles(payload: Payload): AsyncGenerator<BagFile> {
  const { rows, leaves, size, belonging, onProgress } = payload;
  const complete = new Set(belonging?.subjects);
  const named = new Named(payload.released, (subject) => !belonging || complete.has(subject));
  const withheld = belonging !== undefined && payload.withComments !== true;
  const papers = new Papers(rows, payload.documents, named.removed, payload.onDamaged);

  yield* leavesFile(leaves, named, (done) => onProgress?.(LEAVES, { done, of: leaves.count }));
  const brought = named.broughtByThePublic();
  yield* disclosuresFile(rows, leaves, (row) => withheld && isByThePublic(row));
  if (withheld) yield* withheldFile(rows, named, brought, papers.isKept);
  if (belonging) yield* proofFiles(payload, belonging);
  else yield* signedFiles(payload, await everyCheckpoint(rows, size));
  yield* receiptFiles(rows, named, size);
  yield* secondOriginFiles(rows, payload.origin, size, belonging?.seqs);
  const all = withheld ? [...named.papers] : [...named.papers, ...brought.keys()];
  yield* papers.files(all, (done) => onProgress?.(PAPERS, { done, of: all.length }));
  yield* definitionFiles(named);
  yield* contentFiles(rows, named);
}

/** What a part of the ledger needs to be seen as one; the whole gives itself. */
async function* proofFiles(payload: Payload, { seqs, subjects }: Belonging): AsyncGenerator<BagFile> {
  const { rows, size, headsSeq } = payload;
  yield* inclusionFile(rows, seqs, size);
  const sizes = await checkpointsOver(rows, seqs, size, payload.pins);
  yield* signedFiles(payload, sizes);
  yield* consistencyFile(rows, sizes);
  if (headsSeq !== undefined) yield* headsFile(rows, subjects, headsSeq);
}

/** What was signed from outside this program's own hand: checkpoints with cosignatures, time-stamps. */
async function* signedFiles(payload: Payload, sizes: readonly number[]): AsyncGenerator<BagFile> {
  yield* checkpointFiles(payload.rows, sizes, payload);
  yield* tokenFiles(payload.rows, sizes);
}

const LEAVES: Text = { zh: '写出事件', en: 'events' };
const PAPERS: Text = { zh: '写出材料', en: 'papers' };
