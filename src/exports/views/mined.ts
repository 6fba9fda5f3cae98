import type { JsonObject } from '../../canonical/canonical-json.js';
import type { StoredEvent } from '../../ledger/reading.js';
import { gradeOf } from '../../road/grade.js';
import type { MinedEvent } from './decision-shown.js';
import { papersIn } from './papers.js';

const NOBODY = ['anybody', 'timekeeper', 'installation'];

export function minedEvent(event: StoredEvent, isBinding: boolean): MinedEvent {
  const { leaf } = event;
  const { payload, evidenced } = leaf.data;
  const grade = gradeOf(leaf, isBinding);
  const person = leaf.onbehalf ?? leaf.actor;
  return {
    id: event.id,
    subject: event.subject,
    version: event.version,
    seq: event.seq,
    type: event.type,
    time: event.time,
    ...(evidenced && { evidencedOn: evidenced.date }),
    ...(leaf.claimed !== undefined && { claimed: leaf.claimed }),
    ...(!NOBODY.includes(person) && { person }),
    role: leaf.actorrole,
    ...(leaf.actorunit !== '' && !NOBODY.includes(leaf.actorunit) && { unit: leaf.actorunit }),
    binding: isBinding,
    ...(grade && { grade: grade.is }),
    values: singleValues(payload),
    papers: leaf.actorrole === 'public' ? [] : papersIn(leaf.data, payload).map(({ sha256 }) => sha256),
    names: subjectsNamed(payload, leaf.data.facts),
  };
}

/** Digests say nothing to a miner. */
const isDigest = (value: string): boolean => /^[0-9a-f]{64}$/.test(value);

function singleValues(payload: JsonObject): MinedEvent['values'] {
  return Object.entries(payload).flatMap(([name, value]): MinedEvent['values'] => {
    if (typeof value === 'boolean' || typeof value === 'number') return [[name, value]];
    return typeof value === 'string' && !isDigest(value) ? [[name, value]] : [];
  });
}

function subjectsNamed(payload: JsonObject, facts: JsonObject): string[] {
  const named = ['meeting', 'consultation'].flatMap((kind) => {
    const fact = facts[kind];
    const inFacts =
      typeof fact === 'object' && fact !== null && !Array.isArray(fact) ? fact[kind] : undefined;
    return [payload[kind], inFacts].flatMap((id) => (typeof id === 'string' ? [`${kind}/${id}`] : []));
  });
  return [...new Set(named)];
}
