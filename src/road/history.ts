import { z } from 'zod';
import { ROLES, type Facts, type Role, type Text } from '../../workflows/vocabulary.js';
import type { Json } from '../canonical/canonical-json.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { Procedure } from '../engine/procedure.js';
import type { StoredEvent } from '../ledger/reading.js';
import { gradeAnswer, gradeOf, type Grade } from './grade.js';

const text = z.strictObject({ zh: z.string(), en: z.string() });

/** The shape of a history over HTTP, on every subject. */
export const historyAnswer = z.strictObject({
  events: z.array(
    z.strictObject({
      version: z.int(),
      seq: z.int(),
      id: z.string(),
      type: z.string(),
      title: text,
      time: z.string(),
      date: z.iso.date(),
      evidenced: z.unknown().optional(),
      claimed: z.string().optional(),
      actor: z.string(),
      role: text,
      unit: z.string(),
      onBehalf: z.string().optional(),
      /** For whom it was done, where it was done by delegation. */
      delegatedBy: z.string().optional(),
      /** What vouches for a binding act, or for one that the law wants signed. */
      grade: gradeAnswer.optional(),
      payload: z.unknown(),
      facts: z.unknown(),
      leafHash: z.string(),
      stateHash: z.string().optional(),
    }),
  ),
});

/** One event of a history as people read it. */
export interface Told {
  readonly version: number;
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly title: Text;
  readonly time: string;
  readonly date: string;
  /** Dates: recorded by this system; evidenced by a checked outside source; claimed. Never merged. */
  readonly evidenced?: Json;
  readonly claimed?: string;
  readonly actor: string;
  readonly role: Text;
  readonly unit: string;
  readonly onBehalf?: string;
  readonly delegatedBy?: string;
  readonly grade?: Grade;
  readonly payload: Json;
  readonly facts: Json;
  readonly leafHash: string;
  readonly stateHash?: string;
}

/** A recorded event with the words that belong to it; erased fields stay away. */
export function told(procedure: Procedure, event: StoredEvent): Told {
  const { leaf } = event;
  const grade = gradeOf(leaf, procedure.events[event.type]?.binding === true);
  return {
    version: event.version,
    seq: event.seq,
    id: event.id,
    type: event.type,
    title: procedure.events[event.type]?.title ?? { zh: event.type, en: event.type },
    time: event.time,
    date: dateInShanghai(event.time),
    ...(leaf.data.evidenced === undefined ? {} : { evidenced: leaf.data.evidenced }),
    ...(leaf.claimed === undefined ? {} : { claimed: leaf.claimed }),
    actor: leaf.actor,
    role: ROLES[leaf.actorrole as Role] ?? { zh: leaf.actorrole, en: leaf.actorrole },
    unit: leaf.actorunit,
    ...(leaf.onbehalf === undefined ? {} : { onBehalf: leaf.onbehalf }),
    ...delegated(leaf.data.facts),
    ...(grade === undefined ? {} : { grade }),
    payload: joinPayload(leaf.data.payload, event.disclosures),
    facts: leaf.data.facts,
    leafHash: event.leafHash,
    ...(leaf.statehash === undefined ? {} : { stateHash: leaf.statehash }),
  };
}

function delegated({ delegation }: Partial<Facts>): { readonly delegatedBy?: string } {
  return delegation === undefined ? {} : { delegatedBy: delegation.by.person };
}
