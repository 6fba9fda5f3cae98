import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { AnyMachineSnapshot } from 'xstate';
import type { BaseContext } from '../../workflows/definition.js';
import { ROLES, type Role } from '../../workflows/vocabulary.js';
import { Calendars } from '../calendar/calendars.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { WorkflowMissing, type ReleasedWorkflow } from '../decisions/workflows.js';
import { presentDocuments } from '../documents/documents.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import { foldOne } from '../engine/fold.js';
import type { Text } from '../../workflows/vocabulary.js';
import { parseCheckpoint } from '../ledger/checkpoint.js';
import { publishedNote } from '../ledger/cosigned-notes.js';
import { eventsOf, type StoredEvent } from '../ledger/reading.js';
import { namesAndPosts, namesOfUnits } from '../people/directory.js';
import { gradeOf } from '../road/grade.js';
import { SubjectNotFound } from '../road/refusals.js';
import { definitionsFor, kindOf, memberOf, registersOf, type Definitions } from './registers.js';
import { isByThePublic, REMOVALS } from './named.js';
import { readRefused } from './read-refused.js';
import { readRetention } from './read-retention.js';
import { NotSignedYet } from './refusals.js';
import { completenessOf } from './views/completeness.js';
import type { CheckpointShown, DecisionShown, EventShown } from './views/decision-shown.js';
import { minedEvent } from './views/mined.js';
import { papersIn, papersShown } from './views/papers.js';
import type { Names } from './views/said.js';
import { sentenceOf } from './views/sentence.js';
import { stepsShown, type Passed } from './views/steps.js';

/** Events that are read or told at once. */
const PAGE = 20;

/** What is read for the views. */
export interface ReadFrom {
  readonly rows: Rows;
  readonly released: readonly ReleasedWorkflow[];
  /** The checkpoint below whose size everything shown lies; the newest that is published unless told. */
  readonly checkpoint?: CheckpointShown | undefined;
  /** Whether what was tried and refused is shown too: to auditors of the body. */
  readonly withRefused?: boolean | undefined;
}

/**
 * One decision as the views show it: everything below the newest checkpoint. What members of the public wrote is not
 * read into it. Access is for the caller to check.
 *
 * @param at stands on the views as the time of reading
 * @throws SubjectNotFound; NotSignedYet before the first checkpoint over it; NotALeaf, IllegalHistory where the record was
 * altered; CalendarMissing
 */
export async function readShown(
  { rows, released, checkpoint: given, withRefused = false }: ReadFrom,
  id: string,
  at: Date,
): Promise<DecisionShown> {
  const checkpoint = given ?? (await newestCheckpoint(rows));
  const subject = `decision/${id}`;
  const own = await historyOf(rows, subject, checkpoint.size);
  const [first] = own;
  if (!first)
    throw (await eventsOf(rows, subject, 0, 1)).length > 0 ? new NotSignedYet() : new SubjectNotFound();
  const workflow = released.find(({ hash }) => hash === first.leaf.workflowhash);
  if (!workflow) throw new WorkflowMissing(first.leaf.workflowhash ?? '');
  const passed = await folded(rows, workflow, own);
  const last = passed.at(-1)?.after as AnyMachineSnapshot;
  const others = await registersOf(rows, own, checkpoint.size);
  const stored = [...own, ...others.flatMap(({ events }) => events)].toSorted((a, b) => a.seq - b.seq);
  const names = await namesIn(rows, stored);
  const definitions = definitionsFor(workflow);
  const events: EventShown[] = [];
  for (const event of stored) {
    events.push(shown(event, definitions, names));
    if (events.length % PAGE === 0) await letOthersRun();
  }
  const present = new Set(
    await presentDocuments(
      rows,
      events.flatMap(({ papers }) => papers.map(({ sha256 }) => sha256)),
    ),
  );
  const steps = stepsShown(
    workflow,
    passed,
    events.filter(({ kind }) => kind === 'decision'),
  );
  const papers = papersShown(events, present, await removedPapers(rows, checkpoint.size));
  const { body } = workflow.procedure.context(last) as BaseContext;
  return {
    id,
    title: titleIn(events[0]),
    body: { id: body ?? '', ...named(names.units.get(body ?? '')) },
    workflow: {
      id: workflow.procedure.id,
      version: workflow.procedure.version,
      hash: workflow.hash,
      title: workflow.title,
    },
    at: at.toISOString(),
    source: first.leaf.source,
    checkpoint,
    steps,
    standing: last._nodes
      .filter(({ type }) => type === 'atomic' || type === 'final')
      .map((node) => node.description ?? node.id),
    settled: last.hasTag('settled'),
    events,
    consultations: others.flatMap(({ consultation }) => consultation ?? []),
    papers,
    ...(withRefused && { refused: await readRefused(rows, id, definitions.decision.events) }),
    completeness: completenessOf({
      events,
      steps,
      passed,
      papers,
      retention: await readRetention(rows, body ?? '', own),
    }),
    mined: {
      id,
      title: titleIn(events[0]),
      body: body ?? '',
      workflow: `${workflow.procedure.id}/${workflow.procedure.version}`,
      events: stored.map((event, place) => minedEvent(event, events[place]?.binding === true)),
    },
  };
}

const titleIn = (first: EventShown | undefined): string =>
  typeof first?.said['title'] === 'string' ? first.said['title'] : '';

/** The newest checkpoint that is given out, as in a bag. */
async function newestCheckpoint(rows: Rows): Promise<CheckpointShown> {
  const note = await publishedNote(rows);
  if (note === undefined) throw new NotSignedYet();
  const { origin, size, root } = parseCheckpoint(note.slice(0, note.indexOf('\n\n') + 1));
  return { origin, size, root: root.toString('hex'), note };
}

/** Its events below this position; read in pages, between which whoever waits for something else comes. */
async function historyOf(rows: Rows, subject: string, below: number): Promise<StoredEvent[]> {
  const history: StoredEvent[] = [];
  for (let from = 0; ; from += PAGE) {
    const page = await eventsOf(rows, subject, from, from + PAGE);
    history.push(...page.filter(({ seq }) => seq < below));
    if (page.length < PAGE) return history;
    await letOthersRun();
  }
}

/** Each event with the state before and after it, every requirement asked again; whoever waits goes between. */
async function folded(
  rows: Rows,
  { procedure }: ReleasedWorkflow,
  events: readonly StoredEvent[],
): Promise<Passed[]> {
  const calendars = Calendars.kept(rows);
  const passed: Passed[] = [];
  let before: AnyMachineSnapshot | undefined;
  for (const { leaf, seq } of events) {
    await calendars.load(String(leaf.data.facts['calendar']));
    const after = foldOne(procedure, before, leaf, calendars.at);
    passed.push({ seq, before, after });
    before = after;
    await letOthersRun();
  }
  return passed;
}

interface KnownNames extends Names {
  readonly people: ReadonlyMap<string, { readonly name: string; readonly post: string }>;
  readonly units: ReadonlyMap<string, string>;
}

/** Names of everybody and of every unit that stands anywhere in these events. */
async function namesIn(rows: Rows, events: readonly StoredEvent[]): Promise<KnownNames> {
  const ids = new Set<string>();
  for (const { leaf, disclosures } of events) {
    for (const id of [leaf.actor, leaf.onbehalf, leaf.actorunit]) if (id) ids.add(id);
    for (const value of [
      leaf.data.payload,
      leaf.data.facts,
      leaf.data.evidenced ?? null,
      leaf.data.instrument ?? null,
    ])
      gatherIds(value, ids);
    for (const { value } of disclosures) gatherIds(value, ids);
  }
  const [people, units] = [await namesAndPosts(rows, [...ids]), await namesOfUnits(rows, [...ids])];
  return { people, units, person: (id) => people.get(id)?.name, unit: (id) => units.get(id) };
}

function gatherIds(value: Json, into: Set<string>): void {
  if (typeof value === 'string') {
    if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(value) && !/^[0-9a-f]{64}$/.test(value)) into.add(value);
  } else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) gatherIds(member, into);
}

function shown(event: StoredEvent, definitions: Definitions, names: KnownNames): EventShown {
  const { leaf, disclosures } = event;
  const kind = kindOf(event.subject);
  const { events, restsOn } = definitions[kind];
  const definition = events[event.type];
  const isPublic = isByThePublic(event);
  const said = inOrder(
    isPublic ? leaf.data.payload : joinPayload(leaf.data.payload, disclosures),
    Object.keys((definition?.payload as { readonly shape?: object } | undefined)?.shape ?? {}),
  );
  const person = (id: string) => ({ id, ...names.people.get(id) });
  const grade = gradeOf(leaf, definition?.binding === true);
  const { evidenced } = leaf.data;
  const step = restsOn?.[event.type];
  const [role, unit] = roleIn(event, names);
  const plain = {
    type: event.type,
    title: definition?.title ?? { zh: event.type, en: event.type },
    said,
    by: person(leaf.onbehalf ?? leaf.actor),
    role,
    unit,
    ...(leaf.onbehalf !== undefined && { enteredBy: person(leaf.actor) }),
    ...(leaf.claimed !== undefined && { claimed: leaf.claimed }),
  };
  return {
    ...plain,
    subject: event.subject,
    kind,
    version: event.version,
    seq: event.seq,
    id: event.id,
    recordedAt: event.time,
    recordedOn: dateInShanghai(event.time),
    ...(evidenced && { evidenced: { ...evidenced, checkedBy: person(evidenced.checkedBy) } }),
    binding: definition?.binding === true,
    ...(grade && { grade }),
    sentence: sentenceOf(plain, names),
    gone: leaf.data._sd.length - (isPublic ? 0 : disclosures.length),
    papers: papersIn(leaf.data, said),
    leafHash: event.leafHash,
    ...(leaf.statehash !== undefined && { stateHash: leaf.statehash }),
    ...(step !== undefined && { step }),
  };
}

/** Fields as the form has them; what stands in no form comes last. */
function inOrder(said: JsonObject, fields: readonly string[]): JsonObject {
  const place = (field: string) => (fields.includes(field) ? fields.indexOf(field) : fields.length);
  return Object.fromEntries(Object.entries(said).toSorted(([a], [b]) => place(a) - place(b)));
}

/** In which role and unit it was done; what was entered for another was done in that other's. */
function roleIn({ leaf }: StoredEvent, names: KnownNames): [Text, { id: string; name?: string }] {
  const unitShown = (id: string) => ({ id, ...named(names.units.get(id)) });
  const principal =
    leaf.onbehalf === undefined ? undefined : memberOf(leaf.data.facts['principal'], 'grants');
  const [grant] = Array.isArray(principal) ? principal : [];
  const [role, unit] = [memberOf(grant, 'role'), memberOf(grant, 'unit')];
  if (typeof role === 'string' && typeof unit === 'string') return [roleWord(role), unitShown(unit)];
  return [roleWord(leaf.actorrole), unitShown(leaf.actorunit)];
}

const roleWord = (role: string): Text => ROLES[role as Role] ?? { zh: role, en: role };

const named = (name: string | undefined) => (name === undefined ? {} : { name });

/** Papers that an act on record has removed. */
async function removedPapers(rows: Rows, size: number): Promise<ReadonlySet<string>> {
  const acts = (await eventsOf(rows, 'installation')).filter(
    ({ type, seq }) => REMOVALS.includes(type) && seq < size,
  );
  return new Set(
    acts.flatMap(({ leaf }) => {
      const { documents } = leaf.data.payload;
      return Array.isArray(documents) ? documents.filter((one) => typeof one === 'string') : [];
    }),
  );
}
