import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Outlet, ScrollRestoration, useMatches } from 'react-router';
import { useSession } from '../session/session';
import { useLiveUpdates } from '../live/live-updates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { Announcements } from './announcements';
import { useWords } from './layout-words';
import { PageSkeleton } from './page-skeleton';
import { pageIsThere } from './reads';
import { TopBar } from './top-bar';
import { useOnline } from './online';

/** Most loads are by somebody who is signed in. */
const SignInPage = lazy(async () => ({ default: (await import('../session/sign-in-form')).SignInPage }));

/** What stands around every page: the bar above it, and whether anybody is signed in. */
export function Layout() {
  useEffect(pageIsThere, []);
  return (
    <Frame>
      <SignedInOnly />
      <ScrollRestoration />
    </Frame>
  );
}

export function Frame({ children }: { children: ReactNode }) {
  const say = useWords();
  const online = useOnline();
  return (
    <>
      <a className="skip-link" href="#content">
        {say('skip')}
      </a>
      <TopBar />
      {!online && (
        <p role="status" className="offline no-print">
          {say('offline')}
        </p>
      )}
      <main id="content" tabIndex={-1} className="page">
        {children}
      </main>
      <Announcements />
    </>
  );
}

/** A page that is not open asks to sign in where it stands, so that nothing typed on it is lost by going elsewhere. */
function SignedInOnly() {
  const matches = useMatches();
  const open = useMemo(() => matches.some(({ handle }) => isOpen(handle)), [matches]);
  const { data: session, error, isPending } = useSession();
  const { reader, isAnother } = useReaderOfPages(session?.person);
  useLiveUpdates(session !== undefined && session !== null);
  if (open) return <Outlet />;
  if (isPending || isAnother) return <PageSkeleton />;
  if (error && session === undefined) return <RefusalNotice page error={error} />;
  return (
    <>
      {session === null && (
        <Suspense fallback={<PageSkeleton />}>
          <SignInPage />
        </Suspense>
      )}
      <div hidden={session === null}>
        {session !== undefined && <Kept key={reader} signedIn={session !== null} />}
      </div>
    </>
  );
}

/** Read for nobody in particular: a comment that is being written for the public's portal stays. */
const OF_NOBODY = /^(session|setup|public-.+)$/;

/**
 * Whose pages these are: it stays while they sign in again. What was read for whoever sat here before may be more than the
 * next one may see; it goes before anything is shown, also where the next one signed in at another tab.
 */
function useReaderOfPages(person: string | undefined) {
  const queries = useQueryClient();
  const [reader, is] = useState(person);
  if (reader === undefined && person !== undefined) is(person);
  const isAnother = reader !== undefined && person !== undefined && person !== reader;
  useEffect(() => {
    if (!isAnother) return;
    void queries.resetQueries({ predicate: ({ queryKey }) => !OF_NOBODY.test(String(queryKey[0])) });
    is(person);
  }, [queries, isAnother, person]);
  return { reader, isAnother };
}

/** Once a page was shown it stays, hidden, while its reader signs in again; another person begins with an empty one. */
function Kept({ signedIn }: { signedIn: boolean }) {
  const [shown, show] = useState(signedIn);
  if (signedIn && !shown) show(true);
  return shown ? <Outlet /> : null;
}

function isOpen(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'open' in handle && handle.open === true;
}
