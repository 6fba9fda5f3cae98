import type { z } from 'zod';
import type { EventDefinition } from '../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { companionsOf } from './companions.js';
import { jsonSchemaOf, splitPayload, type DisclosedField } from './disclosed-fields.js';

/** A payload that fits its schema, as the ledger takes it. */
export interface Taken {
  readonly is: 'taken';
  /** The clear part with its companions. */
  readonly clear: JsonObject;
  readonly disclosures: readonly DisclosedField[];
}

/** Where a payload does not fit: the path of each fault, and what is wrong there. */
export interface Misfit {
  readonly is: 'misfit';
  readonly faults: readonly { readonly at: string; readonly message: string }[];
}

export interface Intake {
  /** JSON Schema 2020-12 of the payload, each field's disclosure class included. */
  readonly schema: JsonObject;
  take(payload: Json): Taken | Misfit;
}

/** How the payloads of these events are read: checked, split by disclosure class, companions added. */
export function intakesOf(events: Readonly<Record<string, EventDefinition>>): ReadonlyMap<string, Intake> {
  return new Map(Object.entries(events).map(([type, definition]) => [type, intakeOf(definition)]));
}

function intakeOf(definition: EventDefinition): Intake {
  const schema = jsonSchemaOf(definition.payload);
  return {
    schema,
    take(payload) {
      const parsed = definition.payload.safeParse(payload);
      if (!parsed.success) return { is: 'misfit', faults: faultsOf(parsed.error) };
      const whole = parsed.data as JsonObject;
      const { clear, disclosures } = splitPayload(schema, whole);
      return { is: 'taken', clear: { ...clear, ...companionsOf(definition.companions, whole) }, disclosures };
    },
  };
}

function faultsOf(error: z.ZodError): Misfit['faults'] {
  return error.issues.slice(0, 50).map(({ path, message }) => ({ at: `/${path.join('/')}`, message }));
}
