import { z } from 'zod';
import { opaqueId, paper, sha256, words } from '../../workflows/fields.js';
import type { Act, EventDefinition, LocalDate, TransitionLaw } from '../../workflows/vocabulary.js';
import { METHODS, type Candidate, type Method } from './lot.js';

/** A field of knowledge: its code (GB/T 13745 or a list of the body's own), and what it is called. */
export const field = z.strictObject({
  code: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/, 'a code of a field'),
  name: z.string().trim().min(1).max(100),
});

/** Somebody who is, or was, in the pool. */
export interface Listed {
  readonly unit: string;
  readonly fields: readonly z.infer<typeof field>[];
  readonly since: LocalDate;
  /** The day of leaving; null while in the pool. */
  readonly left: LocalDate | null;
  /** Number of the draw in which this expert was drawn last; 0 for none. */
  readonly lastDrawn: number;
}

/** A draw, as the pool remembers it. */
export interface Draw {
  readonly draw: string;
  readonly decision: string;
  readonly field: string;
  readonly count: number;
  readonly method: Method;
  /** The pool's version at its announcement, and where it was held. */
  readonly announcedAt: number;
  readonly status: 'announced' | 'held' | 'abandoned';
  /** Known while it is under way. */
  readonly candidates: readonly Candidate[];
}

/** The pool of experts of one body (决策咨询论证专家库, article 21). */
export interface Pool {
  readonly body: string;
  readonly version: number;
  /** How many draws were held. */
  readonly held: number;
  readonly experts: Readonly<Record<string, Listed>>;
  readonly draws: readonly Draw[];
  /** Since a draw that counted who acted for whom by delegation; absent before. */
  readonly sidesCounted?: true;
}

export const noPool: Pool = { body: '', version: -1, held: 0, experts: {}, draws: [] };

/** Why somebody of the field is not among the candidates; told in words in `considered.ts`. */
export const EXCLUSIONS = [
  'barred',
  'no-role',
  'drafted',
  'same-unit',
  'earlier-assessor',
  'interest-declared',
  'interest-known',
  'invited-already',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** More than these make no leaf: a draw then takes a narrower field. */
export const MOST = 150;
/** What a payload may list at all, so that the requirement can say that it is too much. */
const LISTED = 2000;
export const poolOpened = z.strictObject({ body: opaqueId, document: paper.optional() });
const listing = { expert: opaqueId, unit: opaqueId, fields: z.array(field).min(1).max(10) };
export const expertListed = z.strictObject({ ...listing, document: paper.optional() });
export const expertChanged = z.strictObject(listing);
export const expertDelisted = z.strictObject({
  expert: opaqueId,
  reason: words(1000),
  document: paper.optional(),
});
/** What somebody asks for who wants experts drawn. */
export const drawAsked = z.strictObject({
  decision: opaqueId,
  field: field.shape.code,
  count: z.int().min(1).max(50),
  method: z.enum(METHODS).default('random'),
  /** Experts who are known to have a direct interest that no record shows. */
  interests: z
    .array(z.strictObject({ expert: opaqueId, grounds: words(500) }))
    .max(50)
    .default([]),
  /** Why there is another draw where one was held for this matter and field. */
  again: words(500).optional(),
});
export const drawAnnounced = drawAsked.extend({
  draw: opaqueId,
  /** By code unit of their ids; these and the excluded are everybody of the field who is in the pool. */
  candidates: z.array(z.strictObject({ expert: opaqueId, lastDrawn: z.int().min(0) })).max(LISTED),
  excluded: z.array(z.strictObject({ expert: opaqueId, reason: z.enum(EXCLUSIONS) })).max(LISTED),
  /** How many in the pool are not of the field: not considered. */
  notOfTheField: z.int().min(0),
});
export const drawHeld = z.strictObject({
  draw: opaqueId,
  /** Size and root of the first checkpoint over the announcement. */
  size: z.int().min(1),
  root: sha256,
  seed: sha256,
  /** All candidates: the first `count` are drawn, the others take the place of whoever declines, in this order. */
  order: z.array(opaqueId).min(1).max(MOST),
});
export const drawAbandoned = z.strictObject({ draw: opaqueId, reason: words(500) });

export type DrawAsked = z.infer<typeof drawAsked>;
export type DrawAnnounced = z.infer<typeof drawAnnounced> & { readonly againStated?: boolean };
export type DrawHeld = z.infer<typeof drawHeld>;

/** Whether one of these fields is that of the code, or a part of it (610 has 61030). */
export const isOfField = ({ fields }: Pick<Listed, 'fields'>, code: string): boolean =>
  fields.some((one) => one.code.startsWith(code));

/** Who is in the pool now and of a field, by id. */
export const expertsOf = (pool: Pool, code: string): (Listed & { readonly expert: string })[] =>
  Object.entries(pool.experts)
    .filter(([, listed]) => listed.left === null && isOfField(listed, code))
    .map(([expert, listed]) => ({ expert, ...listed }))
    .toSorted((a, b) => (a.expert < b.expert ? -1 : 1));

const keeping = { roles: ['office', 'administrator'] as const, rules: [] };
const drawing = { roles: ['proposer', 'office'] as const, rules: ['D713-020-a'] };
const ofExpert = (payload: Readonly<Record<string, unknown>>) => [payload['expert'] as string];

/** What happens to a pool. Everything but its opening is judged at the head: several people keep it at once. */
export const poolActs = {
  PoolOpened: {
    title: { zh: '建立专家库', en: 'Pool of experts opened' },
    payload: poolOpened,
    law: { ...keeping, requires: ['pool-of-its-body'] },
  },
  ExpertListed: {
    title: { zh: '专家入库', en: 'Expert entered the pool' },
    payload: expertListed,
    adds: true,
    asks: { persons: ofExpert },
    law: { ...keeping, requires: ['not-in-the-pool', 'expert-may-be-listed'] },
  },
  ExpertChanged: {
    title: { zh: '变更在库专家的单位、专业', en: 'Unit or fields of an expert changed' },
    payload: expertChanged,
    adds: true,
    law: { ...keeping, requires: ['in-the-pool'] },
  },
  ExpertDelisted: {
    title: { zh: '专家出库', en: 'Expert left the pool' },
    payload: expertDelisted,
    adds: true,
    law: { ...keeping, rules: ['D713-041-a'], requires: ['in-the-pool'] },
  },
  DrawAnnounced: {
    title: { zh: '登记抽取专家的候选名单', en: 'Draw of experts announced' },
    payload: drawAnnounced,
    adds: true,
    companions: { againStated: { presenceOf: 'again' } },
    asks: {
      matter: ({ decision }) => decision as string,
      persons: ({ field: code }, pool) => expertsOf(pool as Pool, code as string).map(({ expert }) => expert),
    },
    law: {
      ...drawing,
      requires: [
        'matter-of-this-body',
        'field-not-too-wide',
        'sides-counted',
        'candidates-as-they-stand',
        'enough-candidates',
        'no-second-draw',
      ],
    },
  },
  DrawHeld: {
    title: { zh: '抽取专家', en: 'Experts drawn' },
    payload: drawHeld,
    adds: true,
    asks: { drawnOn: true },
    law: { ...drawing, requires: ['draw-under-way', 'seed-of-the-first-checkpoint', 'drawn-by-lot'] },
  },
  DrawAbandoned: {
    title: { zh: '放弃抽取', en: 'Draw abandoned' },
    payload: drawAbandoned,
    adds: true,
    law: { ...drawing, requires: ['draw-under-way'] },
  },
} as const satisfies Record<string, EventDefinition & { readonly law: TransitionLaw }>;

export function poolAfter(before: Pool, act: Act): Pool {
  const pool = { ...before, version: before.version + 1 };
  const given = act.payload as Record<string, unknown>;
  const expert = given['expert'] as string;
  const put = (listed: Listed): Pool => ({ ...pool, experts: { ...pool.experts, [expert]: listed } });
  const was = pool.experts[expert];
  switch (act.type) {
    case 'PoolOpened':
      return { ...pool, body: given['body'] as string };
    case 'ExpertListed': {
      const { unit, fields } = given as z.infer<typeof expertListed>;
      return put({ unit, fields, since: act.date, left: null, lastDrawn: was?.lastDrawn ?? 0 });
    }
    case 'ExpertChanged': {
      const { unit, fields } = given as z.infer<typeof expertChanged>;
      return was ? put({ ...was, unit, fields }) : pool;
    }
    case 'ExpertDelisted':
      return was ? put({ ...was, left: act.date }) : pool;
    case 'DrawAnnounced': {
      const { draw, decision, field: code, count, method, candidates } = given as DrawAnnounced;
      const announced = { draw, decision, field: code, count, method, candidates };
      return {
        ...pool,
        ...(act.facts.matter?.sidesCounted ? { sidesCounted: true } : {}),
        draws: [...pool.draws, { ...announced, announcedAt: pool.version, status: 'announced' }],
      };
    }
    case 'DrawHeld':
      return afterDraw(pool, given as DrawHeld);
    default:
      return { ...pool, draws: endedAs('abandoned', pool.draws, given['draw'] as string) };
  }
}

function afterDraw(pool: Pool, { draw, order }: DrawHeld): Pool {
  const held = pool.held + 1;
  const { count = 0 } = pool.draws.find((one) => one.draw === draw) ?? {};
  const experts = { ...pool.experts };
  for (const expert of order.slice(0, count)) {
    const listed = experts[expert];
    if (listed) experts[expert] = { ...listed, lastDrawn: held };
  }
  return { ...pool, held, experts, draws: endedAs('held', pool.draws, draw) };
}

const endedAs = (status: 'held' | 'abandoned', draws: readonly Draw[], id: string): Draw[] =>
  draws.map((one) => (one.draw === id ? { ...one, status, candidates: [] } : one));
