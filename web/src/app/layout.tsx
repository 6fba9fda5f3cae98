import { useQueryClient } from '@tanstack/react-query';
import { Fragment, lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Outlet, ScrollRestoration, useMatches } from 'react-router';
import { SESSION_QUERY, useSession } from '../session/session';
import { useLiveUpdates } from '../live/live-updates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useWords } from './layout-words';
import { PageSkeleton } from './page-skeleton';
import { TopBar } from './top-bar';
import { useOnline } from './online';

/** Most loads are by somebody who is signed in. */
const SignInPage = lazy(async () => ({ default: (await import('../session/sign-in-form')).SignInPage }));

/** What stands around every page: the bar above it, and whether anybody is signed in. */
export function Layout() {
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
        <SignedInOnly />
      </main>
      <ScrollRestoration />
    </>
  );
}

/** A page that is not open asks to sign in where it stands, so that nothing typed on it is lost by going elsewhere. */
function SignedInOnly() {
  const matches = useMatches();
  const open = useMemo(() => matches.some(({ handle }) => isOpen(handle)), [matches]);
  const { data: session, error, isPending } = useSession();
  useLiveUpdates(session !== undefined && session !== null);
  if (open) return <Outlet />;
  if (isPending) return <PageSkeleton />;
  if (error && session === undefined) return <RefusalNotice page error={error} />;
  return (
    <>
      {session === null && (
        <Suspense fallback={<PageSkeleton />}>
          <SignInPage />
        </Suspense>
      )}
      <div hidden={session === null}>{session !== undefined && <Kept reader={session?.person} />}</div>
    </>
  );
}

/** Once a page was shown it stays, hidden, while its reader signs in again; another person begins with an empty one. */
function Kept({ reader }: { reader: string | undefined }) {
  const queries = useQueryClient();
  const [shownTo, show] = useState(reader);
  const isAnother = reader !== undefined && reader !== shownTo;
  useEffect(() => {
    if (!isAnother) return;
    // What was read for whoever sat here before may be more than this one may see.
    void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_QUERY[0] });
    show(reader);
  }, [queries, isAnother, reader]);
  if (shownTo === undefined || isAnother) return null;
  return (
    <Fragment key={shownTo}>
      <Outlet />
    </Fragment>
  );
}

function isOpen(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'open' in handle && handle.open === true;
}
