import type { BaseContext } from '../workflows/definition.js';
import { majorDecision } from '../workflows/major-decision/workflow.js';
import { ROLES, type Role } from '../workflows/vocabulary.js';
import type { JsonObject } from '../src/canonical/canonical-json.js';
import { sha256Hex } from '../src/canonical/digest.js';
import { buildWorkflow } from '../src/engine/built-workflow.js';
import { dateInShanghai } from '../src/engine/civil-date.js';
import { foldOne } from '../src/engine/fold.js';
import type { StoredEvent } from '../src/ledger/reading.js';
import { gradeOf } from '../src/road/grade.js';
import { completenessOf } from '../src/exports/views/completeness.js';
import type { DecisionShown, EventShown } from '../src/exports/views/decision-shown.js';
import { minedEvent } from '../src/exports/views/mined.js';
import { papersIn, papersShown } from '../src/exports/views/papers.js';
import { sentenceOf } from '../src/exports/views/sentence.js';
import { stepsShown, type Passed } from '../src/exports/views/steps.js';
import { days } from './china-calendar.js';
import type { Story } from './story.js';

const workflow = buildWorkflow(majorDecision);
const HASH = 'ab'.repeat(32);

const NOTE = `demo.example/ledger\n40\n${Buffer.alloc(32, 7).toString('base64')}\n\n— demo.example/ledger AAAA\n`;

/** A story as the views show it: what `readShown` makes of a database, without one. */
export function shownFrom(
  story: Story,
  told: { readonly title?: string; readonly gone?: readonly string[]; readonly said?: JsonObject } = {},
): DecisionShown {
  const passed: Passed[] = [];
  for (const [seq, act] of story.history.entries()) {
    const before = passed.at(-1)?.after;
    passed.push({ seq, before, after: foldOne(workflow.procedure, before, act, () => days) });
  }
  const title = told.title ?? '2025年垟庄村杜鹃花节';
  const stored = story.history.map((act, seq) => storedEvent(act, seq));
  const events = stored.map((event) =>
    shownEvent(event, { ...told.said, ...(event.seq === 0 && { title }) }),
  );
  const gone = new Set(told.gone);
  const present = new Set(
    events.flatMap(({ papers }) => papers.map(({ sha256 }) => sha256)).filter((one) => !gone.has(one)),
  );
  const steps = stepsShown(workflow, passed, events);
  const papers = papersShown(events, present, new Set());
  const last = passed.at(-1)?.after;
  const { body } = workflow.procedure.context(last) as BaseContext;
  return {
    id: 'story',
    title,
    body: { id: body ?? '', name: '横溪镇人民政府' },
    workflow: {
      id: 'major-decision',
      version: workflow.procedure.version,
      hash: HASH,
      title: workflow.title,
    },
    at: '2025-06-01T00:00:00.000Z',
    source: 'demo.example/ledger',
    checkpoint: { origin: 'demo.example/ledger', size: 40, root: '07'.repeat(32), note: NOTE },
    steps,
    standing: [],
    settled: false,
    events,
    consultations: [],
    papers,
    completeness: completenessOf({ events, steps, passed, papers }),
    mined: {
      id: 'story',
      title,
      body: body ?? '',
      workflow: `major-decision/${workflow.procedure.version}`,
      events: stored.map((event) => minedEvent(event, isBinding(event.type))),
    },
  };
}

const isBinding = (type: string): boolean => workflow.procedure.events[type]?.binding === true;

function storedEvent(act: Story['history'][number], seq: number): StoredEvent {
  const id = `0195da43-59ce-72e4-9974-${seq.toString(16).padStart(12, '0')}`;
  const { subject, type, time, data } = act;
  const leafHash = sha256Hex(id);
  const leaf: StoredEvent['leaf'] = {
    specversion: '1.0',
    id,
    source: 'demo.example/ledger',
    subject,
    type,
    time,
    seq,
    prev: '',
    actor: act.actor,
    actorrole: act.actorrole,
    actorunit: act.actorunit,
    ...(act.onbehalf !== undefined && { onbehalf: act.onbehalf }),
    data: {
      payload: data.payload,
      facts: {},
      ...(data.evidenced && { evidenced: data.evidenced }),
      version: data.version,
      _sd: [],
      _sd_alg: 'sha-256',
    },
  };
  return {
    seq,
    id,
    subject,
    version: data.version,
    type,
    time,
    leafHash,
    leaf,
    bytes: Buffer.alloc(0),
    disclosures: [],
  };
}

function shownEvent({ leaf, ...event }: StoredEvent, more: JsonObject): EventShown {
  const said = { ...leaf.data.payload, ...more };
  const grade = gradeOf(leaf, isBinding(event.type));
  const step = workflow.procedure.restsOn?.[event.type];
  const plain = {
    type: event.type,
    title: workflow.procedure.events[event.type]?.title ?? { zh: event.type, en: event.type },
    said,
    by: { id: leaf.onbehalf ?? leaf.actor },
    role: ROLES[leaf.actorrole as Role],
    unit: { id: leaf.actorunit },
  };
  return {
    ...plain,
    subject: event.subject,
    kind: 'decision',
    version: event.version,
    seq: event.seq,
    id: event.id,
    recordedAt: event.time,
    recordedOn: dateInShanghai(event.time),
    binding: isBinding(event.type),
    ...(grade && { grade }),
    sentence: sentenceOf(plain, { person: () => undefined, unit: () => undefined }),
    gone: 0,
    papers: papersIn(leaf.data, said),
    leafHash: event.leafHash,
    ...(step !== undefined && { step }),
  };
}
