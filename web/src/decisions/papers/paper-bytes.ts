import { ProblemError, problemOf } from '../../api/problem';

/** A document as the server gave it, and whether its bytes are those that the ledger names. */
interface CheckedPaper {
  readonly bytes: ArrayBuffer;
  readonly mediaType: string;
  readonly agrees: boolean;
}

/** Fetches a document and digests it here, in the reader's browser. @throws ProblemError */
export async function checkedPaper(sha256: string): Promise<CheckedPaper> {
  let answer: Response;
  let bytes: ArrayBuffer;
  try {
    answer = await fetch(`/api/documents/${sha256}`, { credentials: 'same-origin' });
    bytes = await answer.arrayBuffer();
  } catch {
    throw ProblemError.unreachable();
  }
  if (!answer.ok) throw new ProblemError(problemOf(jsonIn(bytes), answer.status));
  const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? 'application/octet-stream';
  return { bytes, mediaType, agrees: (await sha256Hex(bytes)) === sha256 };
}

/** As the ledger names bytes: SHA-256 in lower-case hexadecimal digits. */
export async function sha256Hex(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function jsonIn(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
