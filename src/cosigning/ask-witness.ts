import { formatAddCheckpoint, type AddCheckpoint } from '../witness/add-checkpoint.js';

/** What a witness answered over HTTP (C2SP tlog-witness), or that nothing usable came. */
export type Asked =
  | { readonly is: 'cosigned'; readonly lines: string }
  /** It last cosigned a tree of this size. */
  | { readonly is: 'elsewhere'; readonly size: number }
  | { readonly is: 'refused'; readonly why: WitnessProblem };

/** `unknown-log` 404, `unknown-key` 403, `inconsistent` 422; `refused` any other answer; `unreachable` none at all. */
export type WitnessProblem =
  | 'unknown-log'
  | 'unknown-key'
  | 'inconsistent'
  | 'forked'
  | 'ahead'
  | 'bad-cosignature'
  | 'refused'
  | 'unreachable';

const BY_STATUS: Readonly<Record<number, WitnessProblem>> = {
  403: 'unknown-key',
  404: 'unknown-log',
  422: 'inconsistent',
};

/** Machine time within which a witness must have answered. */
const WITHIN_MS = 4000;
const ANSWER_LIMIT = 16 * 1024;

/** Asks once. Whatever comes back is for the caller to check; it never throws for what the other side does. */
export async function askWitness(url: string, request: AddCheckpoint): Promise<Asked> {
  try {
    const answer = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: formatAddCheckpoint(request),
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    return understood(answer.status, await textOf(answer));
  } catch {
    // Refused connections, time-outs, torn answers and answers without end: it is not there for us now.
    return { is: 'refused', why: 'unreachable' };
  }
}

function understood(status: number, text: string): Asked {
  if (status === 200) return { is: 'cosigned', lines: text };
  const [, size] = status === 409 ? (/^(0|[1-9][0-9]{0,15})\n$/.exec(text) ?? []) : [];
  if (size !== undefined && Number.isSafeInteger(Number(size)))
    return { is: 'elsewhere', size: Number(size) };
  return { is: 'refused', why: BY_STATUS[status] ?? 'refused' };
}

async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > ANSWER_LIMIT) throw new RangeError('The answer has no end.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
