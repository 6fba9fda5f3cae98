import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/project-root.js';

/** How a page is opened: without an account, or by somebody who is signed in. */
interface Opened {
  readonly open?: true;
  readonly paths: readonly string[];
}

/** Every address that the router knows, as it stands in its source. */
export const ROUTES: readonly string[] = [
  '/',
  ...[
    ...readFileSync(join(PROJECT_ROOT, 'web/src/app/routes.tsx'), 'utf8').matchAll(/path: '([^'/][^']*)'/g),
  ].map(([, path = '']) => path),
];

/** @param shown ids of what there is to see */
export function pagesOf({ decision, call }: { decision: string; call: string }): Record<string, Opened> {
  return {
    '/': { paths: ['/'] },
    'sign-in': { open: true, paths: ['/sign-in'] },
    search: { paths: ['/search', `/search?q=${encodeURIComponent('停车场')}`] },
    decisions: { paths: ['/decisions'] },
    'decisions/:id': { paths: [`/decisions/${decision}`] },
    'decisions/:id/act/:type': {
      paths: [
        `/decisions/${decision}/act/StepFindingRecorded`,
        `/decisions/${decision}/act/ConsultationOpened`,
        `/decisions/${decision}/act/none`,
      ],
    },
    public: { open: true, paths: ['/public'] },
    'public/consultations/:id': {
      open: true,
      paths: [`/public/consultations/${call}`, '/public/consultations/none'],
    },
    'public/receipts': { open: true, paths: ['/public/receipts'] },
    'public/catalogues': { open: true, paths: ['/public/catalogues'] },
    '*': { open: true, paths: ['/there/is/no/such/page'] },
  };
}
