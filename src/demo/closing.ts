import { openCheckpoint } from '../ledger/checkpoint.js';
import { verifyReceipt } from '../ledger/receipt.js';
import { verifierOf } from '../ledger/signed-note.js';
import type { Pin } from '../ledger/verify-checkpoints.js';
import type { InstallationReport } from '../verification/verify-installation.js';
import { NotAsTold } from './expectations.js';
import type { Stage } from './stage.js';

/**
 * Verifies every receipt of a binding act with nothing but the receipt, the event's hash and the ledger's key.
 * @returns the tree heads that the receipts hold: the whole ledger has to agree with each
 */
export async function verifyReceipts(stage: Stage): Promise<Pin[]> {
  const { tell, say, receipts } = stage;
  tell.heading(say.receipts.heading);
  tell.beneath(say.receipts.explain, ' ');
  const vkey = await keyOf(stage);
  const heads: Pin[] = [];
  for (const { tag, type, seq, leafHash, receipt } of receipts) {
    const { index, checkpoint } = verifyReceipt(receipt, Buffer.from(leafHash, 'hex'), [verifierOf(vkey)]);
    stage.insistSame(type, String(seq), String(index));
    heads.push({ size: checkpoint.size, root: checkpoint.root });
    tell.recorded({
      tag,
      title: tell.words.titleOf(type),
      actor: say.receipts.line(index, checkpoint.size),
      note: '',
    });
  }
  tell.line(`     ${say.receipts.key}  ${vkey}`);
  return heads;
}

const keyOf = async ({ http }: Stage): Promise<string> =>
  String((await http.get('/api/ledger/vkey')).body['text']).trim();

/** Tells what the verification of the whole ledger found. @throws NotAsTold when it found anything */
export function tellVerification({ tell, say }: Stage, report: InstallationReport): void {
  tell.heading(say.verification.heading);
  const wrong = report.finding ?? report.undecided;
  if (wrong || report.verdict !== 'verified')
    throw new NotAsTold(say.verification.broken(wrong ? tell.words.in(wrong) : report.verdict));
  tell.beneath(`✓ ${say.verification.holds(report.events, report.checkpoints)}`, ' '.repeat(5));
}

/** The end of the story in figures. */
export async function summarise(stage: Stage, report: InstallationReport): Promise<void> {
  const { tell, say, http } = stage;
  const { summary } = say;
  const note = String((await http.get('/api/ledger/checkpoint')).body['text']);
  const checkpoint = openCheckpoint(note, [verifierOf(await keyOf(stage))]);
  stage.insistSame(summary.checkpoint, String(report.covered), String(checkpoint.size));
  tell.heading(summary.heading);
  const rows: [string, string][] = [
    [summary.first, summary.firstState],
    [summary.second, summary.secondState],
    [summary.acts, String(stage.acts)],
    [summary.refused, String(stage.refusals.length)],
    [summary.receipts, String(stage.receipts.length)],
    [summary.events, String(report.events)],
    [summary.checkpoint, summary.size(checkpoint.size)],
    [summary.root, checkpoint.root.toString('hex')],
  ];
  tell.rows(rows, ' '.repeat(5));
}
