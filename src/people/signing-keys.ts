import { z } from 'zod';
import { opaqueId, text } from '../../workflows/fields.js';
import { met, unmet, type Act, type Requirement } from '../../workflows/vocabulary.js';

/** A public key as the ledger keeps it (RFC 7517): P-256 or Ed25519, so that whoever audits needs no certificate. */
export const publicJwk = z.strictObject({
  kty: z.enum(['EC', 'OKP']),
  crv: z.enum(['P-256', 'Ed25519']),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  y: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
});
export type PublicJwk = z.infer<typeof publicJwk>;

export const credentialId = z.string().regex(/^[A-Za-z0-9_-]{2,1400}$/);
const eventType = z.string().regex(/^[A-Z][A-Za-z]{1,79}$/);
/** Types of events on decisions that are to be signed by whoever does them; more than these there is no use for. */
export const signedActs = z.array(eventType).max(50);

export const signingKeyRegistered = z.strictObject({
  /** Whose key it is: nobody registers one for another. */
  person: opaqueId,
  credential: credentialId,
  key: publicJwk,
  /** The host that the passkey is bound to (WebAuthn relying party id). */
  rpId: z.string().min(1).max(253),
  /** Acts that this person wants refused without a signature, while the key stands. */
  acts: signedActs,
});
export const signingKeyRevoked = z.strictObject({ credential: credentialId, reason: text(1000) });
type Registered = z.infer<typeof signingKeyRegistered>;

/** A signing key; once revoked it stays, so that its credential does not come back. */
export interface SigningKey extends Omit<Registered, 'person'> {
  readonly revoked: boolean;
}

export interface HoldsKeys {
  readonly signingKeys?: readonly SigningKey[];
}

export const ownKey: Requirement<HoldsKeys> = {
  id: 'own-signing-key',
  rules: [],
  strength: 'house',
  title: { zh: '签名密钥由本人登记', en: 'A signing key is registered by its owner' },
  test: (_, act) => {
    const payload = act.payload as Registered | undefined;
    if (isOwn(act) && (payload === undefined || payload.person === act.actor)) return met;
    return unmet({
      found: { zh: '为他人登记', en: 'for somebody else' },
      needed: { zh: '本人登记', en: 'by the person whose key it is' },
      remedy: { zh: '请由本人登录后登记。', en: 'Its owner signs in and registers it.' },
    });
  },
};

export const newKey: Requirement<HoldsKeys> = {
  id: 'new-signing-key',
  rules: [],
  strength: 'house',
  title: { zh: '该密钥未曾登记', en: 'The key was not registered before' },
  test: ({ signingKeys = [] }, act) => {
    const payload = act.payload as Registered | undefined;
    if (payload === undefined || signingKeys.every(({ credential }) => credential !== payload.credential))
      return met;
    return unmet({
      found: { zh: '已登记或已撤销', en: 'registered already, or revoked' },
      needed: { zh: '未曾登记的密钥', en: 'a key that never was' },
      remedy: { zh: '请换一个通行密钥。', en: 'Make another passkey.' },
    });
  },
};

/** By its owner, or by an administrator of a body in which the owner holds a role (a key that was lost). */
export const mayRevoke: Requirement<HoldsKeys & { readonly grants: readonly { readonly body: string }[] }> = {
  id: 'may-revoke-signing-key',
  rules: [],
  strength: 'house',
  title: {
    zh: '由本人或本机关管理员撤销',
    en: "Revoked by its owner, or an administrator of the owner's body",
  },
  test: ({ grants }, act) => {
    const administered = act.facts.actor.grants.flatMap(({ role, body }) =>
      role === 'administrator' ? [body] : [],
    );
    if (isOwn(act) || grants.some(({ body }) => administered.includes(body))) return met;
    return unmet({
      found: { zh: '其他人', en: 'somebody else' },
      needed: { zh: '本人或其所在机关的管理员', en: "the owner, or an administrator of the owner's body" },
      remedy: { zh: '请由本人或管理员办理。', en: 'Ask the owner, or an administrator.' },
    });
  },
};

export const keyStands: Requirement<HoldsKeys> = {
  id: 'signing-key-stands',
  rules: [],
  strength: 'house',
  title: { zh: '该密钥在用', en: 'The key stands' },
  test: ({ signingKeys = [] }, act) => {
    const payload = act.payload as z.infer<typeof signingKeyRevoked> | undefined;
    const stands = ({ credential, revoked }: SigningKey) => !revoked && credential === payload?.credential;
    if (payload === undefined || signingKeys.some(stands)) return met;
    return unmet({
      found: { zh: '没有这个在用的密钥', en: 'no such key stands' },
      needed: { zh: '在用的签名密钥', en: 'a signing key that stands' },
      remedy: { zh: '请核对密钥编号。', en: 'Check the credential id.' },
    });
  },
};

const isOwn = ({ subject, actor }: Act): boolean => subject === `person/${actor}`;

/** The keys after this event. */
export function keysAfter(keys: readonly SigningKey[] = [], act: Act): readonly SigningKey[] {
  if (act.type === 'SigningKeyRegistered') {
    const { person: _, ...key } = act.payload as Registered;
    return [...keys, { ...key, revoked: false }];
  }
  const { credential } = act.payload as z.infer<typeof signingKeyRevoked>;
  return keys.map((one) => (one.credential === credential ? { ...one, revoked: true } : one));
}
