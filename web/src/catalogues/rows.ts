import type { NamedItem } from './catalogues';

/** A row of the table while somebody works on it; `was` is the item as it stands on record. */
export interface Row {
  readonly key: string;
  readonly number: number;
  readonly name: string;
  readonly unit: string;
  readonly plannedBy: string;
  readonly kind: string;
  readonly was?: NamedItem;
  readonly removed?: boolean;
}

const FIELDS = ['name', 'unit', 'plannedBy', 'kind'] as const;

export const rowOf = (item: NamedItem): Row => ({ ...item, key: String(item.number), was: item });

export function emptyRow(number: number): Row {
  return { key: crypto.randomUUID(), number, name: '', unit: '', plannedBy: '', kind: '' };
}

/** The next number: one that was used, or removed, is never given again. */
export function nextNumber(rows: readonly Row[], removed: readonly number[] = []): number {
  return Math.max(0, ...rows.map(({ number }) => number), ...removed) + 1;
}

export const isComplete = (row: Row): boolean => FIELDS.every((field) => row[field].trim() !== '');

export const isChanged = ({ was, ...row }: Row): boolean =>
  was !== undefined && FIELDS.some((field) => row[field] !== was[field]);

export const itemOf = ({ number, name, unit, plannedBy, kind }: Row) => ({
  number,
  name: name.trim(),
  unit,
  plannedBy,
  kind,
});
