import type { Adjusted, Catalogue, Drafted, Item } from '../../workflows/catalogue/catalogue.js';
import type { Transaction } from '../database/database.js';
import type { Projected } from '../road/room.js';

/** An item with its name, where that was not taken away since. */
type NamedItem = Item & { readonly name?: string };

/** Keeps catalogues, their items by name, and what was adjusted after publication, in the event's own transaction. */
export async function projectCatalogue(tx: Transaction, projected: Projected): Promise<void> {
  const { event, state, payload } = projected;
  const { body, year, status, publishedOn } = state as Catalogue;
  const id = event.subject.slice('catalogue/'.length);
  if (event.version === 0) {
    await tx.query(
      `INSERT INTO catalogue_projection (id, body, year, status, published_on, version) VALUES (?, ?, ?, ?, ?, ?)`,
      [id, body, year, status, publishedOn, event.version],
    );
    await keepItems(tx, id, (payload as Partial<Drafted>).items ?? []);
    return;
  }
  if (event.type === 'CatalogueAdjusted') await keepAdjustment(tx, id, projected);
  await tx.query('UPDATE catalogue_projection SET status = ?, published_on = ?, version = ? WHERE id = ?', [
    status,
    publishedOn,
    event.version,
    id,
  ]);
}

/** What the public has seen stays visible as removed; before publication an item simply goes. */
async function keepAdjustment(tx: Transaction, id: string, { event, state, payload }: Projected) {
  const { status, adjustedOn } = state as Catalogue;
  const { added = [], changed = [], removed = [] } = payload as Partial<Adjusted>;
  await keepItems(tx, id, [...added, ...changed]);
  const isPublic = status === 'published';
  for (const number of removed)
    await (isPublic
      ? tx.query('UPDATE catalogue_item SET removed_on = ? WHERE catalogue = ? AND number = ?', [
          adjustedOn,
          id,
          number,
        ])
      : tx.query('DELETE FROM catalogue_item WHERE catalogue = ? AND number = ?', [id, number]));
  if (!isPublic) return;
  await tx.query(
    `INSERT INTO catalogue_adjustment (catalogue, version, adjusted_on, added, changed, removed)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [id, event.version, adjustedOn, numbersOf(added), numbersOf(changed), JSON.stringify(removed)],
  );
}

const numbersOf = (items: readonly NamedItem[]): string => JSON.stringify(items.map(({ number }) => number));

async function keepItems(tx: Transaction, id: string, items: readonly NamedItem[]): Promise<void> {
  for (const { number, name = '', unit, plannedBy, kind } of items)
    await tx.query(
      `INSERT INTO catalogue_item (catalogue, number, name, unit, planned_by, kind) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (catalogue, number) DO UPDATE SET name = excluded.name, unit = excluded.unit,
         planned_by = excluded.planned_by, kind = excluded.kind`,
      [id, number, name, unit, plannedBy, kind],
    );
}
