import type { RemovalFacts } from '../../workflows/other-subjects.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { disclosureAt } from '../engine/disclosed-fields.js';
import { documentsNamedIn } from '../engine/papers.js';
import { eventAt, eventsOf } from '../ledger/reading.js';
import type { Look } from '../road/facts.js';
import { bodyIn } from '../road/room.js';

/** The ledger as it stood: how many events it had, and which field each disclosure was that is gone since. */
interface Then {
  readonly size: number;
  readonly recorded: RemovalFacts | undefined;
}

/**
 * What requirements may know of what an act would remove: for each disclosure that is here, which field of which event
 * it is, and whose record that is; and which of the papers the subject's events name. Asked again after the removal,
 * the name of the field is taken from the event; its class, its event and its body are asked of the ledger still.
 */
export async function removalFacts(
  rows: Rows,
  look: Look,
  payload: JsonObject,
  then?: Then,
): Promise<RemovalFacts> {
  const size = then?.size ?? Number.MAX_SAFE_INTEGER;
  const positions = listOf(payload['positions']).map(Number);
  const disclosures: Record<string, RemovalFacts['disclosures'][string]> = {};
  for (const [at, digest] of listOf(payload['digests']).map(String).entries()) {
    const position = positions[at] ?? -1;
    const event = position < size ? await eventAt(rows, position) : undefined;
    if (!event?.leaf.data._sd.includes(digest)) continue;
    const kept = event.disclosures.find((one) => one.digest === digest);
    const pointer = kept?.pointer ?? then?.recorded?.disclosures[digest]?.pointer;
    if (pointer === undefined || (!kept && event.disclosures.some((one) => one.pointer === pointer)))
      continue;
    const standpoint = await look(event.subject);
    const schema = standpoint.loaded.procedure.intake(event.type)?.schema;
    const disclosure = schema && disclosureAt(schema, pointer);
    if (disclosure === undefined) continue;
    const { subject, type } = event;
    disclosures[digest] = { position, subject, type, pointer, disclosure, body: bodyIn(standpoint) };
  }
  const { subject } = payload;
  if (typeof subject !== 'string') return { disclosures };
  const standpoint = await look(subject);
  const asked = listOf(payload['documents']).map(String);
  const named = asked.length === 0 ? new Set<string>() : await papersOf(rows, subject, size);
  return {
    disclosures,
    body: bodyIn(standpoint),
    documents: asked.filter((one) => named.has(one)).toSorted(),
  };
}

async function papersOf(rows: Rows, subject: string, size: number): Promise<Set<string>> {
  const events = (await eventsOf(rows, subject)).filter(({ seq }) => seq < size);
  return new Set(
    events.flatMap(({ leaf: { data } }) => {
      const digest = data.instrument?.['digest'];
      const named = documentsNamedIn({
        payload: data.payload,
        ...(data.evidenced === undefined ? {} : { evidenced: data.evidenced }),
      });
      return typeof digest === 'string' ? [...named, digest] : named;
    }),
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
