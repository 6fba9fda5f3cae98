import { sealed } from './made-up-bag.js';
import { everyFlip, flippedBag, saysTheSame, type Flip } from './flips.js';
import { verdictOn } from './forging.js';
import { sampleLedger } from './sample.js';

/** Every byte of a small bag, one bit of it flipped: how many give which verdict, and any that would be verified. */
async function tried(resealed: boolean): Promise<void> {
  const payload = sampleLedger().payload('decision');
  const files = resealed ? payload : sealed(payload);
  const codes = new Map<string, number>();
  const passed: Flip[] = [];
  let same = 0;
  for (const flip of everyFlip(files)) {
    const { code, exit } = await verdictOn(flippedBag(files, flip, resealed));
    codes.set(code, (codes.get(code) ?? 0) + 1);
    if (exit !== 0) continue;
    if (resealed && saysTheSame(files, flip)) same += 1;
    else passed.push(flip);
  }
  const told = [...codes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
  console.log(resealed ? '清单重做 · manifests made anew' : '原清单 · manifests as they are');
  console.log(`  ${told.join(' · ')}`);
  if (same > 0)
    console.log(
      `  OK ${same}: 证据未变（导出方的时钟；旧检查点上不要求的见证签名） · the evidence is the same: the exporter's clock, or a cosignature that nobody asks for`,
    );
  for (const flip of passed) console.log(`  ✗ ${JSON.stringify(flip)}`);
  if (passed.length > 0) process.exitCode = 1;
}

await tried(false);
await tried(true);
