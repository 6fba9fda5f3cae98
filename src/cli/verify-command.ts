import type { DocumentsReport } from '../verification/verify-documents.js';
import type { InstallationReport } from '../verification/verify-installation.js';
import type { Text } from '../../workflows/vocabulary.js';
import { type Console, EXIT } from './console.js';
import { placeFrom, type PlaceOptions, whileReading } from './place.js';
import { smTrustFrom, trustFrom, type TrustOptions } from './trust.js';
import { progressIn, threadsFor, threadsFrom } from './verify-at-scale.js';
import { verifyInThread } from './verify-in-thread.js';
import { type Verified, verifyAll } from './verify-work.js';

export interface VerifyOptions extends PlaceOptions, TrustOptions {
  readonly json?: boolean;
  /** How many threads judge; one per core unless told. */
  readonly workers?: string;
  /** File that keeps how far it came. */
  readonly resume?: string;
}

interface Result extends Verified {
  readonly origin: string;
  readonly status: number;
  /** The one plain line at the end. */
  readonly conclusion: Text;
}

/** `chengxu verify`: computes everything again and names the first thing that is wrong. @returns exit status */
export async function verify(
  options: VerifyOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { databaseUrl, data } = placeFrom(options, environment);
  const trust = trustFrom(options, data);
  const smTrust = smTrustFrom(options, data);
  const threads = threadsFrom(options);
  const progress = progressIn(options, trust, screen);
  const judges = threads ?? (await whileReading(databaseUrl, threadsFor));
  // A small ledger is done before a thread is ready; a large one takes a thread whose memory is bounded.
  const verified = await (judges === 0 ? verifyAll : verifyInThread)(
    { databaseUrl, data, trust, smTrust, judges, judgedBefore: progress?.judged },
    {
      progress: (what, far) => screen.progress(WHAT[what], far),
      reached: (reached) => progress?.reached(reached),
    },
  );
  progress?.ended();
  const { ledger, documents } = verified;
  const result: Result = { origin: trust.origin, ...verified, ...concluded(ledger, documents) };
  if (options.json) screen.says(JSON.stringify(asJson(result)));
  else tell(result, screen);
  return result.status;
}

const WHAT = { events: { zh: '核验事件', en: 'events' }, papers: { zh: '核对材料', en: 'papers' } };

function concluded(
  { finding, undecided, events, covered }: InstallationReport,
  documents: DocumentsReport | undefined,
): Pick<Result, 'status' | 'conclusion'> {
  const wrong = finding ?? documents?.damaged;
  if (wrong) {
    const { code, zh, en } = wrong;
    const about = finding?.subject === undefined ? '' : ` (${finding.subject})`;
    const conclusion = { zh: `有篡改迹象 ${code}${about}：${zh}`, en: `Tampering: ${code}${about}. ${en}` };
    return { status: EXIT.tampered, conclusion };
  }
  const open = undecided ?? (documents ? undefined : NO_PAPERS);
  if (open) {
    const conclusion = { zh: `无法判定：${open.zh}。`, en: `Cannot be decided: ${open.en}.` };
    return { status: EXIT.undecided, conclusion };
  }
  const tail = events - covered;
  const conclusion = {
    zh: `核验通过：${events} 个事件全部重新计算并重放，无一不符${tail > 0 ? `；末尾 ${tail} 个尚无检查点担保` : ''}。`,
    en: `Verified: ${events} events computed and replayed again, and all agree${tail > 0 ? `; no checkpoint covers the last ${tail} yet` : ''}.`,
  };
  return { status: EXIT.fine, conclusion };
}

const NO_PAPERS: Text = {
  zh: '材料库中的文件不在此处，用 --data 指明其所在目录',
  en: 'the files of the document store are not here; name their directory with --data',
};

function tell({ origin, ledger, secondOrigin, documents, conclusion }: Result, screen: Console): void {
  const { events, judgedBefore, checkpoints, covered, disclosures, erased, root } = ledger;
  screen.says({ zh: `账本　${origin}`, en: `Ledger       ${origin}` });
  screen.says({ zh: `事件　${events}`, en: `Events       ${events}` });
  if (judgedBefore > 0)
    screen.says({
      zh: `　　　前 ${judgedBefore} 个已由同一程序裁判过，这次只重新计算其哈希`,
      en: `             the first ${judgedBefore} were judged before by this very program; this time they were hashed again`,
    });
  screen.says({
    zh: `检查点　${checkpoints}（覆盖前 ${covered} 个事件）`,
    en: `Checkpoints  ${checkpoints} (over the first ${covered} events)`,
  });
  if (secondOrigin)
    screen.says({
      zh: `第二来源　${secondOrigin.checkpoints} 个 SM2 检查点（覆盖前 ${secondOrigin.covered} 个事件）`,
      en: `Second       ${secondOrigin.checkpoints} checkpoints with SM2 (over the first ${secondOrigin.covered} events)`,
    });
  screen.says({
    zh: `披露　${disclosures}（依法删除 ${erased}）`,
    en: `Disclosures  ${disclosures} (lawfully erased: ${erased})`,
  });
  screen.says({
    zh: `材料　${documents?.checked ?? '未核对'}`,
    en: `Papers       ${documents?.checked ?? 'not compared'}`,
  });
  screen.says({ zh: `树根　${root.toString('base64')}`, en: `Root         ${root.toString('base64')}` });
  screen.says(conclusion);
}

function asJson({ origin, ledger, secondOrigin, documents, status, conclusion }: Result) {
  const { events, judgedBefore, checkpoints, covered, disclosures, erased, root, finding } = ledger;
  const verdict = status === EXIT.fine ? 'verified' : status === EXIT.tampered ? 'tampered' : 'undecided';
  return {
    verdict,
    origin,
    events,
    ...(judgedBefore > 0 && { judgedBefore }),
    checkpoints,
    covered,
    ...(secondOrigin && { secondOrigin }),
    disclosures,
    erased,
    root: root.toString('base64'),
    papers: documents?.checked ?? null,
    ...((finding ?? documents?.damaged) && { finding: finding ?? documents?.damaged }),
    conclusion,
  };
}
