import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Rows } from '../database/database.js';
import { loadWorkflows } from '../decisions/workflows.js';
import type { JudgedSoFar } from '../ledger/verify.js';
import type { Trust } from '../ledger/verify-checkpoints.js';
import { smOriginOf } from '../second-origin/sm-key.js';
import { SecondOriginCheck, type SmTrust } from '../second-origin/verify-second.js';
import { judgesInThreads } from '../verification/judge-threads.js';
import { countDocuments, type DocumentsReport, verifyDocuments } from '../verification/verify-documents.js';
import { type InstallationReport, verifyInstallation } from '../verification/verify-installation.js';
import { whileReading } from './place.js';

/** What a verification is about, and what it believes: all that a thread has to be told. */
export interface Verification {
  readonly databaseUrl: string;
  /** Where keys and documents lie. */
  readonly data: string;
  readonly trust: Trust;
  readonly smTrust: SmTrust | undefined;
  readonly judgedBefore: JudgedSoFar | undefined;
  /** Threads that judge; 0 where the one that reads judges too. */
  readonly judges: number;
}

export interface Verified {
  readonly ledger: InstallationReport;
  /** Undefined where nobody brought its key. */
  readonly secondOrigin: { readonly checkpoints: number; readonly covered: number } | undefined;
  /** Undefined where there are papers and nothing to compare them with. */
  readonly documents: DocumentsReport | undefined;
}

/** What it says on the way. */
export interface OnTheWay {
  progress(what: 'events' | 'papers', far: { readonly done: number; readonly of: number }): void;
  reached(reached: JudgedSoFar): void;
}

/** The whole of `chengxu verify` but what is asked and what is answered. @throws CannotTell */
export function verifyAll(asked: Verification, way: OnTheWay): Promise<Verified> {
  const { databaseUrl, data, trust, smTrust, judgedBefore, judges } = asked;
  return whileReading(databaseUrl, async (rows): Promise<Verified> => {
    const second = smTrust && new SecondOriginCheck(rows, smTrust, smOriginOf(trust.origin));
    const ledger = await verifyInstallation(rows, trust, await loadWorkflows(), {
      onProgress: (far) => way.progress('events', far),
      judgedBefore,
      alongside: second,
      onJudged: (reached) => way.reached(reached),
      ...(judges > 0 ? { judges: () => judgesInThreads(databaseUrl, judges) } : {}),
    });
    const documents = await papers(rows, join(data, 'documents'), ledger, way);
    const secondOrigin = second && { checkpoints: second.checked, covered: second.covered };
    return { ledger, secondOrigin, documents };
  });
}

async function papers(
  rows: Rows,
  directory: string,
  { finding }: InstallationReport,
  way: OnTheWay,
): Promise<DocumentsReport | undefined> {
  if (finding) return { checked: 0, damaged: undefined };
  const expected = await countDocuments(rows);
  if (expected > 0 && !existsSync(directory)) return undefined;
  return verifyDocuments(rows, directory, (far) => way.progress('papers', far));
}
