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
      { path: 'decisions', lazy: page(() => import('../decisions/decisions-page')) },
      { path: 'decisions/:id', lazy: page(() => import('../decisions/decision-page')) },
      { path: 'decisions/:id/act/:type', lazy: page(() => import('../decisions/act-page')) },
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
          { path: 'readings', lazy: page(() => import('../administration/readings/readings-page')) },
          { path: 'erasures', lazy: page(() => import('../administration/erasures/erasures-page')) },
          { path: 'procedures', lazy: page(() => import('../administration/procedures/procedures-page')) },
          { path: 'health', lazy: page(() => import('../administration/health/health-page')) },
        ],
      },
      { path: 'me', lazy: page(() => import('../account/account-page')) },
      { path: '*', handle: { open: true }, element: <NotFoundPage /> },
    ],
  },
]);

function page(load: () => Promise<{ Page: React.ComponentType }>) {
  return async () => ({ Component: (await load()).Page });
}
