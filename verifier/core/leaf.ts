import {
  isBase64Url,
  isCount,
  isDate,
  isDigest,
  isDigestOrNone,
  isInstant,
  isListOf,
  isOneOf,
  isPlainObject,
  isSdDigest,
  isUuid7,
  isWord,
  isWordOrNone,
  wrongMember,
  type Members,
} from './forms.js';
import { isObject, readJson, type Json, type JsonObject } from './json.js';

export const MAX_LEAF = 60_000;

/** One event as it was recorded: CloudEvents 1.0 with exactly these members. */
export interface Leaf {
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  readonly type: string;
  readonly time: string;
  readonly seq: number;
  readonly prev: string;
  readonly actor: string;
  readonly actorrole: string;
  readonly actorunit: string;
  readonly onbehalf?: string;
  readonly claimed?: string;
  readonly workflowhash?: string;
  readonly statehash?: string;
  readonly data: {
    readonly payload: JsonObject;
    readonly facts: JsonObject;
    readonly instrument?: JsonObject;
    readonly evidenced?: { readonly date: string; readonly source: string; readonly checkedBy: string };
    readonly actorsig?: ActorSignature;
    readonly version: number;
    readonly _sd: readonly string[];
  };
}

/** The actor's own signature over the act, as the authenticator gave it (WebAuthn Level 3); base64url. */
export interface ActorSignature {
  readonly credential: string;
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
}

const ACTOR_SIGNATURE: Members = {
  credential: { form: isBase64Url(2, 1400) },
  authenticatorData: { form: isBase64Url(50, 8000) },
  clientDataJSON: { form: isBase64Url(2, 8000) },
  signature: { form: isBase64Url(2, 1400) },
};

const EVIDENCED: Members = {
  date: { form: isDate },
  source: { form: isDigest },
  checkedBy: { form: isWord },
};

const DATA: Members = {
  payload: { form: isPlainObject },
  facts: { form: isPlainObject },
  instrument: { form: isPlainObject, optional: true },
  evidenced: { form: (value) => wrongMember(value, EVIDENCED) === undefined, optional: true },
  actorsig: { form: (value) => wrongMember(value, ACTOR_SIGNATURE) === undefined, optional: true },
  version: { form: isCount },
  _sd: { form: isListOf(isSdDigest, { rising: true }) },
  _sd_alg: { form: isOneOf('sha-256') },
};

const LEAF: Members = {
  specversion: { form: isOneOf('1.0') },
  id: { form: isUuid7 },
  source: { form: isWord },
  subject: { form: isWord },
  type: { form: isWord },
  time: { form: isInstant },
  seq: { form: isCount },
  prev: { form: isDigestOrNone },
  actor: { form: isWord },
  actorrole: { form: isWord },
  actorunit: { form: isWordOrNone },
  onbehalf: { form: isWord, optional: true },
  claimed: { form: isDate, optional: true },
  workflowhash: { form: isDigest, optional: true },
  statehash: { form: isDigest, optional: true },
  data: { form: isPlainObject },
};

export type LeafReading =
  | { readonly is: 'leaf'; readonly leaf: Leaf }
  | { readonly is: 'E_NONCANONICAL' | 'E_PARSE'; readonly why: string };

/** Reads one line of `leaves.jsonl`, without its newline. */
export function readLeaf(bytes: Uint8Array): LeafReading {
  if (bytes.length > MAX_LEAF) return { is: 'E_PARSE', why: `> ${MAX_LEAF} bytes` };
  const reading = readJson(bytes);
  if (reading.is === 'strict') return { is: 'E_NONCANONICAL', why: 'RFC 8785' };
  if (reading.is === 'malformed') return { is: 'E_PARSE', why: 'JSON' };
  const wrong = wrongMember(reading.value, LEAF) ?? wrongInside(reading.value);
  if (wrong !== undefined) return { is: 'E_PARSE', why: wrong };
  return { is: 'leaf', leaf: reading.value as Json as JsonObject as { [name: string]: never } & Leaf };
}

function wrongInside(value: Json): string | undefined {
  const wrong = wrongMember(isObject(value) ? value['data'] : undefined, DATA);
  return wrong === undefined ? undefined : `data.${wrong}`;
}

/** Members of the public speak by these events, on these kinds of subject (docs/decisions/0013). */
const THE_PUBLIC: Readonly<Record<string, string>> = {
  CommentReceived: 'consultation/',
  ExecutionOpinionReceived: 'decision/',
};

export function isByThePublic({ subject, type }: Leaf): boolean {
  const kind = Object.hasOwn(THE_PUBLIC, type) ? THE_PUBLIC[type] : undefined;
  return kind !== undefined && subject.startsWith(kind);
}

/** Acts on the installation after which disclosures and papers may be gone. */
export const isRemoval = ({ subject, type }: Leaf): boolean =>
  subject === 'installation' && (type === 'DisclosuresErased' || type === 'RemovedUnderOrder');

/** Digests of the papers that a leaf names (step 9). */
export function papersNamedIn({ data: { payload, evidenced, instrument } }: Leaf): Set<string> {
  const named = new Set<string>();
  gather(payload, named);
  if (evidenced) named.add(evidenced.source);
  const digest = instrument?.['digest'];
  if (typeof digest === 'string') named.add(digest);
  return named;
}

function gather(value: Json, named: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) gather(one, named);
  else if (isObject(value))
    for (const [name, member] of Object.entries(value))
      if (name === 'sha256' && typeof member === 'string') named.add(member);
      else gather(member, named);
}

/** Calls back with every string in a value, at any depth. */
export function everyString(value: unknown, see: (text: string) => void): void {
  if (typeof value === 'string') see(value);
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) everyString(member, see);
}
