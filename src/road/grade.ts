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
  /** The electronic signature: by which key, under which authority, where that was said; and that nobody checked it here. */
  signature: z
    .strictObject({ key: z.string().optional(), authority: z.string().optional(), checked: z.boolean() })
    .optional(),
});
export type Grade = z.infer<typeof gradeAnswer>;

const GRADES: Readonly<Record<Grade['is'], Text>> = {
  'signed-paper': { zh: '纸质签署', en: 'signed paper' },
  'reliable-e-signature': { zh: '可靠的电子签名', en: 'reliable electronic signature' },
  'account-only': { zh: '仅有账号', en: 'account only' },
};
const UNSIGNED: Text = { zh: '未签名', en: 'unsigned' };

type Graded = Pick<Leaf, 'type'> & {
  readonly data: { readonly payload: JsonObject; readonly instrument?: JsonObject };
};

/** The grade of a binding act, or of one that the law wants signed; undefined for any other. */
export function gradeOf({ type, data }: Graded, isBinding: boolean): Grade | undefined {
  const asked = Object.hasOwn(SIGNATURES, type) ? SIGNATURES[type] : undefined;
  if (!isBinding && !asked) return undefined;
  const told = asked && { asked: { rules: [...asked.rules], what: asked.what } };
  const original = data.instrument && originalIn(data.instrument);
  if (original)
    return { is: 'signed-paper', title: GRADES['signed-paper'], unsigned: false, ...told, original };
  const signature = signatureIn(data.payload['electronicSignature']);
  if (signature)
    return {
      is: 'reliable-e-signature',
      title: GRADES['reliable-e-signature'],
      unsigned: false,
      ...told,
      signature,
    };
  const stated = asked?.statedBy !== undefined && data.payload[asked.statedBy] === true;
  return {
    is: 'account-only',
    title: asked ? joined(GRADES['account-only'], UNSIGNED) : GRADES['account-only'],
    unsigned: asked !== undefined,
    ...told,
    ...(stated && { statedAsSigned: true }),
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
    ...(typeof key === 'string' && { key }),
    ...(typeof authority === 'string' && { authority }),
    checked: false,
  };
}
