import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api/problem';
import { SESSION_QUERY, sessionQuery } from '../session/session';

/** What was read from the server, for all pages. */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: forgetSessionThatEnded }),
  mutationCache: new MutationCache({ onError: forgetSessionThatEnded }),
  defaultOptions: {
    queries: { retry: worthAskingAgain, staleTime: 10_000 },
    // Without a line an act fails at once, and says so: one that waited would be sent later, with nobody looking.
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Asked again only when nothing came: a refusal stays a refusal. */
function worthAskingAgain(failures: number, error: unknown): boolean {
  return (
    failures < 2 &&
    (!(error instanceof ProblemError) || error.problem.status === 0 || error.problem.status === 503)
  );
}

/** The session was ended elsewhere: the page asks to sign in, and keeps what was typed. */
function forgetSessionThatEnded(error: unknown): void {
  if (error instanceof ProblemError && error.problem.code === 'sign-in-needed') {
    void queries.invalidateQueries({ queryKey: SESSION_QUERY });
  }
}

/** The server wrote into the page whether the browser has a cookie; no script can read it. */
const hasCookie =
  document.querySelector<HTMLMetaElement>('meta[name="session-cookie"]')?.content !== 'absent';

// Asked before anything is shown; without a cookie it is nobody.
if (hasCookie) void queries.prefetchQuery(sessionQuery);
else queries.setQueryData(SESSION_QUERY, null);
