import { join } from 'node:path';
import { openCheckpoint, NotACheckpoint } from '../ledger/checkpoint.js';
import { NoteRefused, verifierOf } from '../ledger/signed-note.js';
import { NotASignerState, readState, type SignerState } from '../ledger/signer-state.js';
import type { Pin, Trust } from '../ledger/verify-checkpoints.js';
import { smVerifierOf } from '../second-origin/sm-key.js';
import { membersIn, smStateFile, stateIn } from '../second-origin/sm-signer.js';
import { SmUnusable } from '../second-origin/sm-signing.js';
import type { SmTrust } from '../second-origin/verify-second.js';
import { CannotTell, UsageError } from './console.js';
import { textIn } from './place.js';

export interface TrustOptions {
  /** Public keys of the log, as the auditor holds them. */
  readonly key?: readonly string[];
  /** Files with checkpoints that were kept elsewhere. */
  readonly checkpoint?: readonly string[];
  /** Public keys of the second origin. */
  readonly smKey?: readonly string[];
}

/**
 * What a verification believes: the keys and checkpoints that the auditor brings, and the signer's own state where the
 * command runs beside it. The database is never asked.
 *
 * @throws UsageError, CannotTell
 */
export function trustFrom({ key = [], checkpoint = [] }: TrustOptions, data: string): Trust {
  const signer = signerStateIn(data);
  const names = key.map(nameOf);
  const ownKey = signer && (key.length === 0 || names.includes(signer.origin)) ? signer : undefined;
  const origin = names[0] ?? ownKey?.origin;
  if (origin === undefined) throw new UsageError(NO_KEY);
  const vkeys = [
    ...new Set([...key, ...(key.length === 0 && ownKey ? [ownKey.vkey, ...ownKey.earlier] : [])]),
  ];
  const pins = checkpoint.map((file) => pinIn(file, vkeys));
  if (ownKey && ownKey.size > 0) pins.push({ size: ownKey.size, root: ownKey.root });
  return { origin, vkeys, pins };
}

const NO_KEY = {
  zh: '不知道该信哪个公钥：用 --data 指明签名器所在目录，或用 --key 给出公钥',
  en: "no key to trust: name the signer's directory with --data, or give the public key with --key",
};

function nameOf(vkey: string): string {
  try {
    return verifierOf(vkey).name;
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new UsageError({ zh: `“${vkey}” 不是公钥`, en: `'${vkey}' is no public key` });
  }
}

function signerStateIn(data: string): SignerState | undefined {
  const file = join(data, 'signer.state');
  const text = textIn(file);
  if (text === undefined) return undefined;
  try {
    const state = readState(text);
    return state.vkey === '' ? undefined : state;
  } catch (error) {
    if (!(error instanceof NotASignerState)) throw error;
    throw new CannotTell({ zh: `签名器的状态 ${file} 已损坏`, en: `the signer's state ${file} is damaged` });
  }
}

function pinIn(file: string, vkeys: readonly string[]): Pin {
  const text = textIn(file);
  if (text === undefined) throw new UsageError({ zh: `没有文件 ${file}`, en: `there is no file ${file}` });
  try {
    return openCheckpoint(text, vkeys.map(verifierOf));
  } catch (error) {
    if (!(error instanceof NoteRefused) && !(error instanceof NotACheckpoint)) throw error;
    throw new UsageError({
      zh: `${file} 不是此公钥签名的检查点（${error.reason}）`,
      en: `${file} is no checkpoint that this key signed (${error.reason})`,
    });
  }
}

/**
 * What is believed of the second origin (SM3/SM2): keys that the auditor brings, else the state beside the command;
 * undefined where there is neither. @throws UsageError, CannotTell
 */
export function smTrustFrom({ smKey = [] }: TrustOptions, data: string): SmTrust | undefined {
  for (const vkey of smKey) smNameOf(vkey);
  const file = smStateFile(data);
  const text = textIn(file);
  const { origin = '', vkey = '', earlier = [] } = text === undefined ? {} : membersIn(text);
  const own = [vkey, ...earlier];
  const isOwn = text !== undefined && (smKey.length === 0 || own.some((one) => smKey.includes(one)));
  if (!isOwn) return smKey.length === 0 ? undefined : { vkeys: smKey };
  try {
    const { size, root } = stateIn(text, origin, vkey);
    // An auditor's own keys are believed, and those that follow from them in the log; without any, all that it has had.
    return { vkeys: smKey.length > 0 ? smKey : own, ...(size > 0 && { pin: { size, root } }) };
  } catch (error) {
    if (!(error instanceof SmUnusable) && !(error instanceof NoteRefused)) throw error;
    throw new CannotTell({ zh: `${file} 已损坏`, en: `${file} is damaged` }, error);
  }
}

function smNameOf(vkey: string): string {
  try {
    return smVerifierOf(vkey).name;
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new UsageError({
      zh: `“${vkey}” 不是第二来源的公钥`,
      en: `'${vkey}' is no key of a second origin`,
    });
  }
}
