/**
 * The yearly catalogue of decisions of one body (年度决策目录, article 3(3)): drafted, consented to by the Party
 * committee of the same level, published, and adjusted as things turn out. One body has one for each year.
 */
import { z } from 'zod';
import { localDate, opaqueId, paper, text, words } from '../fields.js';
import { KINDS } from '../major-decision/context.js';
import {
  countedFrom,
  type Act,
  type EventDefinition,
  type LocalDate,
  type TransitionLaw,
} from '../vocabulary.js';

export const CATALOGUE_STATES = ['drafted', 'consented', 'published'] as const;
export const CATALOGUE_CHANNELS = ['gazette', 'website', 'newspaper', 'notice-board'] as const;

/** An item as requirements know it: what the matter is called is text, and stands outside the leaf. */
export interface Item {
  readonly number: number;
  readonly unit: string;
  readonly plannedBy: LocalDate;
  readonly kind: (typeof KINDS)[number];
}

/** What is remembered of a catalogue. */
export interface Catalogue {
  readonly body: string;
  readonly year: number;
  readonly status: (typeof CATALOGUE_STATES)[number];
  /** The items that stand in it now, by number. */
  readonly items: readonly Item[];
  /** Numbers of items that were removed: no other item ever gets one of these. */
  readonly removed: readonly number[];
  /** SHA-256 of the consent to the catalogue as it stands; null where there is none. */
  readonly consent: string | null;
  readonly consentedOn: LocalDate | null;
  readonly publishedOn: LocalDate | null;
  readonly adjustedOn: LocalDate | null;
  readonly adjustments: number;
}

export const notDrafted: Catalogue = {
  body: '',
  year: 0,
  status: 'drafted',
  items: [],
  removed: [],
  consent: null,
  consentedOn: null,
  publishedOn: null,
  adjustedOn: null,
  adjustments: 0,
};

const itemNumber = z.int().min(1).max(9999);
/** Name, unit and planned completion: some places say that an item has these three. */
const item = z.strictObject({
  number: itemNumber,
  name: text(200),
  unit: opaqueId,
  plannedBy: localDate,
  kind: z.enum(KINDS),
});

const OFFICE: Pick<TransitionLaw, 'roles'> = { roles: ['office'] };

export const catalogueActs = {
  CatalogueDrafted: {
    title: { zh: '编制年度决策目录', en: 'Catalogue drafted' },
    payload: z.strictObject({
      body: opaqueId,
      year: z.int().min(2000).max(2999),
      items: z.array(item).min(1).max(60),
    }),
    law: {
      ...OFFICE,
      rules: ['D713-003-d'],
      requires: ['catalogue-of-body-and-year', 'item-numbers-unique'],
    },
  },
  CatalogueConsented: {
    title: { zh: '同级党委同意目录', en: 'Party committee consented to the catalogue' },
    payload: z.strictObject({ document: paper }),
    law: { roles: ['party-office', 'office'], rules: ['D713-003-d'] },
  },
  CataloguePublished: {
    title: { zh: '公布年度决策目录', en: 'Catalogue published' },
    payload: z.strictObject({
      channels: z.array(z.enum(CATALOGUE_CHANNELS)).min(1).max(CATALOGUE_CHANNELS.length),
      /** The catalogue as it was published. */
      document: paper.optional(),
    }),
    law: { ...OFFICE, rules: ['D713-003-d'], requires: ['consent-before-publication'] },
  },
  CatalogueAdjusted: {
    title: { zh: '调整年度决策目录', en: 'Catalogue adjusted' },
    payload: z
      .strictObject({
        added: z.array(item).max(60).default([]),
        /** Items as they are from now on, each whole. */
        changed: z.array(item).max(60).default([]),
        removed: z.array(itemNumber).max(60).default([]),
        reason: words(1000),
        /** The Party committee's consent to this adjustment. */
        consent: paper.optional(),
      })
      .refine(({ added, changed, removed }) => added.length + changed.length + removed.length > 0, {
        message: 'an adjustment adds, changes or removes an item',
        path: ['added'],
      }),
    law: {
      ...OFFICE,
      rules: ['D713-003-d', 'D713-003-e'],
      requires: ['adjustment-consented', 'item-numbers-never-reused', 'adjusted-items-exist'],
    },
  },
} as const satisfies Record<string, EventDefinition & { readonly law: TransitionLaw }>;

type Acts = typeof catalogueActs;
/** Payloads as an act has them: names and reasons stand outside the leaf, lists that were not filled in are empty. */
export type Drafted = z.infer<Acts['CatalogueDrafted']['payload']>;
export type Consented = z.infer<Acts['CatalogueConsented']['payload']>;
export type Adjusted = z.infer<Acts['CatalogueAdjusted']['payload']>;

const FOLLOWING: Readonly<Record<Catalogue['status'], readonly (keyof Acts)[]>> = {
  drafted: ['CatalogueConsented', 'CataloguePublished', 'CatalogueAdjusted'],
  // Consent again stands in the place of the earlier one.
  consented: ['CatalogueConsented', 'CataloguePublished', 'CatalogueAdjusted'],
  published: ['CatalogueAdjusted'],
};

/** What may follow: publication is refused before the consent with the article that says so, so it is always open. */
export function actsPossible({ status }: Catalogue): readonly string[] {
  return FOLLOWING[status];
}

const inOrder = (items: readonly Item[]): readonly Item[] =>
  items
    .map(({ number, unit, plannedBy, kind }) => ({ number, unit, plannedBy, kind }))
    .toSorted((a, b) => a.number - b.number);

/** The catalogue after an act that was accepted. */
export function catalogueAfter(catalogue: Catalogue, act: Act): Catalogue {
  switch (act.type as keyof Acts) {
    case 'CatalogueDrafted': {
      const { body, year, items } = act.payload as Drafted;
      return { ...notDrafted, body, year, items: inOrder(items) };
    }
    case 'CatalogueConsented': {
      const { document } = act.payload as Consented;
      return { ...catalogue, status: 'consented', consent: document.sha256, consentedOn: countedFrom(act) };
    }
    case 'CataloguePublished':
      return { ...catalogue, status: 'published', publishedOn: countedFrom(act) };
    case 'CatalogueAdjusted':
      return adjusted(catalogue, act.payload as Adjusted, countedFrom(act));
  }
}

function adjusted(
  catalogue: Catalogue,
  { added, changed, removed, consent }: Adjusted,
  on: LocalDate,
): Catalogue {
  const gone = [...changed.map((one) => one.number), ...removed];
  const kept = catalogue.items.filter((one) => !gone.includes(one.number));
  const after: Catalogue = {
    ...catalogue,
    items: inOrder([...kept, ...changed, ...added]),
    removed: [...catalogue.removed, ...removed].toSorted((a, b) => a - b),
    adjustedOn: on,
    adjustments: catalogue.adjustments + 1,
  };
  if (catalogue.status === 'drafted') return after;
  if (consent !== undefined) return { ...after, consent: consent.sha256, consentedOn: on };
  // Before publication, consent to another text is none to this one.
  return { ...after, status: 'drafted', consent: null, consentedOn: null };
}
