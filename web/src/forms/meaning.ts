import { isBareDocument, isDocument, type Schema } from './schema';

/** What a field holds, as far as the choice of its control goes. */
type Meaning =
  | 'statement'
  | 'paper'
  | 'papers'
  | 'bare-paper'
  | 'code'
  | 'codes'
  | 'date'
  | 'yes-no'
  | 'money'
  | 'number'
  | 'person'
  | 'people'
  | 'unit'
  | 'units'
  | 'meeting'
  | 'decision'
  | 'decisions'
  | 'rule'
  | 'lines'
  | 'long-text'
  | 'text';

const PEOPLE = new Set([
  'certifiedBy',
  'checkedBy',
  'drafters',
  'expert',
  'head',
  'inAttendance',
  'members',
  'moderator',
  'onBehalfOf',
  'person',
  'present',
  'reviewedBy',
  'signer',
  'writtenBy',
]);
const UNITS = new Set([
  'body',
  'by',
  'departmentsHeard',
  'jointBodies',
  'leadUnit',
  'owner',
  'unit',
  'units',
]);
const DECISIONS = new Set(['agenda', 'decision', 'into', 'successor']);
/** `opaqueId` of the procedures: an id of something that is known elsewhere. */
const OPAQUE_ID = '^[a-z0-9][a-z0-9-]{0,63}$';
const MONEY = '^\\d{1,18}$';

/** @param name of the field; what it is an id of shows in its name alone */
export function meaningOf(name: string, schema: Schema): Meaning {
  if (schema.const !== undefined) return 'statement';
  if (isDocument(schema)) return 'paper';
  if (isBareDocument(schema)) return 'bare-paper';
  if (schema.enum) return 'code';
  if (schema.format === 'date') return 'date';
  if (schema.type === 'boolean') return 'yes-no';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'array') return meaningOfMany(name, schema.items ?? {});
  if (schema.pattern === MONEY) return 'money';
  if (schema.pattern === OPAQUE_ID) return idOf(name) ?? 'text';
  if (name === 'rule' && schema.pattern) return 'rule';
  return (schema.maxLength ?? 0) > 300 ? 'long-text' : 'text';
}

function meaningOfMany(name: string, items: Schema): Meaning {
  if (isDocument(items)) return 'papers';
  if (items.enum) return 'codes';
  if (items.pattern !== OPAQUE_ID) return 'lines';
  const one = idOf(name);
  if (one === 'person') return 'people';
  return one === 'unit' ? 'units' : one === 'decision' ? 'decisions' : 'lines';
}

function idOf(name: string): 'person' | 'unit' | 'decision' | 'meeting' | undefined {
  if (PEOPLE.has(name)) return 'person';
  if (UNITS.has(name)) return 'unit';
  if (DECISIONS.has(name)) return 'decision';
  return name === 'meeting' ? 'meeting' : undefined;
}
