/** The fields of which payloads are made, and who may take them away again. */
import { z } from 'zod';

/**
 * Disclosure class of a field (design §4); unmarked fields are clear, and only clear fields are read by
 * requirements. `personal` is erasable, `text` is removable only by order, `accountability` never.
 */
export type Disclosure = 'personal' | 'text' | 'accountability';
const disclosed = <S extends z.ZodType>(schema: S, disclosure: Disclosure): S =>
  schema.meta({ disclosure }) as S;
export const personal = <S extends z.ZodType>(schema: S): S => disclosed(schema, 'personal');
export const text = (max = 5000) => disclosed(z.string().trim().min(1).max(max), 'text');
export const words = (max = 5000) => disclosed(z.string().trim().min(1).max(max), 'accountability');

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest in lowercase hex');
export const localDate = z.iso.date();
export const opaqueId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an opaque id');
/** Money is a string of digits in cents (分): numbers in the ledger are small integers only. */
export const money = z.string().regex(/^\d{1,18}$/, 'an amount in cents, digits only');

/** One paper that travels with an act: named, and bound by its digest. */
export const paper = z.strictObject({
  kind: z.string().regex(/^[a-z][a-z-]{1,40}$/),
  name: text(300),
  mediaType: z.string().max(100),
  size: z.int().min(0),
  sha256,
});
