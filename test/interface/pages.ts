import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/project-root.js';
import { BODY } from '../road/town.js';

/** How a page is opened: without an account, or by somebody who is signed in. */
interface Opened {
  readonly open?: true;
  readonly paths: readonly string[];
}

/** Every address that the router knows, as it stands in its source. */
export const ROUTES: readonly string[] = routesIn(
  readFileSync(join(PROJECT_ROOT, 'web/src/app/routes.tsx'), 'utf8'),
);

/** Addresses in the order of the source; what stands in `children` begins with its parent's. */
function routesIn(source: string): string[] {
  const found: string[] = [];
  const parents: string[] = [];
  for (const line of source.split('\n')) {
    const path = /path: '([^']+)'/.exec(line)?.[1];
    const parent = parents.at(-1);
    if (path && path !== '/') found.push(parent ? `${parent}/${path}` : path);
    if (/children: \[\s*$/.test(line)) parents.push(found.at(-1) ?? '');
    if (/^\s*\],\s*$/.test(line)) parents.pop();
  }
  return ['/', ...found];
}

/** Beneath a decision's page. */
const PARTS =
  'papers people chart verification audit history history/:version draft review counsel experts expert risk'.split(
    ' ',
  );
/** Those that have more to show where a matter has come further. */
const OF_LATER = new Set(['papers', 'chart', 'history', 'review', 'verification']);
const OF_ADMINISTRATION =
  'people people/:id units jurisdictions settings separation erasures procedures health'.split(' ');
const OF_MEETINGS = 'new bundles mine :id :id/papers :id/screen :id/minutes'.split(' ');

/** Nothing is called so: what a page says of what is not there, or not the reader's, is looked at as well. */
const NONE = '00000000-0000-4000-8000-000000000000';
const beneath = (parent: string, parts: readonly string[], id: string) =>
  Object.fromEntries(
    ['', ...parts].map((part) => {
      const route = part === '' ? parent : `${parent}/${part}`;
      const ids = part === ':id' ? [id, NONE] : [id];
      return [route, { paths: ids.map((one) => `/${route.replace(':id', one)}`) }];
    }),
  );

/** Ids of what there is to see. */
export interface Shown {
  /** A matter on which a call for comments runs. */
  readonly decision: string;
  readonly call: string;
  /** One that a meeting is about to decide. */
  readonly discussed: string;
  readonly meeting: string;
  readonly catalogue: string;
  readonly person: string;
}

export function pagesOf(shown: Shown): Record<string, Opened> {
  const { decision, call, discussed, meeting, catalogue, person } = shown;
  return {
    '/': { paths: ['/'] },
    'sign-in': { open: true, paths: ['/sign-in'] },
    search: { paths: ['/search', `/search?q=${encodeURIComponent('停车场')}`] },
    decisions: { paths: ['/decisions'] },
    'decisions/new': { paths: ['/decisions/new'] },
    'decisions/:id': { paths: [`/decisions/${decision}`, `/decisions/${discussed}`] },
    ...Object.fromEntries(
      PARTS.map((part) => [
        `decisions/:id/${part}`,
        {
          paths: [`/decisions/${OF_LATER.has(part) ? discussed : decision}/${part.replace(':version', '1')}`],
        },
      ]),
    ),
    'decisions/:id/act': { paths: [`/decisions/${decision}/act`] },
    'decisions/:id/record': { paths: [`/decisions/${decision}/record`] },
    'decisions/:id/act/:type': {
      paths: [
        `/decisions/${decision}/act/StepFindingRecorded`,
        `/decisions/${decision}/act/ConsultationOpened`,
        `/decisions/${decision}/act/none`,
      ],
    },
    ...beneath('meetings', OF_MEETINGS, meeting),
    ...beneath('administration', OF_ADMINISTRATION, person),
    ...beneath('catalogues', ['new', ':id'], catalogue),
    screening: { paths: ['/screening'] },
    readings: { paths: ['/readings'] },
    ...beneath('pools', [':id'], BODY),
    'consultations/:id': { paths: [`/consultations/${call}`, `/consultations/${NONE}`] },
    me: { paths: ['/me'] },
    setup: { open: true, paths: ['/setup', '/setup?token=none'] },
    'first-sign-in': { open: true, paths: ['/first-sign-in'] },
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
