import { dayInChina } from './facts.js';
import type { Disclosed } from './disclosures.js';
import { canonical, isObject, type Json, type JsonObject } from './json.js';
import type { Leaf } from './leaf.js';

/** What a built workflow lends (`workflow` of `data/definitions/<sha256>.mjs`); nothing of it is trusted to be so. */
export interface BuiltWorkflow {
  readonly procedure: {
    readonly events: Readonly<Record<string, { readonly companions?: object } | undefined>>;
    intake(type: string): { take(payload: Json): Taken | { readonly is: 'misfit' } } | undefined;
    decide(state: unknown, act: object): Verdict;
    stateHash?(state: unknown): string;
    context(state: unknown): unknown;
    readonly restsOn?: Readonly<Record<string, string>>;
  };
  dayCountingOn(calendar: unknown): unknown;
}

type Verdict =
  | { readonly is: 'accepted'; readonly state: unknown }
  | {
      readonly is: 'refused';
      readonly unmet: readonly {
        readonly requirement?: string;
        readonly title: { readonly zh: string; readonly en: string };
      }[];
    }
  | { readonly is: 'not-now' };

interface Taken {
  readonly is: 'taken';
  readonly clear: JsonObject;
  readonly disclosures: readonly { readonly pointer: string }[];
}

export function isBuiltWorkflow(value: unknown): value is BuiltWorkflow {
  const { procedure, dayCountingOn } = (value ?? {}) as Partial<BuiltWorkflow>;
  const { decide, intake, context, events } = procedure ?? {};
  return (
    [decide, intake, context, dayCountingOn].every((one) => typeof one === 'function') &&
    typeof events === 'object'
  );
}

/** The act that a recorded event was, for the procedure to judge again. */
export function actOf(leaf: Leaf, days: unknown): object {
  const { type, subject, time, actor, actorrole, actorunit, onbehalf, claimed, data } = leaf;
  const { version, payload, facts, evidenced, instrument } = data;
  return {
    type,
    subject,
    version,
    time,
    date: dayInChina(time),
    actor,
    actorRole: actorrole,
    actorUnit: actorunit,
    payload,
    facts,
    days,
    ...(onbehalf === undefined ? {} : { onBehalf: onbehalf }),
    ...(claimed === undefined ? {} : { claimed }),
    ...(evidenced === undefined ? {} : { evidenced }),
    ...(instrument === undefined ? {} : { instrument }),
  };
}

/**
 * Takes the whole payload in again, disclosures included, and names the first field that comes out otherwise.
 *
 * @param disclosed all of the event's disclosures
 */
export function disagreeingField(
  { procedure }: BuiltWorkflow,
  { type, data: { payload } }: Leaf,
  disclosed: readonly Disclosed[],
): string | undefined {
  const intake = procedure.intake(type);
  if (!intake) return undefined;
  const whole = joined(payload, disclosed);
  for (const name of Object.keys(procedure.events[type]?.companions ?? {})) delete whole[name];
  const taken = intake.take(whole);
  if (taken.is !== 'taken') return '/';
  const names = new Set([...Object.keys(payload), ...Object.keys(taken.clear)]);
  const differing = [...names].find((name) => textOf(payload[name]) !== textOf(taken.clear[name]));
  if (differing !== undefined) return `/payload/${differing}`;
  const [here, wanted] = [disclosed, taken.disclosures].map((list) =>
    list.map(({ pointer }) => pointer).sort(),
  );
  return here?.find((pointer, at) => pointer !== wanted?.[at]) ?? wanted?.[here?.length ?? 0];
}

const textOf = (value: Json | undefined) => (value === undefined ? '' : canonical(value));

/** Puts the disclosed values back where they stood. */
function joined(payload: JsonObject, disclosed: readonly Disclosed[]): JsonObject {
  const whole = JSON.parse(JSON.stringify(payload)) as JsonObject;
  for (const { pointer, value } of disclosed) {
    const [root, ...path] = pointer
      .slice(1)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = path.pop();
    let parent: Json | undefined = whole;
    for (const part of path)
      parent = Array.isArray(parent) ? parent[Number(part)] : isObject(parent) ? parent[part] : undefined;
    if (root === 'payload' && last !== undefined && last !== '__proto__' && isObject(parent))
      parent[last] = value;
  }
  return whole;
}
