import type { Text } from '../../../workflows/vocabulary.js';
import type { MinedDecision, MinedEvent } from './decision-shown.js';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org/" xes.version="1849.2016" xes.features="">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/><date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/><string key="lifecycle:transition" value="complete"/></global>
<classifier name="Activity" scope="event" keys="concept:name"/>
`;

/**
 * XES (IEEE 1849-2016), in pieces: one trace for each decision, with the events of its meetings and consultations in it.
 *
 * @param titleOf what an event is called; the code stands beside it
 */
export async function* xesLog(
  decisions: AsyncIterable<MinedDecision> | Iterable<MinedDecision>,
  titleOf: (event: MinedEvent) => Text,
): AsyncGenerator<string> {
  yield HEAD;
  for await (const decision of decisions) yield trace(decision, titleOf);
  yield '</log>\n';
}

function trace(
  { id, title, body, workflow, events }: MinedDecision,
  titleOf: (event: MinedEvent) => Text,
): string {
  return `<trace>
${string('concept:name', id)}${string('chengxu:title', title)}${string('chengxu:body', body)}${string('chengxu:workflow', workflow)}
${events.map((event) => eventIn(event, titleOf(event))).join('\n')}
</trace>
`;
}

function eventIn(event: MinedEvent, title: Text): string {
  const { type, time, id, subject, seq, version, person, role, unit, grade, binding, values } = event;
  return `<event>${[
    string('concept:name', type),
    string('concept:instance', id),
    `<date key="time:timestamp" value="${time}"/>`,
    string('lifecycle:transition', 'complete'),
    ...(person === undefined ? [] : [string('org:resource', person)]),
    string('org:role', role),
    ...(unit === undefined ? [] : [string('org:group', unit)]),
    string('chengxu:title', title.zh),
    string('chengxu:subject', subject),
    int('chengxu:seq', seq),
    int('chengxu:version', version),
    boolean('chengxu:binding', binding),
    ...(grade === undefined ? [] : [string('chengxu:grade', grade)]),
    ...(event.evidencedOn === undefined ? [] : [string('chengxu:evidencedOn', event.evidencedOn)]),
    ...(event.claimed === undefined ? [] : [string('chengxu:claimed', event.claimed)]),
    ...values.map(([name, value]) => valueIn(`payload:${name}`, value)),
  ].join('')}</event>`;
}

function valueIn(key: string, value: string | number | boolean): string {
  if (typeof value === 'number') return int(key, value);
  return typeof value === 'boolean' ? boolean(key, value) : string(key, value);
}

const string = (key: string, value: string): string =>
  `<string key="${attribute(key)}" value="${attribute(value)}"/>`;
const int = (key: string, value: number): string => `<int key="${attribute(key)}" value="${value}"/>`;
const boolean = (key: string, value: boolean): string =>
  `<boolean key="${attribute(key)}" value="${value}"/>`;

/** XML 1.0 knows no control characters but three, and no lone halves of characters. */
function attribute(value: string): string {
  return value
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"'\t\n\r]/g, (one) => `&#${one.charCodeAt(0)};`);
}
