import { createBrowserRouter, type RouteObject } from 'react-router';
import { delegationScopeQuery, delegationsQuery } from '../acts/lent';
import {
  decisionQuery,
  decisionsQuery,
  historyQuery,
  obstaclesQuery,
  soughtIn,
} from '../decisions/decisions';
import { procedureQuery, workflowsQuery } from '../decisions/machine';
import { milestoneOf } from '../decisions/overview/milestone';
import { HomePage } from '../home/home-page';
import { tasksQuery } from '../home/tasks';
import { agendaQuery, meetingQuery } from '../meetings/meetings';
import { peopleQuery, unitsQuery } from '../people/people';
import { callQuery, callsQuery } from '../portal/calls';
import { Frame, Layout } from './layout';
import { NotFoundPage, PageFailed } from './page-failed';
import { PageSkeleton } from './page-skeleton';
import { reads, readsForAnybody, readsSession, type First, type From } from './reads';

/**
 * Every page of the interface. The home page comes with the first load; whatever else is fetched when it is first opened,
 * and what it reads (`reads`) beside it.
 * A page that anybody may open says `handle: { open: true }`: the others ask to sign in.
 */
const PAGES: RouteObject[] = [
  {
    path: '/',
    element: <Layout />,
    ...readsSession,
    errorElement: <PageFailed />,
    hydrateFallbackElement: (
      <Frame>
        <PageSkeleton />
      </Frame>
    ),
    children: [
      {
        index: true,
        element: <HomePage />,
        ...reads((from) => [from.prefetchInfiniteQuery(tasksQuery('due'))]),
      },
      { path: 'sign-in', handle: { open: true }, lazy: page(() => import('../session/sign-in-page')) },
      {
        path: 'first-sign-in',
        handle: { open: true },
        lazy: page(() => import('../session/first-sign-in-page')),
      },
      { path: 'setup', handle: { open: true }, lazy: page(() => import('../setup/setup-page')) },
      { path: 'search', lazy: page(() => import('../search/search-page')) },
      { path: 'decisions/new', lazy: page(() => import('../proposer/new-decision-page')) },
      {
        path: 'decisions',
        lazy: page(() => import('../decisions/decisions-page')),
        ...reads((from, { search }) => [
          from.prefetchInfiniteQuery(decisionsQuery(soughtIn(search))),
          from.prefetchQuery(workflowsQuery),
          ...names(from),
        ]),
      },
      {
        path: 'decisions/:id',
        lazy: page(() => import('../decisions/decision-page')),
        ...reads(decisionAndHistory),
        children: [
          {
            index: true,
            lazy: page(() => import('../decisions/overview/overview-page')),
            ...reads((from, { id }) => [
              whatStandsInTheWay(from, id),
              from.prefetchQuery(delegationsQuery),
              from.prefetchQuery(delegationScopeQuery),
            ]),
          },
          { path: 'papers', lazy: page(() => import('../decisions/papers/papers-page')) },
          { path: 'people', lazy: page(() => import('../decisions/people/people-page')) },
          { path: 'chart', lazy: page(() => import('../statechart/chart-page')) },
          { path: 'verification', lazy: page(() => import('../verification/verification-page')) },
          { path: 'audit', lazy: page(() => import('../audit/time-machine-page')) },
          { path: 'history', lazy: page(() => import('../decisions/history/history-page')) },
          { path: 'history/:version', lazy: page(() => import('../decisions/history/event-page')) },
          { path: 'draft', lazy: page(() => import('../proposer/draft-page')) },
          { path: 'review', lazy: page(() => import('../review/review-page')) },
          { path: 'counsel', lazy: page(() => import('../counsel/counsel-page')) },
          { path: 'experts', lazy: page(() => import('../experts/invite-page')) },
          { path: 'expert', lazy: page(() => import('../experts/expert-page')) },
          { path: 'risk', lazy: page(() => import('../assessment/risk-page')) },
        ],
      },
      { path: 'decisions/:id/act', lazy: page(() => import('../decisions/paper-acts-page')) },
      { path: 'decisions/:id/record', lazy: page(() => import('../records/meeting-record-page')) },
      {
        path: 'decisions/:id/act/:type',
        lazy: page(() => import('../decisions/act-page')),
        ...reads(decisionAndHistory),
      },
      { path: 'meetings', lazy: page(() => import('../meetings/meetings-page')) },
      { path: 'meetings/new', lazy: page(() => import('../meetings/convene-page')) },
      { path: 'meetings/bundles', lazy: page(() => import('../meetings/bundles-page')) },
      { path: 'meetings/mine', lazy: page(() => import('../meetings/own-record-page')) },
      { path: 'meetings/:id', lazy: page(() => import('../meetings/meeting-page')) },
      { path: 'meetings/:id/papers', lazy: page(() => import('../meetings/papers-page')) },
      {
        path: 'meetings/:id/screen',
        lazy: page(() => import('../meetings/screen/screen-page')),
        ...reads((from, { id }) => [
          from.prefetchQuery(meetingQuery(id)),
          from.prefetchQuery(agendaQuery(id)),
          from.prefetchQuery(peopleQuery),
        ]),
      },
      { path: 'meetings/:id/minutes', lazy: page(() => import('../meetings/minutes/minutes-page')) },
      { path: 'screening', lazy: page(() => import('../screening/screening-page')) },
      { path: 'catalogues', lazy: page(() => import('../catalogues/catalogues-page')) },
      { path: 'catalogues/new', lazy: page(() => import('../catalogues/draft-page')) },
      { path: 'catalogues/:id', lazy: page(() => import('../catalogues/catalogue-page')) },
      { path: 'pools', lazy: page(() => import('../pools/pools-page')) },
      { path: 'pools/:id', lazy: page(() => import('../pools/pool-page')) },
      { path: 'consultations/:id', lazy: page(() => import('../consultations/desk-page')) },
      { path: 'readings', lazy: page(() => import('../readings/readings-page')) },
      {
        path: 'administration',
        lazy: page(() => import('../administration/administration-page')),
        children: [
          { index: true, lazy: page(() => import('../administration/start-page')) },
          { path: 'people', lazy: page(() => import('../administration/people/people-page')) },
          { path: 'people/:id', lazy: page(() => import('../administration/people/person-page')) },
          { path: 'units', lazy: page(() => import('../administration/units/units-page')) },
          {
            path: 'jurisdictions',
            lazy: page(() => import('../administration/jurisdictions/jurisdictions-page')),
          },
          { path: 'settings', lazy: page(() => import('../administration/settings/settings-page')) },
          { path: 'separation', lazy: page(() => import('../administration/separation/separation-page')) },
          { path: 'erasures', lazy: page(() => import('../administration/erasures/erasures-page')) },
          { path: 'procedures', lazy: page(() => import('../administration/procedures/procedures-page')) },
          { path: 'health', lazy: page(() => import('../administration/health/health-page')) },
        ],
      },
      { path: 'me', lazy: page(() => import('../account/account-page')) },
      {
        path: 'public',
        handle: { open: true },
        lazy: page(() => import('../portal/portal-page')),
        ...readsForAnybody((from) => [
          from.prefetchInfiniteQuery(callsQuery(true)),
          from.prefetchInfiniteQuery(callsQuery(false)),
        ]),
      },
      {
        path: 'public/consultations/:id',
        handle: { open: true },
        lazy: page(() => import('../portal/call-page')),
        ...readsForAnybody((from, { id }) => [from.prefetchQuery(callQuery(id))]),
      },
      {
        path: 'public/receipts',
        handle: { open: true },
        lazy: page(() => import('../portal/receipts-page')),
      },
      {
        path: 'public/catalogues',
        handle: { open: true },
        lazy: page(() => import('../portal/catalogues-page')),
      },
      { path: '*', handle: { open: true }, element: <NotFoundPage /> },
    ],
  },
];

/** From here on the address is followed, and what its page reads is asked for. */
export const openRouter = () => createBrowserRouter(PAGES);

function page(load: () => Promise<{ Page: React.ComponentType }>) {
  return async () => {
    // A browser asks a plain server for six things at a time: what the page reads goes first.
    await new Promise((done) => setTimeout(done));
    return { Component: (await load()).Page };
  };
}

function decisionAndHistory(...[from, { id }]: Parameters<First>) {
  return [procedureOf(from, id), from.prefetchQuery(historyQuery(id)), ...names(from)];
}

async function procedureOf(from: From, id: string): Promise<void> {
  const decision = await decisionIn(from, id);
  if (decision) await from.prefetchQuery(procedureQuery(decision.workflow));
}

async function whatStandsInTheWay(from: From, id: string): Promise<void> {
  const decision = await decisionIn(from, id);
  const event = decision && milestoneOf(decision);
  if (event !== undefined) await from.prefetchQuery(obstaclesQuery(id, event));
}

/** Undefined where it was refused. */
async function decisionIn(from: From, id: string) {
  const query = decisionQuery(id);
  await from.prefetchQuery(query);
  return from.getQueryData(query.queryKey);
}

/** Of people and of units. */
function names(from: From) {
  return [from.prefetchQuery(peopleQuery), from.prefetchQuery(unitsQuery)];
}
