import { event, leaveOut, type Forgery, type Line } from './forging.js';
import type { MadeUpLedger } from './made-up-ledger.js';
import { hexDigest } from './made-up-tree.js';
import { AT, counted, PAPER, FACTS } from './sample.js';

const ITEMS = [2, 1].map((number) => ({ number, unit: 'u' }));
const A_PAPER = { sha256: hexDigest(PAPER) };
/** Where the catalogue's three events begin; what follows was told of it. */
const DRAFTED = AT.heads;

export interface Told {
  readonly catalogue?: Line;
  readonly decisions?: Line;
  readonly correction?: Line;
  readonly documents?: readonly string[];
}

const OTHER = { position: 1, body: '', arisesFrom: null, effective: true, settled: false };
const TRUE = {
  catalogue: { catalogue: 'b-2026', position: 2, body: 'b', year: 2026, status: 'consented', items: [1, 3] },
  decisions: { '2': OTHER },
  correction: { version: 1, type: 'Counted', known: true, step: 'count', unmet: [] },
  documents: [hexDigest(PAPER)],
};

/** Two further acts of a decision, which are told something of other subjects or of its own past. */
export const withAsked =
  (told: Told = {}) =>
  (ledger: MadeUpLedger): void => {
    const { catalogue, decisions, correction, documents } = { ...TRUE, ...told };
    const facts = FACTS;
    ledger.add('catalogue/b-2026', 'CatalogueDrafted', { body: 'b', year: 2026, items: ITEMS }, { facts });
    ledger.add('catalogue/b-2026', 'CatalogueConsented', {}, { facts });
    const adjusted = { added: [{ number: 3 }], changed: [], removed: [2], consent: A_PAPER };
    ledger.add('catalogue/b-2026', 'CatalogueAdjusted', adjusted, { facts });
    const acts: readonly (readonly [type: string, payload: Line, facts: Line])[] = [
      ['Placed', { in: 'b' }, { catalogue }],
      [
        'Joined',
        { others: ['2', 'nobody'], event: 1, paper: A_PAPER },
        { decisions, correction, documents: [...documents] },
      ],
    ];
    for (const [type, payload, own] of acts)
      ledger.add('decision/1', type, {}, counted(0, 5, { type, payload, facts: { ...facts, ...own } }));
  };

const lying = (what: string, told: Told): Forgery => ({
  what,
  code: 'E_ILLEGAL',
  scope: 'ledger',
  ledger: withAsked(told),
});

export const IN_WHAT_WAS_ASKED: readonly Forgery[] = [
  { what: 'nothing', code: 'OK', scope: 'ledger', ledger: withAsked() },
  {
    what: 'another decision is told of, which is not here',
    code: 'W_FACT_UNCHECKED',
    ledger: withAsked(),
  },
  {
    what: 'the leaves of the catalogue are not here',
    code: 'W_FACT_UNCHECKED',
    ledger: withAsked(),
    bag: (files) => leaveOut(files, DRAFTED, DRAFTED + 1, DRAFTED + 2),
  },
  lying('the catalogue is another body’s', { catalogue: { ...TRUE.catalogue, catalogue: 'z-2026' } }),
  lying('an item is said to stand in the catalogue', {
    catalogue: { ...TRUE.catalogue, items: [1, 2, 3] },
  }),
  lying('the catalogue is said to be published', { catalogue: { ...TRUE.catalogue, status: 'published' } }),
  lying('the catalogue is read as it stood before', {
    catalogue: { ...TRUE.catalogue, position: 0, status: 'drafted', items: [1, 2] },
  }),
  {
    what: 'the catalogue lies in a decision’s bag that has its leaves',
    code: 'E_ILLEGAL',
    ledger: withAsked({ catalogue: { ...TRUE.catalogue, items: [1, 2, 3] } }),
  },
  lying('another decision is said to have come further', {
    decisions: { '2': { ...OTHER, settled: true } },
  }),
  lying('another decision is read as it stood before', { decisions: { '2': { ...OTHER, position: 0 } } }),
  lying('another decision is passed over in silence', { decisions: {} }),
  lying('a decision is told of that there is not', { decisions: { '2': OTHER, nobody: OTHER } }),
  lying('a decision is told of that nobody asked for', { decisions: { '2': OTHER, '1': OTHER } }),
  lying('a correction is of another event', { correction: { ...TRUE.correction, version: 0 } }),
  lying('a correction is of another act', { correction: { ...TRUE.correction, type: 'Placed' } }),
  lying('no step is said to rest on what is corrected', { correction: { ...TRUE.correction, step: null } }),
  lying('a field is said to be unknown and to have fallen', {
    correction: { version: 1, type: 'Counted', known: false, step: null, unmet: ['it'] },
  }),
  lying('a paper is said to be held that the act does not name', { documents: ['e'.repeat(64)] }),
  {
    what: 'a fact is told that nobody asked for',
    code: 'E_ILLEGAL',
    ledger: (ledger) => {
      const one = event(ledger, AT.second);
      one.facts = { ...one.facts, catalogue: TRUE.catalogue };
    },
  },
  {
    what: 'the heads that were recorded are others',
    code: 'E_ILLEGAL',
    scope: 'ledger',
    signed: (ledger) => {
      const one = event(ledger, AT.heads);
      one.payload = { ...one.payload, root: 'f'.repeat(64) };
    },
  },
  {
    what: 'the facts of the heads are others than what was recorded of them',
    code: 'E_ILLEGAL',
    scope: 'ledger',
    signed: (ledger) => {
      const one = event(ledger, AT.heads);
      one.facts = { heads: { ...one.payload, checkpointsTo: 9, count: 1 } };
    },
  },
  {
    what: 'the facts of the heads reach beyond what there was',
    code: 'E_ILLEGAL',
    scope: 'ledger',
    signed: (ledger) => {
      const one = event(ledger, AT.heads);
      one.facts = { heads: { ...one.payload, checkpointsTo: 99 } };
    },
  },
];
