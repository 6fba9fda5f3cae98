import {
  CONTEXT_0,
  GENERALIZED_TIME,
  INTEGER,
  inside,
  bodyOf,
  NotDer,
  OCTETS,
  oidOf,
  readDer,
  SEQUENCE,
  SET,
  type Der,
} from './der.js';
import type { HashName } from './host.js';

/** An RFC 3161 response that grants a time: what it is over, and when. Nothing of it is verified yet. */
export interface Token {
  readonly hash: HashName;
  readonly imprint: Uint8Array;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly signedData: SignedData;
}

/** CMS SignedData (RFC 5652 §5) as time-stamp tokens have it. */
export interface SignedData {
  readonly content: Uint8Array;
  /** DER of each. */
  readonly certificates: readonly Uint8Array[];
  readonly signer: readonly Der[];
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
export const TST_INFO = '1.2.840.113549.1.9.16.1.4';
export const HASHES: Readonly<Record<string, HashName>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** Undefined for a response that grants nothing, or that is none. */
export function readToken(bytes: Uint8Array): Token | undefined {
  try {
    return tokenIn(readDer(bytes));
  } catch (error) {
    if (error instanceof NotDer) return undefined;
    throw error;
  }
}

function tokenIn(response: Der): Token | undefined {
  const [info, contentInfo] = inside(response, SEQUENCE);
  const status = bodyOf(inside(info, SEQUENCE)[0], INTEGER);
  if (status.length !== 1 || (status[0] !== 0 && status[0] !== 1)) return undefined;
  const [type, explicit] = inside(contentInfo, SEQUENCE);
  if (oidOf(type) !== SIGNED_DATA) return undefined;
  const signedData = signedDataIn(inside(explicit, CONTEXT_0)[0]);
  const [version, , imprint, , time] = inside(readDer(signedData.content), SEQUENCE);
  const [algorithm, digest] = inside(imprint, SEQUENCE);
  const hash = HASHES[oidOf(inside(algorithm, SEQUENCE)[0])];
  const at = timeIn(bodyOf(time, GENERALIZED_TIME));
  if (bodyOf(version, INTEGER)[0] !== 1 || !hash || at === undefined) return undefined;
  return { hash, imprint: bodyOf(digest, OCTETS), time: at, signedData };
}

function signedDataIn(element: Der | undefined): SignedData {
  const [, , encapsulated, ...rest] = inside(element, SEQUENCE);
  const [type, explicit] = inside(encapsulated, SEQUENCE);
  const signers = inside(rest.at(-1), SET);
  if (oidOf(type) !== TST_INFO || signers.length !== 1) throw new NotDer();
  const certificates = rest.find(({ tag }) => tag === CONTEXT_0);
  return {
    content: bodyOf(inside(explicit, CONTEXT_0)[0], OCTETS),
    certificates: certificates ? inside(certificates, CONTEXT_0).map(({ bytes }) => bytes) : [],
    signer: inside(signers[0], SEQUENCE),
  };
}

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d*[1-9]))?Z$/;

function timeIn(body: Uint8Array): number | undefined {
  const [, year, month, day, hour, minute, second, fraction = '0'] =
    TIME.exec(String.fromCharCode(...body.subarray(0, 40))) ?? [];
  if (year === undefined) return undefined;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at + Number(`0.${fraction}`) * 1000;
}
