import { isObject, type Json } from './json.js';

/** What a member may look like (docs/bag.md, To the letter, 2). */
export type Form = (value: Json) => boolean;
export type Members = Readonly<Record<string, { readonly form: Form; readonly optional?: true }>>;

const matches =
  (pattern: RegExp): Form =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

export const isDigest = matches(/^[0-9a-f]{64}$/);
export const isDigestOrNone = matches(/^(?:[0-9a-f]{64})?$/);
export const isSdDigest = matches(/^[A-Za-z0-9_-]{43}$/);
export const isWord = matches(/^[^\s\p{Cc}]{1,256}$/u);
export const isWordOrNone = matches(/^[^\s\p{Cc}]{0,256}$/u);
export const isUuid7 = matches(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
export const isBase64Url = (from: number, to: number): Form =>
  matches(new RegExp(`^[A-Za-z0-9_-]{${from},${to}}$`));
export const isText: Form = (value) => typeof value === 'string';
export const isKeyName = matches(/^[^\s\p{Cc}\p{Cs}+]+$/u);
export const isOneOf =
  (...values: readonly Json[]): Form =>
  (value) =>
    values.includes(value);
export const isPlainObject: Form = (value) => isObject(value);

export const isCount: Form = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/;

/** An instant that exists: 30 February, 24:00 and a 61st second do not come back as they went in. */
export const isInstant: Form = (value) => {
  if (typeof value !== 'string' || !MOMENT.test(value)) return false;
  const at = Date.parse(value);
  return !Number.isNaN(at) && new Date(at).toISOString() === value;
};

const DATE = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/** A day, or RFC 3339 with its offset. */
export const isDate: Form = (value) => {
  const [, day, time = '00:00:00'] = typeof value === 'string' ? (DATE.exec(value) ?? []) : [];
  return day !== undefined && isInstant(`${day}T${time}.000Z`);
};

export const isListOf =
  (form: Form, { rising = false, max = Infinity } = {}): Form =>
  (value) =>
    Array.isArray(value) &&
    value.length <= max &&
    value.every((one, at) => form(one) && (!rising || at === 0 || String(value[at - 1]) < String(one)));

/** Hashes of a proof, from the bottom up. */
export const isPath = isListOf(isDigest, { max: 64 });

/** The first member that is missing, unknown or of another form; undefined when all are as they should be. */
export function wrongMember(value: Json | undefined, members: Members): string | undefined {
  if (!isObject(value)) return '{}';
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
  if (unknown !== undefined) return unknown;
  return Object.entries(members).find(([name, { form, optional }]) => {
    const member = value[name];
    return member === undefined ? !optional : !form(member);
  })?.[0];
}
