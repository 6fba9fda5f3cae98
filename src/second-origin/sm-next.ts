import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, createPrivately, syncDirectory } from '../ledger/guarded-file.js';
import { smVkey } from './sm-key.js';
import {
  makeNextSmKey,
  smKeyFile,
  type SmSetting,
  smSettingFile,
  smSettingIn,
  SmUnusable,
} from './sm-signing.js';

/** Where the setting of the key waits that is to follow. */
const nextFile = (data: string): string => join(data, 'sm.next.json');

/**
 * The key that is to sign after this one: the one that was prepared before, else the one that a program holds, else a
 * new one of OpenSSL.
 * @param isUsed whether a key signs now or was rotated to before: no event would record a rotation to it
 * @throws SmUnusable
 */
export async function prepareNextSm(
  data: string,
  held?: SmSetting,
  isUsed: (setting: SmSetting) => boolean = () => false,
): Promise<SmSetting> {
  const prepared = await smSettingIn(nextFile(data));
  if (prepared && held && prepared.publicKey !== held.publicKey)
    throw new SmUnusable(
      '已有另一个公钥的轮换没有完成：先不带 --public-key 重新运行，把它做完',
      'a rotation to another key is not done: run this without --public-key to finish it first',
    );
  if (prepared) return prepared;
  if (held && isUsed(held))
    throw new SmUnusable(
      '这个公钥正在签名，或者以前用过：轮换须换成没有用过的',
      'this key signs now, or did before: rotate to one that was never used',
    );
  const next = held ?? (await makeNextSmKey(data));
  await createPrivately(nextFile(data), `${JSON.stringify(next)}\n`);
  return (await smSettingIn(nextFile(data))) ?? next;
}

/**
 * Puts the prepared setting in the place of the old one, where the state says that its key signs already, and removes
 * the old private key. Interrupted, it is gone on with when a signer next finds another key in its state.
 */
export async function takeNextSmSetting(data: string, origin: string, vkey: string): Promise<void> {
  // Read before the next one: where another process has put that in its place meanwhile, there is no next one.
  const before = await smSettingIn(smSettingFile(data));
  const next = await smSettingIn(nextFile(data));
  if (!next || smVkey(origin, Buffer.from(next.publicKey, 'hex')) !== vkey) return;
  // The old key goes first: the state names the new one already, and once the setting does, too, nobody comes here again.
  if (before && before.command === undefined)
    await rm(before.keyFile === undefined ? smKeyFile(data) : join(data, before.keyFile), { force: true });
  try {
    await rename(nextFile(data), smSettingFile(data));
  } catch (cause) {
    // Another process was first.
    if (codeOf(cause) === 'ENOENT') return;
    throw cause;
  }
  await syncDirectory(smSettingFile(data));
}
