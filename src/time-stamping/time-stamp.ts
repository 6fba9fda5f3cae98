import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ExtKeyUsage,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

const SHA_256 = '2.16.840.1.101.3.4.2.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

export type TimeStampRefusedReason =
  'malformed' | 'not-granted' | 'other-text' | 'other-nonce' | 'bad-signature' | 'not-for-time-stamping';

/** The response does not say what was asked for, or nobody who is trusted says it. */
export class TimeStampRefused extends Error {
  readonly code = 'time-stamp-refused';

  constructor(
    readonly reason: TimeStampRefusedReason,
    cause?: unknown,
  ) {
    super(`Time-stamp refused: ${reason}.`, { cause });
    this.name = 'TimeStampRefused';
  }
}

/** RFC 3161 TimeStampReq over a text, with a nonce; DER. */
export function timeStampRequest(text: string, nonce: Buffer = freshNonce()): { der: Buffer; nonce: Buffer } {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256 }),
      hashedMessage: new OctetString({ valueHex: arrayOf(digestOf(text)) }),
    }),
    nonce: new Integer({ valueHex: arrayOf(nonce) }),
    certReq: true,
  });
  return { der: Buffer.from(request.toSchema().toBER()), nonce };
}

/** PEM with one or more certificates. @throws TimeStampRefused `malformed` */
export function certificatesIn(pem: string): Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => Certificate.fromBER(arrayOf(new X509Certificate(block).raw)));
  } catch (error) {
    throw new TimeStampRefused('malformed', error);
  }
}

/**
 * Verifies an RFC 3161 response over exactly this text, up to a trusted certificate, as of the time that it states.
 * @param nonce that of the request; undefined where the request is not known any more
 * @returns when the text was stamped, by the authority's clock
 * @throws TimeStampRefused
 */
export async function verifyTimeStamp(
  der: Buffer,
  text: string,
  trusted: readonly Certificate[],
  nonce?: Buffer,
): Promise<Date> {
  const { signed, info } = read(der);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const imprint = Buffer.from(hashedMessage.valueBlock.valueHexView);
  if (hashAlgorithm.algorithmId !== SHA_256 || !imprint.equals(digestOf(text)))
    throw new TimeStampRefused('other-text');
  if (nonce && !unsigned(Buffer.from(info.nonce?.valueBlock.valueHexView ?? [])).equals(unsigned(nonce)))
    throw new TimeStampRefused('other-nonce');
  const signer = await signerOf(signed, text, trusted, info.genTime);
  if (!isForTimeStamping(signer)) throw new TimeStampRefused('not-for-time-stamping');
  return info.genTime;
}

function read(der: Buffer): { signed: SignedData; info: TSTInfo } {
  try {
    const response = TimeStampResp.fromBER(arrayOf(der));
    if (response.status.status > 1) throw new TimeStampRefused('not-granted');
    const signed = new SignedData({ schema: response.timeStampToken?.content });
    const content = signed.encapContentInfo.eContent;
    if (signed.encapContentInfo.eContentType !== TST_INFO || !content || signed.signerInfos.length !== 1)
      throw new TimeStampRefused('malformed');
    return { signed, info: TSTInfo.fromBER(content.getValue()) };
  } catch (error) {
    throw error instanceof TimeStampRefused ? error : new TimeStampRefused('malformed', error);
  }
}

async function signerOf(
  signed: SignedData,
  text: string,
  trusted: readonly Certificate[],
  checkDate: Date,
): Promise<Certificate> {
  try {
    const verified = await signed.verify({
      signer: 0,
      trustedCerts: [...trusted],
      checkChain: true,
      checkDate,
      data: arrayOf(Buffer.from(text, 'utf8')),
      extendedMode: true,
    });
    if (verified.signatureVerified && verified.signerCertificateVerified && verified.signerCertificate)
      return verified.signerCertificate;
  } catch (error) {
    throw new TimeStampRefused('bad-signature', error);
  }
  throw new TimeStampRefused('bad-signature');
}

/** RFC 3161 §2.3: one use, time-stamping, and critical. */
function isForTimeStamping({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  const parsed = usage?.parsedValue;
  return (
    usage?.critical === true && parsed instanceof ExtKeyUsage && parsed.keyPurposes.join() === TIME_STAMPING
  );
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** Positive, and without a leading zero byte, so that it has one form in DER. */
function freshNonce(): Buffer {
  const nonce = randomBytes(8);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}

const unsigned = (bytes: Buffer): Buffer => (bytes[0] === 0 && bytes.length > 1 ? bytes.subarray(1) : bytes);

function arrayOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
