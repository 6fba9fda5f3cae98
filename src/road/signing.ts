import type { Unmet } from '../engine/procedure.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { canonicalize } from '../canonical/canonical-json.js';
import type { Transaction } from '../database/database.js';
import type { SignedDraft } from '../ledger/append-command.js';
import { ActSignatureRefused, RequirementUnmet } from './refusals.js';
import type { Standpoint } from './room.js';

/** The event that registers a key; it is signed with that key itself. */
export const REGISTERS_A_KEY = 'SigningKeyRegistered';

/** The setting of `ConfigurationChanged` that asks for signatures everywhere: types, one space apart; or `off`. */
export const SIGNATURES_ASKED = 'signatures-asked';

/** A signature over an act, looked at as far as that can be done before the act is decided. */
export interface OpenedSignature extends SignedDraft {
  readonly credential: string;
  /** The public key with which it was checked. */
  readonly key: JsonObject;
  /** The version of the subject that the actor has read; -1 where there was none. */
  readonly version: number;
  /** Uses it up, in the transaction that records the act. */
  spend(tx: Transaction): Promise<void>;
}

/** A registered key, as far as the road asks of it. */
interface SigningKey {
  readonly credential: string;
  readonly key: JsonObject;
  readonly acts: readonly string[];
  readonly revoked: boolean;
}

type Look = (subject: string) => Promise<Standpoint>;

interface AboutToBeRecorded {
  readonly kind: string;
  readonly actor: string;
  readonly type: string;
  readonly payload: JsonObject;
  /** The body whose decision it is. */
  readonly body: string | undefined;
}

/** Keys of this person that stand, as the ledger has them. */
export async function standingKeys(look: Look, person: string): Promise<readonly SigningKey[]> {
  const { state } = await look(`person/${person}`);
  const { signingKeys = [] } = (state as { signingKeys?: readonly SigningKey[] } | undefined) ?? {};
  return signingKeys.filter(({ revoked }) => !revoked);
}

/** @throws ActSignatureRefused where the key is not one of the actor's that stand now */
export async function refuseOtherKey(
  look: Look,
  { credential, key }: OpenedSignature,
  act: AboutToBeRecorded,
): Promise<void> {
  const registered = act.type === REGISTERS_A_KEY ? [act.payload] : await standingKeys(look, act.actor);
  const own = registered.find((one) => one['credential'] === credential);
  if (!own || canonicalize(own['key'] ?? null) !== canonicalize(key))
    throw new ActSignatureRefused('key-unknown');
}

/** @throws RequirementUnmet, in words, where this act is asked to be signed by whoever does it, and is not */
export async function refuseUnsigned(look: Look, act: AboutToBeRecorded): Promise<void> {
  const by = act.type === REGISTERS_A_KEY ? 'key' : await whoAsks(look, act);
  if (by !== undefined) throw new RequirementUnmet(act.type, [unsigned(by)]);
}

type Asker = 'key' | 'person' | 'body' | 'installation';

/** Who asks that acts of this type bear their actor's signature: of acts on decisions only. */
async function whoAsks(
  look: Look,
  { kind, actor, type, body }: AboutToBeRecorded,
): Promise<Asker | undefined> {
  if (kind !== 'decision') return undefined;
  const settings = (await stateOf<{ settings?: Record<string, string> }>(look, 'installation'))?.settings;
  if (typesIn(settings?.[SIGNATURES_ASKED]).includes(type)) return 'installation';
  const unit = body === undefined ? undefined : await stateOf<{ signed?: string[] }>(look, `unit/${body}`);
  if (unit?.signed?.includes(type)) return 'body';
  const keys = await standingKeys(look, actor);
  return keys.some(({ acts }) => acts.includes(type)) ? 'person' : undefined;
}

export const typesIn = (value: string | undefined): string[] =>
  value === undefined || value === 'off' ? [] : value.split(' ');

async function stateOf<T>(look: Look, subject: string): Promise<T | undefined> {
  return (await look(subject)).state as T | undefined;
}

const ASKED: Readonly<Record<Asker, readonly [zh: string, en: string]>> = {
  key: ['登记签名密钥须以该密钥签名', 'registering a signing key takes its own signature'],
  person: ['本人登记签名密钥时要求', 'you asked for it when you registered your signing key'],
  body: ['本机关要求', 'the body asks for it'],
  installation: ['本系统要求', 'the installation asks for it'],
};

function unsigned(by: Asker): Unmet {
  const [zh, en] = ASKED[by];
  return {
    requirement: 'actor-signature',
    rules: [],
    strength: 'house',
    title: { zh: '须由行为人以签名密钥签名', en: "The actor's own signature over the act" },
    found: { zh: '没有签名', en: 'no signature' },
    needed: {
      zh: `以本人登记的签名密钥签名（${zh}）`,
      en: `a signature by your registered signing key (${en})`,
    },
    remedy: {
      zh: '先取得待签内容（POST /api/me/signatures），以通行密钥签名后随本请求提交；没有签名密钥的，先登记（POST /api/me/signing-keys）。',
      en: 'Ask what is to be signed (POST /api/me/signatures), sign it with your passkey and send that along; without a signing key register one first (POST /api/me/signing-keys).',
    },
  };
}
