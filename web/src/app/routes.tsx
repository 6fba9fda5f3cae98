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
