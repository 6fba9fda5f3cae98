import createClient, { type Middleware } from 'openapi-fetch';
import { languageNow } from '../words/words';
import { ProblemError, problemOf } from './problem';
import type { paths } from './schema';

const inTheReadersLanguage: Middleware = {
  onRequest({ request }) {
    request.headers.set('accept-language', languageNow());
    return request;
  },
};

/** The API as `openapi.json` has it. The session is a cookie that no script can read. */
export const api = createClient<paths>({ credentials: 'same-origin' });
api.use(inTheReadersLanguage);

interface Asked<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * What was asked for, or the refusal thrown.
 * @throws ProblemError for whatever the server refused, and for a server that could not be reached
 */
export async function ask<T>(request: Promise<Asked<T>>): Promise<T> {
  const { answer } = await asked(request);
  return answer;
}

/** The same with the version that the answer is about (`ETag`), for what is written next with `If-Match`. */
export async function asked<T>(request: Promise<Asked<T>>): Promise<{ answer: T; version?: number }> {
  let given: Asked<T>;
  try {
    given = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ProblemError.unreachable();
  }
  if (!given.response.ok) throw new ProblemError(problemOf(given.error, given.response.status));
  const version = /^"(\d+)"$/.exec(given.response.headers.get('etag') ?? '')?.[1];
  return { answer: given.data as T, ...(version !== undefined && { version: Number(version) }) };
}
