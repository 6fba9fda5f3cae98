import type { Leaf } from './leaf.js';

/** What a verification can find. The codes are public and stable; the stand-alone verifier uses the same. */
export type FindingCode =
  | 'E_PARSE'
  | 'E_NONCANONICAL'
  | 'E_SEQ'
  | 'E_DECISION_GAP'
  | 'E_CHAIN'
  | 'E_ROOT'
  | 'E_INDEX'
  | 'E_TRUNCATED'
  | 'E_SIG'
  | 'E_ORIGIN'
  | 'E_KEY'
  | 'E_INCONSISTENT'
  | 'E_TIME_BACK'
  | 'E_ACTOR_SIG'
  | 'E_DISCLOSURE_MISMATCH'
  | 'E_DISCLOSURE_MISSING'
  | 'E_BLOB'
  | 'E_DEFINITION'
  | 'E_STATE'
  | 'E_ILLEGAL';

/** The first thing that is wrong, in the order of the log. Positions count from 0. */
export interface Finding {
  readonly code: FindingCode;
  /** Position of the event, where it is one event's. */
  readonly seq?: number;
  /** Size of the checkpoint, where it is a checkpoint's. */
  readonly size?: number;
  readonly subject?: string;
  readonly zh: string;
  readonly en: string;
}

/** Carries a finding out of the checks. */
export class Found extends Error {
  constructor(readonly finding: Finding) {
    super(finding.en);
  }
}

type Words = readonly [zh: string, en: string];

/** Something wrong with the event at a position. */
export function atEvent(
  code: FindingCode,
  seq: number,
  [zh, en]: Words,
  leaf?: Pick<Leaf, 'subject'>,
): Found {
  const subject = leaf === undefined ? {} : { subject: leaf.subject };
  return new Found({ code, seq, ...subject, zh: `第 ${seq} 号事件：${zh}。`, en: `Event ${seq}: ${en}.` });
}

/** Something wrong with the checkpoint over `size` events. */
export function atCheckpoint(code: FindingCode, size: number, [zh, en]: Words): Found {
  return new Found({
    code,
    size,
    zh: `覆盖 ${size} 个事件的检查点：${zh}。`,
    en: `Checkpoint over ${size} events: ${en}.`,
  });
}

/** Something wrong with the ledger's own summary of itself. */
export function atHead(code: FindingCode, [zh, en]: Words): Found {
  return new Found({ code, zh: `账本首行：${zh}。`, en: `The ledger's head row: ${en}.` });
}
