import { z } from 'zod';
import { SIGNATURES } from '../../workflows/major-decision/signatures.js';
import type { Text } from '../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { Leaf } from '../ledger/leaf.js';

const text = z.strictObject({ zh: z.string(), en: z.string() });

/**
 * What vouches for an act beside the ledger (design §5): its signed original on paper, a reliable electronic signature
 * (Electronic Signatures Law, article 13), or no more than the account from which it came.
 */
export const gradeAnswer = z.strictObject({
  is: z.enum(['signed-paper', 'reliable-e-signature', 'account-only']),
  title: text,
  /** The law asks for a signature or a seal here, and none is on record. */
  unsigned: z.boolean(),
  /** By which rules, and for what. */
  asked: z.strictObject({ rules: z.array(z.string()), what: text }).optional(),
  /** Whoever entered it says that the paper is signed; no signed original was registered. */
  statedAsSigned: z.literal(true).optional(),
  /** The signed original. `keptAt`: where it lies, where that was said. */
  original: z
    .strictObject({
      digest: z.string(),
      pages: z.int(),
      signedOn: z.string(),
      sealed: z.boolean(),
      certifiedBy: z.string(),
      keptAt: z.string().optional(),
    })
    .optional(),
  /**
   * The electronic signature: by which key, under which authority, where that was said. `actor`: over the act itself, by
   * whoever did it, checked before it was recorded and by every verifier. `document`: as whoever entered it states it of
   * the document; nobody checked it here.
   */
  signature: z
    .strictObject({
      by: z.enum(['actor', 'document']),
      key: z.string().optional(),
      authority: z.string().optional(),
      checked: z.boolean(),
    })
    .optional(),
});
export type Grade = z.infer<typeof gradeAnswer>;

const GRADES: Readonly<Record<Grade['is'], Text>> = {
  'signed-paper': { zh: '纸质签署', en: 'signed paper' },
  'reliable-e-signature': { zh: '可靠的电子签名', en: 'reliable electronic signature' },
  'account-only': { zh: '仅有账号', en: 'account only' },
};
const UNSIGNED: Text = { zh: '未签名', en: 'unsigned' };

/** What vouches for a key that somebody has registered here, on their own register in the ledger. */
const REGISTERED_HERE = '本机构登记的签名密钥';

/** In which role somebody signs what the law wants signed: the signature of another over the entry is not theirs. */
const SIGNERS: Readonly<Record<string, string>> = {
  ExpertOpinionGiven: 'expert',
  LegalityOpinionIssued: 'legality-reviewer',
  MinutesIssued: 'head',
  DecisionIssued: 'head',
};

type Graded = Pick<Leaf, 'type' | 'onbehalf'> &
  Partial<Pick<Leaf, 'actorrole'>> & {
    readonly data: Pick<Leaf['data'], 'payload' | 'instrument' | 'actorsig'>;
  };

/**
 * The grade of a binding act, of one that the law wants signed, of one that is signed or was entered from its original;
 * undefined for any other.
 */
export function gradeOf({ type, actorrole, onbehalf, data }: Graded, isBinding: boolean): Grade | undefined {
  const asked = Object.hasOwn(SIGNATURES, type) ? SIGNATURES[type] : undefined;
  if (!isBinding && !asked && !data.actorsig && !data.instrument) return undefined;
  const told = asked && { asked: { rules: [...asked.rules], what: asked.what } };
  const document = data.instrument && originalIn(data.instrument);
  const isElectronic = data.instrument?.['electronic'] !== undefined;
  const own = data.actorsig && {
    by: 'actor' as const,
    key: data.actorsig.credential,
    authority: REGISTERED_HERE,
    checked: true,
  };
  if (document && !isElectronic)
    return {
      is: 'signed-paper',
      title: GRADES['signed-paper'],
      unsigned: false,
      ...told,
      original: document,
      ...(own && { signature: own }),
    };
  const isTheSigners = onbehalf === undefined && (!asked || SIGNERS[type] === actorrole);
  const signature =
    (own && isTheSigners ? own : undefined) ??
    signatureIn(data.instrument?.['electronic']) ??
    signatureIn(data.payload['electronicSignature']);
  if (signature)
    return {
      is: 'reliable-e-signature',
      title: GRADES['reliable-e-signature'],
      unsigned: false,
      ...told,
      ...(document && { original: document }),
      signature,
    };
  const stated = asked?.statedBy !== undefined && data.payload[asked.statedBy] === true;
  return {
    is: 'account-only',
    title: asked ? joined(GRADES['account-only'], UNSIGNED) : GRADES['account-only'],
    unsigned: asked !== undefined,
    ...told,
    ...(stated && { statedAsSigned: true }),
    ...(own && { signature: own }),
  };
}

const joined = (one: Text, other: Text): Text => ({
  zh: `${other.zh}（${one.zh}）`,
  en: `${other.en} (${one.en})`,
});

function originalIn(instrument: JsonObject): Grade['original'] {
  const { digest, pages, signedOn, sealed, certifiedBy, keptAt } = instrument;
  if (typeof digest !== 'string') return undefined;
  return {
    digest,
    pages: typeof pages === 'number' ? pages : 0,
    signedOn: String(signedOn ?? ''),
    sealed: sealed === true,
    certifiedBy: String(certifiedBy ?? ''),
    ...(typeof keptAt === 'string' && { keptAt }),
  };
}

/** The four conditions of a reliable signature, as its provider states them; one that lacks any is none. */
const CONDITIONS = ['ownKey', 'soleControl', 'signatureChangesShow', 'textChangesShow'];

function signatureIn(stated: Json | undefined): Grade['signature'] {
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated)) return undefined;
  if (!CONDITIONS.every((condition) => stated[condition] === true)) return undefined;
  const { key, authority } = stated;
  return {
    by: 'document',
    ...(typeof key === 'string' && { key }),
    ...(typeof authority === 'string' && { authority }),
    checked: false,
  };
}

/** Key, authority, and who has checked it, in one line. */
export function signatureInWords({ by, key, authority, checked }: NonNullable<Grade['signature']>): Text {
  const who = {
    zh: by === 'actor' ? '行为人签名' : '文件签名',
    en: by === 'actor' ? 'by the actor' : 'of the document',
  };
  const said = [
    { zh: `密钥 ${key ?? '未登记'}`, en: `key ${key ?? 'not registered'}` },
    {
      zh: `认证 ${authority ?? '未登记'}`,
      en: `authority ${authority === REGISTERED_HERE ? 'registered here' : (authority ?? 'not registered')}`,
    },
    checked
      ? { zh: '记录前已核验', en: 'checked before it was recorded' }
      : { zh: '提交人所称，证书未核验', en: 'as stated; no certificate was checked' },
  ];
  return {
    zh: `${who.zh}：${said.map(({ zh }) => zh).join('，')}`,
    en: `${who.en}: ${said.map(({ en }) => en).join(', ')}`,
  };
}
