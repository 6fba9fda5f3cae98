import type { z } from 'zod';
import type { CATALOGUE_STATES } from '../../workflows/catalogue/catalogue.js';
import type { KINDS } from '../../workflows/major-decision/context.js';
import type { Rows } from '../database/database.js';
import type {
  catalogueList,
  catalogueListQuery,
  namedItem,
  publicCatalogueList,
  publicCatalogueQuery,
} from './answers.js';

interface CatalogueRow extends Record<string, unknown> {
  readonly id: string;
  readonly body: string;
  readonly body_name: string | null;
  readonly year: number;
  readonly status: (typeof CATALOGUE_STATES)[number];
  readonly published_on: string | null;
  readonly version: number;
}
interface ItemRow extends Record<string, unknown> {
  readonly catalogue: string;
  readonly number: number;
  readonly name: string;
  readonly unit: string;
  readonly unit_name: string | null;
  readonly planned_by: string;
  readonly kind: (typeof KINDS)[number];
  readonly removed_on: string | null;
}
interface AdjustmentRow extends Record<string, unknown> {
  readonly catalogue: string;
  readonly adjusted_on: string;
  readonly added: string;
  readonly changed: string;
  readonly removed: string;
}
type Page = Pick<z.infer<typeof catalogueListQuery>, 'year' | 'limit' | 'cursor'>;

/** Catalogues of these bodies, the latest year first; `cursor` is where the page before ended. */
export async function listCatalogues(
  rows: Rows,
  bodies: readonly string[],
  { status, ...page }: z.infer<typeof catalogueListQuery>,
): Promise<z.infer<typeof catalogueList>> {
  if (bodies.length === 0) return { catalogues: [] };
  const { found, next } = await pageOf(rows, page, [
    [`c.body IN (${marksFor(bodies)})`, bodies],
    ...(status === undefined ? [] : [['c.status = ?', [status]] as const]),
  ]);
  return {
    catalogues: found.map((row) => ({ ...shown(row), status: row.status, version: row.version })),
    ...next,
  };
}

/** Published catalogues with their items, for anybody. */
export async function publishedCatalogues(
  rows: Rows,
  { body, ...page }: z.infer<typeof publicCatalogueQuery>,
): Promise<z.infer<typeof publicCatalogueList>> {
  const { found, next } = await pageOf(rows, page, [
    ['c.status = ?', ['published']],
    ...(body === undefined ? [] : [['c.body = ?', [body]] as const]),
  ]);
  const ids = found.map(({ id }) => id);
  const items = await itemsOf(rows, ids);
  const adjustments = await adjustmentsOf(rows, ids);
  return {
    catalogues: found.map((row) => {
      const own = items.filter(({ catalogue }) => catalogue === row.id);
      return {
        ...shown(row),
        publishedOn: row.published_on ?? '',
        items: own.filter(({ removed_on }) => removed_on === null).map(namedItemOf),
        adjustments: adjustments.filter(({ catalogue }) => catalogue === row.id).map(adjustmentWith(own)),
      };
    }),
    ...next,
  };
}

/** The items that stand in a catalogue now, by name. */
export async function standingItems(rows: Rows, id: string): Promise<z.infer<typeof namedItem>[]> {
  const items = await itemsOf(rows, [id]);
  return items.filter(({ removed_on }) => removed_on === null).map(namedItemOf);
}

const marksFor = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

async function pageOf(
  rows: Rows,
  { year, limit, cursor }: Page,
  conditions: readonly (readonly [sql: string, values: readonly (string | number)[]])[],
) {
  const [before = '9999', id = ''] = cursor?.split('~') ?? [];
  const all = [
    ['(c.year < ? OR (c.year = ? AND c.id > ?))', [Number(before), Number(before), id]] as const,
    ...(year === undefined ? [] : [['c.year = ?', [year]] as const]),
    ...conditions,
  ];
  const found = await rows.query<CatalogueRow>(
    `SELECT c.*, u.name AS body_name FROM catalogue_projection c LEFT JOIN unit_projection u ON u.unit = c.body
     WHERE ${all.map(([sql]) => sql).join(' AND ')} ORDER BY c.year DESC, c.id LIMIT ?`,
    [...all.flatMap(([, values]) => values), limit],
  );
  const last = found.length === limit ? found.at(-1) : undefined;
  return { found, next: last ? { nextCursor: `${last.year}~${last.id}` } : {} };
}

function itemsOf(rows: Rows, ids: readonly string[]): Promise<ItemRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return rows.query<ItemRow>(
    `SELECT i.*, u.name AS unit_name FROM catalogue_item i LEFT JOIN unit_projection u ON u.unit = i.unit
     WHERE i.catalogue IN (${marksFor(ids)}) ORDER BY i.catalogue, i.number`,
    [...ids],
  );
}

function adjustmentsOf(rows: Rows, ids: readonly string[]): Promise<AdjustmentRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return rows.query<AdjustmentRow>(
    `SELECT * FROM catalogue_adjustment WHERE catalogue IN (${marksFor(ids)}) ORDER BY catalogue, version`,
    [...ids],
  );
}

const shown = ({ id, body, body_name, year, published_on }: CatalogueRow) => ({
  id,
  body,
  bodyName: body_name ?? body,
  year,
  publishedOn: published_on,
});

const namedItemOf = ({ number, name, unit, unit_name, planned_by, kind }: ItemRow) => ({
  number,
  name,
  unit,
  unitName: unit_name ?? unit,
  plannedBy: planned_by,
  kind,
});

const adjustmentWith =
  (items: readonly ItemRow[]) =>
  ({ adjusted_on, added, changed, removed }: AdjustmentRow) => ({
    on: adjusted_on,
    added: JSON.parse(added) as number[],
    changed: JSON.parse(changed) as number[],
    removed: (JSON.parse(removed) as number[]).map((number) => ({
      number,
      name: items.find((item) => item.number === number)?.name ?? '',
    })),
  });
