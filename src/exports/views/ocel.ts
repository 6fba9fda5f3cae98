import type { MinedDecision, MinedEvent } from './decision-shown.js';

/**
 * OCEL 2.0 as JSON (ocel-standard.org), in pieces: events first, as they come; then the objects; and at the end the types,
 * whose attributes are known only once everything has passed. A JSON object has no order.
 *
 * @param decisions asked for twice: once for the events, once for the objects
 */
export async function* ocelJson(
  decisions: () => AsyncIterable<MinedDecision> | Iterable<MinedDecision>,
): AsyncGenerator<string> {
  const types = new Types();
  const isFirst = onceEach();
  yield '{"events":[';
  yield* listed(decisions(), ({ events, id }) =>
    events
      // Several decisions share a meeting: its events come once.
      .filter((event) => !event.subject.startsWith('meeting/') || isFirst(event.id))
      .map((event) => written(types.event(ocelEvent(event, id)))),
  );
  yield '],"objects":[';
  yield* listed(decisions(), (decision) =>
    objectsOf(decision)
      .filter(({ id }) => isFirst(id))
      .map((object) => written(types.object(object))),
  );
  yield `],"eventTypes":${JSON.stringify(types.eventTypes())},"objectTypes":${JSON.stringify(types.objectTypes())}}\n`;
}

/** The published JSON schema takes every value as a string; of what type it is, the type's attribute says. */
function written<T extends { readonly attributes: readonly { readonly value: Value }[] }>(one: T): object {
  return { ...one, attributes: one.attributes.map((named) => ({ ...named, value: String(named.value) })) };
}

function onceEach(): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => !seen.has(id) && seen.add(id).has(id);
}

async function* listed(
  decisions: AsyncIterable<MinedDecision> | Iterable<MinedDecision>,
  itemsOf: (decision: MinedDecision) => readonly object[],
): AsyncGenerator<string> {
  let separator = '';
  for await (const decision of decisions) {
    const items = itemsOf(decision);
    if (items.length === 0) continue;
    yield `${separator}${items.map((item) => JSON.stringify(item)).join(',')}`;
    separator = ',';
  }
}

type Value = string | number | boolean;

interface OcelEvent {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly attributes: readonly { readonly name: string; readonly value: Value }[];
  readonly relationships: readonly Related[];
}

interface OcelObject {
  readonly id: string;
  readonly type: string;
  readonly attributes: readonly { readonly name: string; readonly time: string; readonly value: Value }[];
  readonly relationships: readonly Related[];
}

interface Related {
  readonly objectId: string;
  readonly qualifier: string;
}

function ocelEvent(event: MinedEvent, decision: string): OcelEvent {
  const { person, unit, papers, names, subject } = event;
  const told: readonly (readonly [string, Value | undefined])[] = [
    ['seq', event.seq],
    ['version', event.version],
    ['role', event.role],
    ['binding', event.binding],
    ['grade', event.grade],
    ['evidencedOn', event.evidencedOn],
    ['claimed', event.claimed],
    ...event.values.map(([name, value]) => [`payload.${name}`, value] as const),
  ];
  return {
    id: event.id,
    type: event.type,
    time: event.time,
    attributes: told.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
    relationships: [
      { objectId: subject, qualifier: 'on' },
      ...(subject === `decision/${decision}` || subject.startsWith('meeting/')
        ? []
        : [{ objectId: `decision/${decision}`, qualifier: 'for' }]),
      ...names.filter((name) => name !== subject).map((name) => ({ objectId: name, qualifier: 'at' })),
      ...(person === undefined ? [] : [{ objectId: `person/${person}`, qualifier: 'by' }]),
      ...(unit === undefined ? [] : [{ objectId: `unit/${unit}`, qualifier: 'of' }]),
      ...papers.map((digest) => ({ objectId: `document/${digest}`, qualifier: 'names' })),
    ],
  };
}

/** The things that its events are about, each with when it was first seen. */
function objectsOf({ id, title, body, workflow, events }: MinedDecision): OcelObject[] {
  const subject = `decision/${id}`;
  const begun = events.find((event) => event.subject === subject)?.time ?? '1970-01-01T00:00:00.000Z';
  const own: OcelObject = {
    id: subject,
    type: 'decision',
    attributes: [
      { name: 'title', time: begun, value: title },
      { name: 'workflow', time: begun, value: workflow },
    ],
    relationships: [
      { objectId: `unit/${body}`, qualifier: 'decided by' },
      ...[...new Set(events.flatMap(({ subject: on, names }) => [on, ...names]))]
        .filter((other) => other !== subject)
        .map((other) => ({ objectId: other, qualifier: other.split('/')[0] ?? '' })),
    ],
  };
  const others = new Set([
    `unit/${body}`,
    ...events.flatMap(({ subject: on, names, person, unit, papers }) => [
      on,
      ...names,
      ...(person === undefined ? [] : [`person/${person}`]),
      ...(unit === undefined ? [] : [`unit/${unit}`]),
      ...papers.map((digest) => `document/${digest}`),
    ]),
  ]);
  others.delete(subject);
  return [own, ...[...others].map(bare)];
}

const bare = (id: string): OcelObject => ({
  id,
  type: id.split('/')[0] ?? '',
  attributes: [],
  relationships: [],
});

/** Which types there are, and which attributes each has. */
class Types {
  private readonly events = new Map<string, Map<string, string>>();
  private readonly objects = new Map<string, Map<string, string>>();

  event(event: OcelEvent): OcelEvent {
    note(this.events, event);
    return event;
  }

  object(object: OcelObject): OcelObject {
    note(this.objects, object);
    return object;
  }

  eventTypes = () => told(this.events);
  objectTypes = () => told(this.objects);
}

function note(known: Map<string, Map<string, string>>, { type, attributes }: OcelEvent | OcelObject): void {
  const own = known.get(type) ?? new Map<string, string>();
  known.set(type, own);
  for (const { name, value } of attributes) {
    const is = typeof value === 'number' ? 'integer' : typeof value;
    const before = own.get(name);
    // Versions of a procedure may differ in what a field is: then it is told as text.
    own.set(name, before !== undefined && before !== is ? 'string' : is);
  }
}

const told = (known: ReadonlyMap<string, ReadonlyMap<string, string>>) =>
  [...known.keys()].toSorted().map((name) => ({
    name,
    attributes: [...(known.get(name) ?? [])].map(([attribute, type]) => ({ name: attribute, type })),
  }));
