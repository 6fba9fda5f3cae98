/** Runs the stand-alone verifier, the very file that travels in every bag, beside the page. */
import '../../../verifier/chengxu-verifier-browser.js';
import type { Given, Job, Report, Told } from './verifier';

interface Verifier {
  verifyZip(
    zip: Uint8Array,
    given: Given & { onProgress: (what: 'bytes' | 'events' | 'replay', done: number, of: number) => void },
  ): Promise<Report>;
  textReport(report: Report, language: 'zh' | 'en'): string;
}

const { chengxuVerifier: verifier } = globalThis as unknown as { chengxuVerifier: Verifier };
const tell = (told: Told) => postMessage(told);

addEventListener('message', ({ data: { zip, given } }: MessageEvent<Job>) => {
  void run(zip, given);
});

async function run(zip: ArrayBuffer, given: Given): Promise<void> {
  try {
    const report = await verifier.verifyZip(new Uint8Array(zip), { ...given, onProgress: sparingly() });
    const text =
      report.exit === 3
        ? { zh: '', en: '' }
        : { zh: verifier.textReport(report, 'zh'), en: verifier.textReport(report, 'en') };
    tell({ is: 'done', report, text });
  } catch (error) {
    tell({ is: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

/** Ten times a second is as much as anybody reads. */
function sparingly() {
  let last = 0;
  return (what: 'bytes' | 'events' | 'replay', done: number, of: number) => {
    const now = performance.now();
    if (now - last < 100 && done < of) return;
    last = now;
    tell({ is: 'progress', what, done, of });
  };
}
