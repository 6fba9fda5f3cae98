import { createBrowserRouter } from 'react-router';
import { HomePage } from '../home/home-page';
import { Layout } from './layout';
import { NotFoundPage, PageFailed } from './page-failed';

/**
 * Every page of the interface. The home page comes with the first load; whatever else is fetched when it is first opened.
 * A page that anybody may open says `handle: { open: true }`: the others ask to sign in.
 */
export const router = createBrowserRouter([
  {
    path: '/',
    element: <Layout />,
    errorElement: <PageFailed />,
    hydrateFallbackElement: <></>,
    children: [
      { index: true, element: <HomePage /> },
      { path: 'sign-in', handle: { open: true }, lazy: page(() => import('../session/sign-in-page')) },
      {
        path: 'first-sign-in',
        handle: { open: true },
        lazy: page(() => import('../session/first-sign-in-page')),
      },
      { path: 'setup', handle: { open: true }, lazy: page(() => import('../setup/setup-page')) },
      { path: 'search', lazy: page(() => import('../search/search-page')) },
      { path: 'decisions/new', lazy: page(() => import('../proposer/new-decision-page')) },
      { path: 'decisions', lazy: page(() => import('../decisions/decisions-page')) },
      {
        path: 'decisions/:id',
        lazy: page(() => import('../decisions/decision-page')),
        children: [
          { index: true, lazy: page(() => import('../decisions/overview/overview-page')) },
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
      { path: 'decisions/:id/act/:type', lazy: page(() => import('../decisions/act-page')) },
      { path: 'meetings', lazy: page(() => import('../meetings/meetings-page')) },
      { path: 'meetings/new', lazy: page(() => import('../meetings/convene-page')) },
      { path: 'meetings/bundles', lazy: page(() => import('../meetings/bundles-page')) },
      { path: 'meetings/mine', lazy: page(() => import('../meetings/own-record-page')) },
      { path: 'meetings/:id', lazy: page(() => import('../meetings/meeting-page')) },
      { path: 'meetings/:id/papers', lazy: page(() => import('../meetings/papers-page')) },
      { path: 'meetings/:id/screen', lazy: page(() => import('../meetings/screen/screen-page')) },
      { path: 'meetings/:id/minutes', lazy: page(() => import('../meetings/minutes/minutes-page')) },
      { path: 'screening', lazy: page(() => import('../screening/screening-page')) },
      { path: 'catalogues', lazy: page(() => import('../catalogues/catalogues-page')) },
      { path: 'catalogues/new', lazy: page(() => import('../catalogues/draft-page')) },
      { path: 'catalogues/:id', lazy: page(() => import('../catalogues/catalogue-page')) },
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
      { path: 'public', handle: { open: true }, lazy: page(() => import('../portal/portal-page')) },
      {
        path: 'public/consultations/:id',
        handle: { open: true },
        lazy: page(() => import('../portal/call-page')),
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
]);

function page(load: () => Promise<{ Page: React.ComponentType }>) {
  return async () => ({ Component: (await load()).Page });
}
