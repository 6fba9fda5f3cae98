import { sealed } from './made-up-bag.js';
import { everyFlip, flippedBag, unmakesACosignature, type Flip } from './flips.js';
import { verdictOn } from './forging.js';
import { sampleLedger } from './sample.js';

/** Every byte of a small bag, one bit of it flipped: how many give which verdict, and any that would be verified. */
async function tried(resealed: boolean): Promise<void> {
  const payload = sampleLedger().payload('decision');
  const files = resealed ? payload : sealed(payload);
  const codes = new Map<string, number>();
  const passed: Flip[] = [];
  let unmade = 0;
  for (const flip of everyFlip(files)) {
    const { code, exit } = await verdictOn(flippedBag(files, flip, resealed));
    codes.set(code, (codes.get(code) ?? 0) + 1);
    if (exit !== 0) continue;
    if (resealed && unmakesACosignature(files, flip)) unmade += 1;
    else passed.push(flip);
  }
  const told = [...codes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
  console.log(resealed ? '清单重做 · manifests made anew' : '原清单 · manifests as they are');
  console.log(`  ${told.join(' · ')}`);
  if (unmade > 0)
    console.log(
      `  OK ${unmade}: 旧检查点上的一个见证签名变为未知者的 · a cosignature of an older checkpoint became one of nobody known`,
    );
  for (const flip of passed) console.log(`  ✗ ${JSON.stringify(flip)}`);
  if (passed.length > 0) process.exitCode = 1;
}

await tried(false);
await tried(true);
