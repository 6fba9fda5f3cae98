import { describe, expect, it } from 'vitest';
import { verdictOn } from './test/forging.js';
import { sealed } from './test/made-up-bag.js';
import { everyFlip, flippedBag, saysTheSame } from './test/flips.js';
import { sampleLedger } from './test/sample.js';

/** Some flips, spread over all files; `npm run campaign:bytes` tries every one. */
const TRIED = 120;

describe('A bag of which one bit is another', () => {
  const payload = sampleLedger().payload('decision');

  it('is never verified', async () => {
    const bag = sealed(payload);
    const flips = everyFlip(bag);
    for (let at = 0; at < flips.length; at += Math.floor(flips.length / TRIED)) {
      const flip = flips[at];
      const { exit, code } = flip ? await verdictOn(flippedBag(bag, flip, false)) : { exit: 1, code: '' };
      expect({ flip, exit, code }).toMatchObject({ exit: 1 });
    }
  });

  it('is never verified when its manifests are made anew, but where it says the same', async () => {
    const flips = everyFlip(payload).filter((flip) => !saysTheSame(payload, flip));
    for (let at = 0; at < flips.length; at += Math.floor(flips.length / TRIED)) {
      const flip = flips[at];
      const { exit, code } = flip ? await verdictOn(flippedBag(payload, flip, true)) : { exit: 1, code: '' };
      expect({ flip, exit, code }).toMatchObject({ exit: 1 });
    }
  });
});
