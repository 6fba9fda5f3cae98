import { createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import {
  bodyOf,
  CONTEXT_0,
  elementsIn,
  inside,
  NotDer,
  OCTETS,
  oidOf,
  readDer,
  SEQUENCE,
  SET,
  type Der,
} from '../core/der.js';
import { errorCode } from './error-code.js';
import { HASHES, readToken, TST_INFO, type SignedData } from '../core/token.js';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_2 = '1.2.840.113549.1.9.16.2.47';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const MAX_CHAIN = 8;

/**
 * Whether a token's signature holds (RFC 3161 §2.4.2, RFC 5652 §5.6): by a certificate that is for time-stamping and
 * nothing else, named in what is signed, and issued under one of these self-signed authorities at the token's time.
 *
 * @param authorities PEM
 */
export function tokenHolds(response: Uint8Array, authorities: readonly string[]): boolean {
  try {
    const token = readToken(response);
    return token !== undefined && holds(token.signedData, new Date(token.time), authorities);
  } catch (error) {
    // A certificate or a key that OpenSSL cannot read.
    if (error instanceof NotDer || /^ERR_(OSSL|CRYPTO|INVALID)/.test(errorCode(error))) return false;
    throw error;
  }
}

function holds(
  { content, certificates, signer }: SignedData,
  at: Date,
  authorities: readonly string[],
): boolean {
  const [, , digestAlgorithm, signedAttributes, ...rest] = signer;
  const hash = HASHES[oidOf(inside(digestAlgorithm, SEQUENCE)[0])];
  const signature = bodyOf(rest[1], OCTETS);
  if (!hash) return false;
  const attributes = attributesIn(signedAttributes);
  const digest = createHash(hash.replace('-', '').toLowerCase()).update(content).digest();
  const named = [...(attributes.get(MESSAGE_DIGEST) ?? [])].map((one) => bodyOf(one, OCTETS));
  const isAbout = oidOf(attributes.get(CONTENT_TYPE)?.[0]) === TST_INFO;
  if (!isAbout || named.length !== 1 || !isSame(named[0], digest)) return false;
  const carried = certificates.map((der) => new X509Certificate(der));
  const trusted = authorities.flatMap(certificatesIn);
  const by = [...carried, ...trusted].find((one) => isNamed(one, attributes));
  if (!by || !isForTimeStamping(by) || !isUnder(by, [...carried, ...trusted], trusted, at)) return false;
  // What is signed is the set itself, and not the place that it has in the signer's record.
  const signed = Buffer.from(signedAttributes?.bytes ?? []);
  signed[0] = SET;
  return verify(hash.replace('-', '').toLowerCase(), signed, by.publicKey, signature);
}

const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
  a?.length === b.length && timingSafeEqual(a, b);

function attributesIn(element: Der | undefined): Map<string, Der[]> {
  const attributes = new Map<string, Der[]>();
  for (const attribute of inside(element, CONTEXT_0)) {
    const [type, values] = inside(attribute, SEQUENCE);
    const name = oidOf(type);
    if (attributes.has(name)) throw new NotDer();
    attributes.set(name, inside(values, SET));
  }
  return attributes;
}

/** Whether the signed attributes name this certificate, by its hash (RFC 5035; SHA-1 in the older form). */
function isNamed(certificate: X509Certificate, attributes: Map<string, Der[]>): boolean {
  const newer = attributes.get(SIGNING_CERTIFICATE_2)?.[0];
  const older = attributes.get(SIGNING_CERTIFICATE)?.[0];
  const [list] = inside(newer ?? older, SEQUENCE);
  const first = inside(inside(list, SEQUENCE)[0], SEQUENCE);
  const algorithm =
    newer && first[0]?.tag === SEQUENCE ? HASHES[oidOf(inside(first[0], SEQUENCE)[0])] : 'SHA-256';
  const hash = newer ? algorithm : 'SHA-1';
  const digest = first.find(({ tag }) => tag === OCTETS);
  if (!hash || !digest) return false;
  return isSame(
    digest.body,
    createHash(hash.replace('-', '').toLowerCase()).update(certificate.raw).digest(),
  );
}

/** Its extended key usage is critical, and time-stamping alone (RFC 3161 §2.3). */
function isForTimeStamping(certificate: X509Certificate): boolean {
  const [body] = inside(readDer(certificate.raw), SEQUENCE);
  const extensions = inside(body, SEQUENCE).find(({ tag }) => tag === 0xa3);
  if (!extensions) return false;
  for (const extension of inside(elementsIn(extensions.body)[0], SEQUENCE)) {
    const [name, ...rest] = inside(extension, SEQUENCE);
    if (oidOf(name) !== EXTENDED_KEY_USAGE) continue;
    const isCritical = rest[0]?.tag === 0x01 && rest[0].body[0] === 0xff;
    const usages = inside(readDer(bodyOf(rest.at(-1), OCTETS)), SEQUENCE).map(oidOf);
    return isCritical && usages.length === 1 && usages[0] === TIME_STAMPING;
  }
  return false;
}

function isUnder(
  certificate: X509Certificate,
  all: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  at: Date,
  depth = 0,
): boolean {
  const isValid = new Date(certificate.validFrom) <= at && at <= new Date(certificate.validTo);
  if (!isValid || depth > MAX_CHAIN) return false;
  const isRoot = certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
  if (isRoot) return trusted.some(({ raw }) => raw.equals(certificate.raw));
  return all.some(
    (issuer) =>
      issuer.ca &&
      certificate.checkIssued(issuer) &&
      certificate.verify(issuer.publicKey) &&
      isUnder(issuer, all, trusted, at, depth + 1),
  );
}

/** The certificates of a PEM text. @throws what node:crypto throws for one that is none */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
