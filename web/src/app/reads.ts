import type { LoaderFunctionArgs } from 'react-router';
import { SESSION_QUERY } from '../session/session';
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
    loader: (request: LoaderFunctionArgs) => {
      if (mayRead()) begin(first, request);
      return null;
    },
    shouldRevalidate,
  };
}

/** A refusal is the page's to show, which asks again. */
function begin(first: First, { params, request }: LoaderFunctionArgs): void {
  void Promise.all(first(queries, { id: params['id'] ?? '', search: new URL(request.url).searchParams }));
}

/** What changes at the same address, a word that is sought, say, is the page's to follow. */
const shouldRevalidate = () => false;
