import { ProblemError, problemOf } from '../api/problem';

/**
 * Fetches a file, telling how much of it is here. An export that breaks off on the way is an error, never half a file.
 * @throws ProblemError
 */
export async function downloaded(
  path: string,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: 'same-origin', ...(signal && { signal }) });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ProblemError.unreachable();
  }
  if (!answer.ok || !answer.body) {
    throw new ProblemError(problemOf(await answer.json().catch(() => null), answer.status));
  }
  const pieces: BlobPart[] = [];
  let bytes = 0;
  const reader = answer.body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(piece.value);
      bytes += piece.value.length;
      onBytes(bytes);
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ProblemError.unreachable();
  }
  return new Blob(pieces, { type: answer.headers.get('content-type') ?? 'application/octet-stream' });
}
