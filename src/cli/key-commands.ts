import { existsSync } from 'node:fs';
import { rotateKey } from '../installation/key-rotation.js';
import { rotateSmKey } from '../installation/second-key-rotation.js';
import { isPublicKey, smOriginOf, smVkey } from '../second-origin/sm-key.js';
import { SmSigner, smStateFile } from '../second-origin/sm-signer.js';
import {
  makeSmKey,
  type SmSetting,
  smSettingFile,
  smSigningIn,
  SmUnusable,
  writeSmSetting,
} from '../second-origin/sm-signing.js';
import { CannotTell, type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions } from './place.js';
import { originIn, withParts } from './with-parts.js';

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

export interface CreateSmOptions extends PlaceOptions {
  readonly command?: string;
  readonly publicKey?: string;
}

/**
 * `chengxu key sm-create`: switches the second origin (SM3/SM2) on, with a new key of OpenSSL, or with a program that
 * signs. It works from the next start of the server on. @returns exit status
 */
export async function createSm(
  { command, publicKey: given, ...place }: CreateSmOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { data } = placeFrom(place, environment);
  const origin = originIn(data);
  const held = heldBy(command, given);
  if (existsSync(smSettingFile(data)))
    throw new UsageError({
      zh: '第二来源已经启用（sm.json 已存在）',
      en: 'the second origin is on: sm.json is there',
    });
  try {
    const publicKey = held ? Buffer.from(held.publicKey, 'hex') : await makeSmKey(data);
    // The state first: a setting without one is said to be damaged, and a state without a setting is nothing.
    if (!(await SmSigner.begin(origin, publicKey, data)))
      throw new UsageError({
        zh: `${smStateFile(data)} 已存在，不会覆盖`,
        en: `${smStateFile(data)} is there and is not replaced`,
      });
    await writeSmSetting(data, { publicKey, command: held?.command });
    const signing = await smSigningIn(data);
    if (signing) await new SmSigner(signing, origin, data).probe();
    screen.says(smVkey(smOriginOf(origin), publicKey));
  } catch (error) {
    if (!(error instanceof SmUnusable)) throw error;
    throw new CannotTell({ zh: error.zh, en: error.en }, error);
  }
  screen.warns({
    zh: '第二来源（SM3/SM2）自服务下次启动起工作；请把上面的公钥告知审计人（核验时用 --sm-key）',
    en: 'The second origin (SM3/SM2) works from the next start of the server on; tell auditors the key above (--sm-key)',
  });
  return EXIT.fine;
}

export interface RotateSmOptions extends CreateSmOptions, RotateOptions {}

/**
 * `chengxu key sm-rotate`: a new key for the second origin, on record in the log, beside a server that runs or without
 * one. Interrupted, it is simply run again. @returns exit status, 2 while the old key has not signed over the event
 */
export async function rotateSm(
  { command, publicKey, reason, ...place }: RotateSmOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const held = heldBy(command, publicKey);
  return withParts(place, environment, async (parts) => {
    const { signer } = parts.secondOrigin;
    if (!signer) throw new UsageError({ zh: '第二来源没有启用', en: 'the second origin is off' });
    const before = signer.vkey;
    const { vkey, signs } = await rotateSmKey(parts, signer, reason, held);
    if (!signs)
      throw new CannotTell({
        zh: '已记入账本，但原密钥尚未签署覆盖此事件的检查点（等待见证人，或原密钥不能签名）：稍后重新运行即接着做',
        en: 'it is on record, but the old key has not signed a checkpoint over it (witnesses are awaited, or it cannot sign): run this again later',
      });
    screen.says({ zh: `旧公钥　${before}`, en: `old key  ${before}` });
    screen.says({ zh: `新公钥　${vkey}`, en: `new key  ${vkey}` });
    screen.says({
      zh: '审计人凭旧公钥即可由账本核验新公钥；请把新公钥也告知他们。',
      en: 'Whoever holds the old key follows to the new one from inside the log; tell auditors the new one too.',
    });
    return EXIT.fine;
  }).catch((error: unknown) => {
    throw error instanceof SmUnusable ? new CannotTell({ zh: error.zh, en: error.en }, error) : error;
  });
}

function heldBy(command: string | undefined, publicKey: string | undefined): SmSetting | undefined {
  if (command === undefined && publicKey === undefined) return undefined;
  const words = command?.split(' ').filter(Boolean) ?? [];
  if (words.length === 0 || publicKey === undefined)
    throw new UsageError({
      zh: '--command 与 --public-key 须一并给出',
      en: '--command and --public-key come together',
    });
  if (!/^04[0-9a-f]{128}$/i.test(publicKey) || !isPublicKey(Buffer.from(publicKey, 'hex')))
    throw new UsageError({
      zh: '--public-key 应为 SM2 公钥：04 加 128 位十六进制',
      en: '--public-key takes an SM2 key: 04 and 128 hex digits',
    });
  return { publicKey: publicKey.toLowerCase(), command: words };
}

/** `chengxu key sm-show`: the public key of the second origin. @returns exit status */
export async function showSm(
  options: PlaceOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { data } = placeFrom(options, environment);
  const signing = await smSigningIn(data).catch((error: unknown) => {
    throw error instanceof SmUnusable ? new CannotTell({ zh: error.zh, en: error.en }, error) : error;
  });
  if (!signing) throw new UsageError({ zh: '第二来源没有启用', en: 'the second origin is off' });
  screen.says(smVkey(smOriginOf(originIn(data)), signing.publicKey));
  return EXIT.fine;
}
