import { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { verifyLedger, type VerifyOptions, type VerifyReport } from '../ledger/verify.js';
import type { Trust } from '../ledger/verify-checkpoints.js';
import { factReaders } from '../server/fact-readers.js';
import { subjectsWith } from '../server/subjects.js';
import { ReplayJudge, type Undecided } from './judge.js';

/** `undecided`: nothing is known to be wrong, and something could not be told. */
export type InstallationVerdict = 'verified' | 'tampered' | 'undecided';

export interface InstallationReport extends VerifyReport {
  readonly verdict: InstallationVerdict;
  /** The first thing that could not be told. */
  readonly undecided: Omit<Undecided, 'seq' | 'subject'> | undefined;
}

/**
 * Verifies an installation from its rows: the whole ledger (`verifyLedger`), and every event of every subject judged
 * again by its own procedure, decisions by the built workflow that they name. Writes nothing.
 *
 * @param trust what the auditor knows from elsewhere; never taken from the rows
 * @param workflows the released ones, by the digests of whose files decisions are judged
 */
export async function verifyInstallation(
  rows: Rows,
  trust: Trust,
  workflows: readonly ReleasedWorkflow[],
  options: VerifyOptions & { readonly rememberedSubjects?: number } = {},
): Promise<InstallationReport> {
  const calendars = Calendars.kept(rows);
  const judge = new ReplayJudge(
    rows,
    subjectsWith(workflows, calendars),
    factReaders,
    calendars,
    options.rememberedSubjects,
  );
  const report = await verifyLedger(rows, trust, judge.judge, options);
  const undecided = report.finding
    ? undefined
    : (judge.undecided ?? unsigned(report, trust) ?? former(report));
  const verdict = report.finding ? 'tampered' : undecided ? 'undecided' : 'verified';
  return { ...report, verdict, undecided };
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
