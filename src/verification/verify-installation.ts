import { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { type Judging, JudgingAtOnce } from '../ledger/judging.js';
import {
  type JudgedSoFar,
  NotAsJudged,
  verifyLedger,
  type VerifyOptions,
  type VerifyReport,
} from '../ledger/verify.js';
import type { Trust } from '../ledger/verify-checkpoints.js';
import { factReaders } from '../server/fact-readers.js';
import { subjectsWith } from '../server/subjects.js';
import { ReplayJudge, type Undecided } from './judge.js';
import { JudgingFrom } from './judged-before.js';
import { type JudgeElsewhere, JudgingByMany } from './judging-by-many.js';

/** `undecided`: nothing is known to be wrong, and something could not be told. */
export type InstallationVerdict = 'verified' | 'tampered' | 'undecided';

export interface InstallationReport extends VerifyReport {
  readonly verdict: InstallationVerdict;
  /** The first thing that could not be told. */
  readonly undecided: Omit<Undecided, 'seq' | 'subject'> | undefined;
  /** Events that an earlier verification judged: their bytes were hashed again, and they were not judged again. */
  readonly judgedBefore: number;
}

export interface InstallationOptions extends VerifyOptions {
  /** Subjects whose state each judge remembers. */
  readonly rememberedSubjects?: number | undefined;
  /** Judges to share the subjects among; without, all are judged here, one after another. */
  judges?(): readonly JudgeElsewhere[];
  /** How many events go to them at once. */
  readonly stretch?: number | undefined;
}

/**
 * Verifies an installation from its rows: the whole ledger (`verifyLedger`), and every event of every subject judged
 * again by its own procedure, decisions by the built workflow that they name. Writes nothing. The report is the same
 * whoever judges, and however many.
 *
 * @param trust what the auditor knows from elsewhere; never taken from the rows
 * @param workflows the released ones, by the digests of whose files decisions are judged
 */
export async function verifyInstallation(
  rows: Rows,
  trust: Trust,
  workflows: readonly ReleasedWorkflow[],
  options: InstallationOptions = {},
): Promise<InstallationReport> {
  const verification = { rows, trust, workflows, options };
  try {
    return await verified(verification, options.judgedBefore);
  } catch (error) {
    if (!(error instanceof NotAsJudged)) throw error;
    // Something is not what it was: then it is all judged anew, and the first thing wrong is named as ever.
    return verified(verification, undefined);
  }
}

interface Verification {
  readonly rows: Rows;
  readonly trust: Trust;
  readonly workflows: readonly ReleasedWorkflow[];
  readonly options: InstallationOptions;
}

/** @throws NotAsJudged */
async function verified(
  { rows, trust, workflows, options }: Verification,
  judgedBefore: JudgedSoFar | undefined,
): Promise<InstallationReport> {
  const calendars = Calendars.kept(rows);
  const { judges, stretch, rememberedSubjects: remembered, ...more } = options;
  const part = { remembered, partly: judgedBefore !== undefined };
  const rooms = subjectsWith(workflows, calendars);
  const judgeHere = () => new ReplayJudge(rows, rooms, factReaders, calendars, part);
  const here = judgeHere();
  const many = judges && new JudgingByMany(judges(), stretch);
  const undecided = () => (many ?? here).undecided;
  const all: Judging = many ?? new JudgingAtOnce(here.judge);
  const kept = { rows, calendars, documents: factReaders.documents };
  try {
    const judging = judgedBefore ? new JudgingFrom(judgedBefore, all, kept, judgeHere()) : all;
    const report = await verifyLedger(rows, trust, judging, {
      ...more,
      judgedBefore,
      // What could not be told may be told the next time, so nothing from there on counts as judged.
      onJudged: (reached) => undecided() ?? more.onJudged?.(reached),
    });
    return concluded(report, undecided(), trust, judgedBefore?.position ?? 0);
  } finally {
    await many?.close();
  }
}

function concluded(
  report: VerifyReport,
  open: Undecided | undefined,
  trust: Trust,
  judgedBefore: number,
): InstallationReport {
  const undecided = report.finding ? undefined : (open ?? unsigned(report, trust) ?? former(report));
  const verdict = report.finding ? 'tampered' : undecided ? 'undecided' : 'verified';
  return { ...report, verdict, undecided, judgedBefore };
}

/** A restored log that continues another one: whether it does cannot be told without that one's key. */
function former({ unchecked }: VerifyReport): InstallationReport['undecided'] {
  if (unchecked === 0) return undefined;
  return {
    zh: `恢复之前的 ${unchecked} 个检查点没有核对签名：用 --key 给出原账本的公钥`,
    en: `the signatures of ${unchecked} checkpoint(s) from before the restore were not checked: give the former log's key with --key`,
  };
}

/** Rows that agree with each other prove little: whoever wrote all of them could have written others. */
function unsigned(
  { events, checkpoints }: VerifyReport,
  { pins = [] }: Trust,
): InstallationReport['undecided'] {
  if (events === 0 || checkpoints > 0 || pins.some(({ size }) => size > 0)) return undefined;
  return {
    zh: '没有任何检查点：事件彼此相符，但没有签名担保',
    en: 'there is no checkpoint: the events agree with each other, and no signature vouches for them',
  };
}
