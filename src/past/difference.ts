import type { AnyMachineSnapshot } from 'xstate';
import type { Deadline } from '../../workflows/definition.js';
import type { Context } from '../../workflows/major-decision/context.js';
import { stateInEnglish } from '../../workflows/state-words.js';
import { ROLES, type Role, type Text } from '../../workflows/vocabulary.js';
import { PAPERS, wordFor, type Words } from '../../workflows/words.js';
import type { Json } from '../canonical/canonical-json.js';
import { deadlinesIn, type KnownCalendars } from '../decisions/open-deadlines.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import type { StoredEvent } from '../ledger/reading.js';
import { changesBetween, type Change } from './changes.js';
import type { Moment } from './moment.js';

/** Both ends of something that changed; null where it was not, or is not any more. */
export interface FromTo<T> {
  readonly from: T | null;
  readonly to: T | null;
}

interface Titled {
  readonly id: string;
  readonly title: Text;
}

/** What changed in a decision between two moments, as data. */
export interface Difference {
  readonly from: End;
  readonly to: End;
  /** What happened in between. */
  readonly events: readonly {
    readonly version: number;
    readonly type: string;
    readonly title: Text;
    readonly time: string;
    readonly date: string;
    readonly actor: string;
    readonly role: Text;
  }[];
  readonly states: { readonly left: readonly Titled[]; readonly entered: readonly Titled[] };
  readonly steps: readonly (Titled & { readonly from: string; readonly to: string })[];
  /** The edition of the draft, by number and bundle digest; null where it is the same. */
  readonly draft: FromTo<{ readonly edition: number; readonly bundle: string }> | null;
  readonly deadlines: readonly (Titled & FromTo<string> & { readonly rule: string })[];
  /** Acts that became possible, and that are possible no longer, whoever may do them. */
  readonly actions: { readonly opened: readonly Titled[]; readonly closed: readonly Titled[] };
  /** Who did something in it for the first time, or in another role. */
  readonly people: readonly {
    readonly person: string;
    readonly role: Text;
    readonly unit: string;
    readonly version: number;
    readonly onBehalf: boolean;
  }[];
  /** Papers named for the first time. */
  readonly documents: readonly {
    readonly sha256: string;
    readonly title: Text;
    readonly name: string | null;
    readonly version: number;
  }[];
  /** Findings, departures, irregularities and corrections put on record. */
  readonly findings: readonly {
    readonly version: number;
    readonly type: string;
    readonly title: Text;
    /** The step, requirement, rule, event or deadline that it is about. */
    readonly about: Text | null;
  }[];
  /** Everything that the procedure remembers and that changed, by path. */
  readonly context: readonly Change[];
}

interface End {
  readonly version: number;
  readonly time: string;
  readonly stateHash: string;
}

/** Papers, and the parts of a draft's bundle. */
const TITLES: Words = {
  ...PAPERS,
  draft: { zh: '决策草案', en: 'the draft' },
  option: { zh: '备选方案', en: 'an option' },
  annex: { zh: '附件', en: 'an annex' },
};

const FINDINGS: readonly string[] = [
  'StepFindingRecorded',
  'DepartureRecorded',
  'IrregularityRecorded',
  'AuditFindingRecorded',
  'RecordCorrected',
  'DeadlinePassed',
];

/** Compares two moments of one decision, `from` not after `to`. */
export async function differenceBetween(
  workflow: ReleasedWorkflow,
  calendars: KnownCalendars,
  from: Moment,
  to: Moment,
): Promise<Difference> {
  const since = to.events.slice(from.events.length);
  const { procedure } = workflow;
  const titled = (type: string): Titled => ({
    id: type,
    title: procedure.events[type]?.title ?? { zh: type, en: type },
  });
  const [before, after] = [actsIn(from.state, workflow), actsIn(to.state, workflow)];
  return {
    from: endOf(from),
    to: endOf(to),
    events: since.map((event) => ({
      version: event.version,
      type: event.type,
      title: titled(event.type).title,
      time: event.time,
      date: dateInShanghai(event.time),
      actor: event.leaf.actor,
      role: roleOf(event.leaf.actorrole),
    })),
    states: {
      left: without(statesOf(from.state), statesOf(to.state)),
      entered: without(statesOf(to.state), statesOf(from.state)),
    },
    steps: stepsBetween(workflow, from, to),
    draft: draftBetween(from, to),
    deadlines: deadlinesBetween(
      await deadlinesIn(workflow, from.state, calendars),
      await deadlinesIn(workflow, to.state, calendars),
    ),
    actions: {
      opened: after.filter((type) => !before.includes(type)).map(titled),
      closed: before.filter((type) => !after.includes(type)).map(titled),
    },
    people: peopleSince(from.events, since),
    documents: documentsSince(from.events, since),
    findings: since
      .filter(({ type }) => FINDINGS.includes(type))
      .map((event) => ({
        version: event.version,
        type: event.type,
        title: titled(event.type).title,
        about: aboutOf(event, workflow),
      })),
    context: changesBetween(from.state.context as Json, to.state.context as Json),
  };
}

const endOf = ({ version, events, state, loaded }: Moment): End => ({
  version,
  time: events.at(-1)?.time ?? '',
  stateHash: loaded.procedure.stateHash?.(state) ?? '',
});

const roleOf = (role: string): Text => ROLES[role as Role] ?? { zh: role, en: role };

function statesOf(snapshot: AnyMachineSnapshot): Titled[] {
  return snapshot._nodes
    .filter(({ type }) => type === 'atomic' || type === 'final')
    .map(({ id, description }) => ({
      id,
      title: { zh: description ?? id, en: stateInEnglish(id.replace(/^[^.]+\./, '')) },
    }));
}

const without = (these: readonly Titled[], those: readonly Titled[]): Titled[] =>
  these.filter(({ id }) => !those.some((other) => other.id === id));

const actsIn = (snapshot: AnyMachineSnapshot, { procedure }: ReleasedWorkflow): string[] =>
  Object.keys(procedure.events).filter((type) =>
    snapshot._nodes.some(({ ownEvents }) => ownEvents.includes(type)),
  );

function stepsBetween({ steps, procedure }: ReleasedWorkflow, from: Moment, to: Moment): Difference['steps'] {
  const stands = ({ state }: Moment) => procedure.view(state)['steps'] as Readonly<Record<string, string>>;
  const [before, after] = [stands(from), stands(to)];
  return steps
    .map(({ id, title }) => ({ id, title, from: before[id] ?? '', to: after[id] ?? '' }))
    .filter((step) => step.from !== step.to);
}

function draftOf({ state }: Moment) {
  const { draft } = state.context as Pick<Context, 'draft'>;
  return draft && { edition: draft.edition, bundle: draft.bundle };
}

function draftBetween(from: Moment, to: Moment): Difference['draft'] {
  const [before, after] = [draftOf(from), draftOf(to)];
  return before?.bundle === after?.bundle ? null : { from: before, to: after };
}

const dayIn = (among: readonly Deadline[], id: string) => among.find((one) => one.id === id)?.on ?? null;

function deadlinesBetween(
  before: readonly Deadline[],
  after: readonly Deadline[],
): (Titled & FromTo<string> & { readonly rule: string })[] {
  const all = new Map([...before, ...after].map((one) => [one.id, one]));
  return [...all.values()]
    .map(({ id, title, rule }) => ({ id, title, rule, from: dayIn(before, id), to: dayIn(after, id) }))
    .filter(({ from, to }) => from !== to);
}

function peopleSince(before: readonly StoredEvent[], since: readonly StoredEvent[]): Difference['people'] {
  const known = new Set(before.flatMap(castOf).map(({ key }) => key));
  return since.flatMap(castOf).flatMap(({ key, ...one }) => {
    if (known.has(key)) return [];
    known.add(key);
    return [one];
  });
}

function castOf({ leaf, version }: StoredEvent) {
  const { actor, actorrole, actorunit: unit, onbehalf } = leaf;
  const as = (person: string, onBehalf: boolean) => ({
    key: `${person} ${actorrole} ${unit} ${onBehalf}`,
    person,
    role: roleOf(actorrole),
    unit,
    version,
    onBehalf,
  });
  return [as(actor, false), ...(onbehalf === undefined ? [] : [as(onbehalf, true)])];
}

function documentsSince(
  before: readonly StoredEvent[],
  since: readonly StoredEvent[],
): Difference['documents'] {
  const known = new Set(before.flatMap(papersIn).map(({ sha256 }) => sha256));
  return since.flatMap(papersIn).filter(({ sha256 }) => !known.has(sha256) && known.add(sha256));
}

function papersIn({ leaf, disclosures, version }: StoredEvent): Difference['documents'][number][] {
  const found: Difference['documents'][number][] = [];
  const walk = (value: Json | undefined): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const member of Object.values(value)) walk(member);
    if (Array.isArray(value) || typeof value['sha256'] !== 'string') return;
    const { sha256, kind, role, name } = value;
    const code = [kind, role].find((one) => typeof one === 'string');
    const title = typeof code === 'string' ? wordFor(TITLES, code) : { zh: '材料', en: 'a paper' };
    found.push({ sha256, title, name: typeof name === 'string' ? name : null, version });
  };
  walk(joinPayload(leaf.data.payload, disclosures));
  const { instrument, evidenced } = leaf.data;
  const other = (sha256: unknown, title: Text) => {
    if (typeof sha256 === 'string') found.push({ sha256, title, name: null, version });
  };
  other(instrument?.['digest'], { zh: '签署原件', en: 'the signed original' });
  other(evidenced?.source, { zh: '日期的佐证', en: 'the source of the date' });
  return found;
}

/** As its form names it; a step and a requirement have names of their own. */
function aboutOf({ leaf }: StoredEvent, { steps, procedure }: ReleasedWorkflow): Text | null {
  const { step, requirement, rule, event, deadline } = leaf.data.payload;
  const code = [step, requirement, rule, event, deadline].find(
    (one) => typeof one === 'string' || typeof one === 'number',
  );
  if (code === undefined || code === null) return null;
  const known =
    code === step
      ? steps.find(({ id }) => id === step)
      : Object.values(procedure.definition.requirements).find(({ id }) => id === code);
  return known?.title ?? { zh: String(code), en: String(code) };
}
