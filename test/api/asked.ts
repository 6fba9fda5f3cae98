import * as fc from 'fast-check';
import type { JsonObject } from '../../src/canonical/canonical-json.js';
import type { ApiDocument, Operation, Parameter } from './operations.js';

/** One request, as it goes out. */
export interface Asked {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly who: number;
}

/** Values that break programs: each stands wherever a value can. */
const HOSTILE: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  0.1,
  true,
  [],
  {},
  [[[[]]]],
  'null',
  '__proto__',
  'constructor',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '=cmd|calc!A1',
  '../../etc/passwd',
  '\u0000',
  '\u202egnp.exe',
  'a\r\nSet-Cookie: x=y',
  '${jndi:ldap://x}',
  'x'.repeat(10_000),
  '𠮷',
  '2026-02-30',
  '9999-12-31T23:59:60Z',
  { constructor: { prototype: { admin: true } } },
  { $gt: '' },
];
/** Texts that are no value of any schema. */
const RAW = ['', '{', '{"__proto__":{"admin":true}}', '{"a":1,"a":2}', '[1e999]', '"\\ud800"', '\ufeff{}'];

/** Requests for an operation: as its schemas say, nearly so, and not at all. @param pool values that mean something here */
export function requestsFor(
  operation: Operation,
  document: ApiDocument,
  pool: readonly string[],
): fc.Arbitrary<Asked> {
  const values = new Values(document, pool);
  const placed = (where: Parameter['in'], hostile: fc.Arbitrary<unknown>) =>
    fc.record(
      Object.fromEntries(
        operation.parameters
          .filter((one) => one.in === where)
          .map(({ name, required, schema }) => {
            const value = fc.oneof(
              { arbitrary: values.of(schema, 0), weight: 6 },
              { arbitrary: fc.constantFrom(...pool), weight: 3 },
              { arbitrary: hostile, weight: 1 },
            );
            return [name, required && where === 'path' ? value : fc.option(value, { nil: undefined })];
          }),
      ),
    );
  const hostile = fc.constantFrom(...HOSTILE);
  return fc
    .record({
      path: placed('path', hostile),
      query: placed('query', hostile),
      more: fc.constantFrom('', '', '', '', 'x=1', '__proto__=1', 'limit=1&limit=2'),
      headers: placed('header', fc.constantFrom('"0"', 'W/"1"', '*', '', '"-1"', 'x'.repeat(300))),
      body: bodyOf(operation, values),
      who: fc.nat(4),
    })
    .map(({ path, query, more, headers, body, who }) => ({
      target: targetOf(operation.path, path, query, more),
      headers: Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
          value === undefined
            ? []
            : [
                [
                  name,
                  shown(value)
                    .replaceAll(/[^\x20-\x7e]/g, '?')
                    .slice(0, 2000),
                ],
              ],
        ),
      ),
      body,
      who,
    }));
}

function bodyOf({ body, streamed }: Operation, values: Values): fc.Arbitrary<string | undefined> {
  if (streamed)
    return fc.oneof(fc.constantFrom('%PDF-1.4', 'PK\u0003\u0004', '文本', '\u0000', ''), fc.string());
  if (!body) return fc.constantFrom(undefined, undefined, undefined, '{}');
  return fc.oneof(
    { arbitrary: values.of(body, 0).map((value) => JSON.stringify(value)), weight: 8 },
    { arbitrary: values.withMore(body).map((value) => JSON.stringify(value)), weight: 2 },
    { arbitrary: fc.constantFrom(...HOSTILE).map((value) => JSON.stringify(value)), weight: 1 },
    { arbitrary: fc.constantFrom(...RAW), weight: 1 },
  );
}

function targetOf(template: string, path: object, query: object, more: string): string {
  const named = new Map(Object.entries(path));
  const filled = template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const text = shown(named.get(name) ?? 'nothing');
    // A client would resolve these before it asks.
    return /^\.{0,2}$/.test(text) ? 'dots' : escaped(text.slice(0, 500));
  });
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escaped(shown(value).slice(0, 2000))}`],
  );
  const all = [...asked, ...(more ? [more] : [])].join('&');
  return all ? `${filled}?${all}` : filled;
}

/** Half a character cannot be escaped: it becomes U+FFFD. */
const escaped = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** One body of an operation, most likely as it should be; undefined where it takes none. */
export function sampleBody(
  operation: Operation,
  document: ApiDocument,
  pool: readonly string[],
): string | undefined {
  if (!operation.body) return undefined;
  const [body] = fc.sample(new Values(document, pool).of(operation.body, 0), { numRuns: 1, seed: 7 });
  return JSON.stringify(body);
}

/** Arbitraries off JSON Schema, as far as zod writes it. */
class Values {
  /** Of each schema, by depth: those of the road's events stand in many places. */
  private readonly built = new WeakMap<JsonObject, fc.Arbitrary<unknown>[]>();

  constructor(
    private readonly document: ApiDocument,
    private readonly pool: readonly string[],
  ) {}

  /** A value that fits, or that is hostile in one place. */
  of(schema: JsonObject, depth: number): fc.Arbitrary<unknown> {
    const resolved = this.resolved(schema);
    const built = this.built.get(resolved) ?? [];
    this.built.set(resolved, built);
    return (built[depth] ??= fc.oneof(
      { arbitrary: this.fitting(resolved, depth), weight: 24 },
      { arbitrary: fc.constantFrom(...HOSTILE), weight: 1 },
    ));
  }

  /** What nobody asked for beside what was: the members that would matter, if they were taken. */
  withMore(schema: JsonObject): fc.Arbitrary<unknown> {
    const more = fc.constantFrom(
      { roles: ['administrator'] },
      { isAdmin: true },
      { person: 'somebody', actor: 'somebody', by: 'somebody' },
      { time: '2000-01-01T00:00:00Z', state: 'adopted', version: 0, facts: {} },
      { constructor: { prototype: { admin: true } } },
    );
    return fc.tuple(this.of(schema, 0), more).map(([value, added]) => ({ ...(value as object), ...added }));
  }

  private resolved(schema: JsonObject): JsonObject {
    const ref = schema['$ref'];
    if (typeof ref !== 'string') return schema;
    return this.document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {};
  }

  private fitting(schema: JsonObject, depth: number): fc.Arbitrary<unknown> {
    const lists = (name: string) => (schema[name] ?? []) as JsonObject[];
    const either = [...lists('anyOf'), ...lists('oneOf')];
    if ('const' in schema) return fc.constant(schema['const']);
    if ('enum' in schema) return fc.constantFrom(...lists('enum'));
    if (depth > 6) return fc.constant(null);
    // One by one, as they are drawn: there are hundreds of them, and they are large.
    if (either.length > 0) return fc.nat(either.length - 1).chain((i) => this.of(either[i] ?? {}, depth + 1));
    const all = lists('allOf');
    if (all.length > 0)
      return fc
        .tuple(...all.map((one) => this.fitting(this.resolved(one), depth + 1)))
        .map((parts) => Object.assign({}, ...(parts as object[])) as unknown);
    return this.typed(schema, depth);
  }

  private typed(schema: JsonObject, depth: number): fc.Arbitrary<unknown> {
    const number = (name: string, otherwise: number) =>
      typeof schema[name] === 'number' ? schema[name] : otherwise;
    if (schema['type'] === 'object') return this.object(schema, depth);
    if (schema['type'] === 'array') {
      const minLength = Math.min(number('minItems', 0), 3);
      return fc.array(this.of((schema['items'] ?? {}) as JsonObject, depth + 1), { minLength, maxLength: 3 });
    }
    if (schema['type'] === 'integer' || schema['type'] === 'number')
      return fc.integer({
        min: Math.max(number('minimum', -5), -1_000_000),
        max: Math.min(Math.max(number('maximum', 1000), number('minimum', -5)), 1_000_000),
      });
    if (schema['type'] === 'boolean') return fc.boolean();
    if (schema['type'] === 'string') return this.text(schema);
    return fc.constantFrom(...HOSTILE);
  }

  private object(schema: JsonObject, depth: number): fc.Arbitrary<unknown> {
    const required = (schema['required'] ?? []) as string[];
    const members = Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>);
    return fc.record(Object.fromEntries(members.map(([name, one]) => [name, this.of(one, depth + 1)])), {
      requiredKeys: required.filter((name) => members.some(([known]) => known === name)),
    });
  }

  private text({ pattern, format, minLength }: JsonObject): fc.Arbitrary<string> {
    if (format === 'date') return fc.constantFrom('2026-03-02', '2026-04-01', '1999-12-31');
    if (format === 'date-time') return fc.constantFrom('2026-03-02T01:00:00Z', '2026-03-02T09:00:00+08:00');
    const fits = this.pool.filter((one) => typeof pattern !== 'string' || new RegExp(pattern, 'u').test(one));
    const pooled = fits.length > 0 ? [fc.constantFrom(...fits)] : [];
    if (typeof pattern === 'string') return fc.oneof(...pooled, patterned(pattern));
    const least = typeof minLength === 'number' ? minLength : 0;
    return fc.oneof(...pooled, fc.string({ unit: 'grapheme', minLength: least, maxLength: least + 20 }));
  }
}

/** Turning a pattern round takes long, and there are few of them. */
const turned = new Map<string, fc.Arbitrary<string>>();

function patterned(pattern: string): fc.Arbitrary<string> {
  const known = turned.get(pattern) ?? turnedRound(pattern);
  turned.set(pattern, known);
  return known;
}

/** Not every pattern can be turned round. */
function turnedRound(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
  } catch {
    return fc.string();
  }
}
