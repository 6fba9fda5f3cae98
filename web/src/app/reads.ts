import type { LoaderFunctionArgs } from 'react-router';
import { SESSION_QUERY, sessionQuery } from '../session/session';
import { queries } from './queries';

interface Address {
  /** Of the subject in the address; empty where it has none. */
  readonly id: string;
  readonly search: URLSearchParams;
}
export type From = typeof queries;
export type First = (from: From, address: Address) => readonly Promise<void>[];

/**
 * What a page reads first, asked for as soon as its address is known: beside the page's own code and the question who is
 * signed in, rather than after both. The page asks in its usual way, and finds it there or on its way.
 */
export const reads = (first: First) => readsWhere(() => queries.getQueryData(SESSION_QUERY) !== null, first);

/** The same for a page that is open to anybody. */
export const readsForAnybody = (first: First) => readsWhere(() => true, first);

function readsWhere(mayRead: () => boolean, first: First) {
  return {
    loader: async (request: LoaderFunctionArgs) => {
      if (mayRead()) await untilRead(begin(first, request));
      return null;
    },
    shouldRevalidate,
  };
}

/** For the frame around every page. */
export const readsSession = {
  loader: async () => {
    await untilRead([queries.prefetchQuery(sessionQuery)]);
    return null;
  },
  shouldRevalidate: () => false,
};

/** A refusal is the page's to show, which asks again. */
function begin(first: First, { params, request }: LoaderFunctionArgs): readonly Promise<void>[] {
  return first(queries, { id: params['id'] ?? '', search: new URL(request.url).searchParams });
}

/**
 * The page that the browser was opened with is drawn once, with what it reads: React draws it in slices, where it would draw
 * what comes later at one go each time. Whoever goes to another page sees at once that they are there.
 */
async function untilRead(reading: readonly Promise<void>[]): Promise<void> {
  if (isLoading) await Promise.all(reading);
}

let isLoading = true;

/** Once a page is there. */
export function pageIsThere(): void {
  isLoading = false;
}

/** What changes at the same address, a word that is sought, say, is the page's to follow. */
const shouldRevalidate = () => false;
