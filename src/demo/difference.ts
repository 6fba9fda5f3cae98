import { linesOfMinimalPdf } from './minimal-pdf.js';
import type { Stage, Uploaded } from './stage.js';
import type { Part } from './township.js';

/** Reads both editions back from the program and shows the line in which they differ. */
export async function showDifference(stage: Stage, who: Part, from: Uploaded, to: Uploaded): Promise<void> {
  const { token } = stage.actor(who);
  const read = async ({ sha256 }: Uploaded) =>
    linesOfMinimalPdf(await stage.http.bytes(`/api/documents/${sha256}`, token));
  const [before, after] = [await read(from), await read(to)];
  const changed = before.flatMap((line, index) => (line === after[index] ? [] : [index]));
  stage.insistSame('difference', '1', String(before.length === after.length ? changed.length : -1));
  const at = changed[0] ?? 0;
  for (const line of stage.say.difference(at + 1, before[at] ?? '', after[at] ?? ''))
    stage.tell.beneath(line);
}
