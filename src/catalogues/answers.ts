/** What the routes of catalogues take and answer. */
import { z } from 'zod';
import { CATALOGUE_STATES } from '../../workflows/catalogue/catalogue.js';
import { opaqueId } from '../../workflows/fields.js';
import { KINDS } from '../../workflows/major-decision/context.js';

/** `{body}-{year}`. */
export const catalogueId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}-\d{4}$/, 'a body and a year');

const pages = {
  year: z.coerce.number().int().min(2000).max(2999).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^\d{4}~[a-z0-9-]{1,70}$/, 'the nextCursor of the page before')
    .optional(),
};
export const catalogueListQuery = z.strictObject({ status: z.enum(CATALOGUE_STATES).optional(), ...pages });
export const publicCatalogueQuery = z.strictObject({ body: opaqueId.optional(), ...pages });

const listed = {
  id: z.string(),
  body: z.string(),
  bodyName: z.string(),
  year: z.int(),
  publishedOn: z.iso.date().nullable(),
};
export const namedItem = z.strictObject({
  number: z.int(),
  name: z.string(),
  unit: z.string(),
  unitName: z.string(),
  plannedBy: z.iso.date(),
  kind: z.enum(KINDS),
});
export const catalogueList = z.strictObject({
  catalogues: z.array(z.strictObject({ ...listed, status: z.enum(CATALOGUE_STATES), version: z.int() })),
  nextCursor: z.string().optional(),
});
export const publicCatalogueList = z.strictObject({
  catalogues: z.array(
    z.strictObject({
      ...listed,
      publishedOn: z.iso.date(),
      items: z.array(namedItem),
      /** What was adjusted since publication, the earliest first; items by their numbers, and removed ones by name too. */
      adjustments: z.array(
        z.strictObject({
          on: z.iso.date(),
          added: z.array(z.int()),
          changed: z.array(z.int()),
          removed: z.array(z.strictObject({ number: z.int(), name: z.string() })),
        }),
      ),
    }),
  ),
  nextCursor: z.string().optional(),
});
