import { rotateKey } from '../installation/key-rotation.js';
import { type Console, EXIT } from './console.js';
import type { PlaceOptions } from './place.js';
import { withParts } from './with-parts.js';

export interface RotateOptions extends PlaceOptions {
  readonly reason: string;
}

/**
 * `chengxu key rotate`: a new key for the log, beside a server that runs or without one. Interrupted, it is simply run
 * again. @returns exit status
 */
export async function rotate(
  options: RotateOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  return withParts(options, environment, async (parts) => {
    const before = parts.signer.vkey;
    const vkey = await rotateKey(parts, options.reason);
    screen.says({ zh: `旧公钥　${before}`, en: `old key  ${before}` });
    screen.says({ zh: `新公钥　${vkey}`, en: `new key  ${vkey}` });
    screen.says({
      zh: '请把新公钥告知见证人（chengxu witness add-log）和审计人；旧公钥仍用于核验以往的签名。',
      en: 'Tell the new key to the witnesses (chengxu witness add-log) and auditors; the old one goes on verifying what it signed.',
    });
    return EXIT.fine;
  });
}

/** `chengxu key show`: the log's public key, and those before it, the newest first. @returns exit status */
export async function showKeys(
  options: PlaceOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  return withParts(options, environment, async ({ signer }) => {
    for (const vkey of [signer.vkey, ...signer.earlier.toReversed()]) screen.says(vkey);
    return EXIT.fine;
  });
}
