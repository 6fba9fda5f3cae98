import { canonicalize, NotCanonical, type Json, type JsonObject } from '../canonical/canonical-json.js';
import { decodeUtf8Strict, MalformedJson, parseStrict } from '../canonical/strict-json.js';
import { writesNull } from './null-character.js';

/** The largest leaf, in bytes. */
export const MAX_LEAF_BYTES = 60_000;

/** One event as the ledger keeps it for ever: CloudEvents 1.0 JSON with exactly these members. */
export type Leaf = {
  specversion: '1.0';
  /** UUIDv7, lowercase. */
  id: string;
  /** Which installation wrote it: a URI reference. */
  source: string;
  /** `decision/…`, `meeting/…`, `person/…`, … or `installation`. */
  subject: string;
  type: string;
  /** Recorded time: RFC 3339 in UTC with milliseconds and `Z`. */
  time: string;
  /** Position in the log, from 0. */
  seq: number;
  /** Hex leaf hash of this subject's previous event; empty for its first. */
  prev: string;
  /** Opaque id of who entered it. */
  actor: string;
  actorrole: string;
  /** Empty where no unit is behind the actor (a member of the public, the program itself). */
  actorunit: string;
  /** Opaque id of the person whose act it is, where another entered it. */
  onbehalf?: string;
  /** The date that was claimed for it; no period counts from it. `YYYY-MM-DD`, or RFC 3339 with offset. */
  claimed?: string;
  /** Hex SHA-256 of the built workflow (decisions only). */
  workflowhash?: string;
  /** Hex SHA-256 of the state after this event (decisions only). */
  statehash?: string;
  data: LeafBody;
};

export type LeafBody = {
  payload: JsonObject;
  facts: JsonObject;
  instrument?: JsonObject;
  evidenced?: Evidenced;
  /** The actor's own signature over the act (docs/signatures.md). */
  actorsig?: ActorSignature;
  /** Per-subject number of this event, from 0. */
  version: number;
  /** Digests of the disclosures, sorted by code unit, each once. */
  _sd: string[];
  _sd_alg: 'sha-256';
};

/** What an actor's key has signed of an act, as the authenticator gave it (WebAuthn Level 3 §7.2); all base64url. */
export type ActorSignature = {
  /** Which key: the id of the credential, registered on `person/<actor>`. */
  credential: string;
  authenticatorData: string;
  clientDataJSON: string;
  signature: string;
};

/** A dated outside source (hex digest), checked by a second person (opaque id). */
export type Evidenced = { date: string; source: string; checkedBy: string };

export type NotALeafReason = 'too-long' | 'malformed' | 'not-canonical' | 'wrong-members';

/** These bytes, or this object, can be no leaf. `detail` names the member or the position. */
export class NotALeaf extends Error {
  readonly code = 'not-a-leaf';

  constructor(
    readonly reason: NotALeafReason,
    readonly detail: string,
  ) {
    super(`This is no leaf of the ledger: ${reason} (${detail}).`);
    this.name = 'NotALeaf';
  }
}

/**
 * The bytes to store and to hash. They are written once and never serialised again.
 *
 * @throws NotALeaf when it is longer than 60,000 bytes or would not be read back by `decodeLeaf`
 */
export function encodeLeaf(leaf: Leaf): Buffer {
  const text = canonicalText(leaf);
  if (writesNull(text)) throw new NotALeaf('malformed', 'a text holds U+0000');
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > MAX_LEAF_BYTES) throw new NotALeaf('too-long', `${bytes.length} bytes`);
  checkLeaf(leaf);
  return bytes;
}

/**
 * Reads a stored leaf, strictly: the canonical bytes of exactly these members, and nothing near it. A stored
 * leaf whose spaces or key order changed is `not-canonical`; what is no strict JSON at all is `malformed`.
 *
 * @throws NotALeaf
 */
export function decodeLeaf(bytes: Uint8Array): Leaf {
  if (bytes.length > MAX_LEAF_BYTES) throw new NotALeaf('too-long', `${bytes.length} bytes`);
  const text = textOf(bytes);
  const value = canonicalValueOf(text) ?? strictValueOf(text);
  checkLeaf(value);
  return value;
}

/**
 * The value, where the text is the canonical one of what any reader takes it for: then it is strict too, and the slow
 * reader, which says what is wrong and where, need not be asked. Undefined otherwise.
 */
function canonicalValueOf(text: string): Json | undefined {
  if (text.includes('\\u0000')) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return canonicalize(value) === text ? value : undefined;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof NotCanonical) return undefined;
    throw cause;
  }
}

function strictValueOf(text: string): Json {
  const value = orMalformed(() => parseStrict(text));
  if (canonicalText(value) !== text) throw new NotALeaf('not-canonical', 'other bytes for the same value');
  return value;
}

const textOf = (bytes: Uint8Array): string => orMalformed(() => decodeUtf8Strict(bytes));

function orMalformed<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof MalformedJson) throw new NotALeaf('malformed', cause.message);
    throw cause;
  }
}

function canonicalText(value: Json): string {
  try {
    return canonicalize(value);
  } catch (cause) {
    if (cause instanceof NotCanonical) throw new NotALeaf('not-canonical', cause.message);
    throw cause;
  }
}

type Check = (value: Json) => boolean;
type Members = Record<string, { check: Check; optional?: true }>;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

const word = matches(/^[^\s\p{Cc}]{1,256}$/u);
const wordOrNone = matches(/^[^\s\p{Cc}]{0,256}$/u);
const uuid7 = matches(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const hexDigest = matches(/^[0-9a-f]{64}$/);
const hexDigestOrNone = matches(/^(?:[0-9a-f]{64})?$/);

/** Only an instant that exists has this text: 30 February and 24:00 do not come back as they went in. */
const recordedTime: Check = (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const milliseconds = Date.parse(value);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === value;
};

const DATE_OR_TIME =
  /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;
const dateOrTime: Check = (value) => {
  const [, date, time] = typeof value === 'string' ? (DATE_OR_TIME.exec(value) ?? []) : [];
  return date !== undefined && recordedTime(`${date}T${time ?? '00:00:00'}.000Z`);
};

const ascendingDigests: Check = (value) =>
  Array.isArray(value) &&
  value.every((digest, i) => {
    const before = i === 0 ? '' : value[i - 1];
    return typeof digest === 'string' && /^[A-Za-z0-9_-]{43}$/.test(digest) && String(before) < digest;
  });

const EVIDENCED: Members = {
  date: { check: dateOrTime },
  source: { check: hexDigest },
  checkedBy: { check: word },
};

const base64Url = (from: number, to: number) => matches(new RegExp(`^[A-Za-z0-9_-]{${from},${to}}$`));
const ACTOR_SIGNATURE: Members = {
  credential: { check: base64Url(2, 1400) },
  authenticatorData: { check: base64Url(50, 8000) },
  clientDataJSON: { check: base64Url(2, 8000) },
  signature: { check: base64Url(2, 1400) },
};

const BODY: Members = {
  payload: { check: isObject },
  facts: { check: isObject },
  instrument: { check: isObject, optional: true },
  evidenced: { check: (value) => wrongMember(value, EVIDENCED) === undefined, optional: true },
  actorsig: { check: (value) => wrongMember(value, ACTOR_SIGNATURE) === undefined, optional: true },
  version: { check: isCount },
  _sd: { check: ascendingDigests },
  _sd_alg: { check: (value) => value === 'sha-256' },
};

const LEAF: Members = {
  specversion: { check: (value) => value === '1.0' },
  id: { check: uuid7 },
  source: { check: word },
  subject: { check: word },
  type: { check: word },
  time: { check: recordedTime },
  seq: { check: isCount },
  prev: { check: hexDigestOrNone },
  actor: { check: word },
  actorrole: { check: word },
  actorunit: { check: wordOrNone },
  onbehalf: { check: word, optional: true },
  claimed: { check: dateOrTime, optional: true },
  workflowhash: { check: hexDigest, optional: true },
  statehash: { check: hexDigest, optional: true },
  data: { check: isObject },
};

function checkLeaf(value: Json): asserts value is Leaf {
  const wrong = wrongMember(value, LEAF);
  if (wrong !== undefined) throw new NotALeaf('wrong-members', wrong);
  const body = isObject(value) ? (value['data'] ?? null) : null;
  const wrongInside = wrongMember(body, BODY);
  if (wrongInside !== undefined) throw new NotALeaf('wrong-members', `data.${wrongInside}`);
}

/** The first member that is missing, unknown or of the wrong form; `undefined` when all is as it should be. */
function wrongMember(value: Json, members: Members): string | undefined {
  if (!isObject(value)) return 'not an object';
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
  if (unknown !== undefined) return unknown;
  for (const [name, { check, optional }] of Object.entries(members)) {
    const member = value[name];
    if (member === undefined ? !optional : !check(member)) return name;
  }
  return undefined;
}
