import type { EventDefinition, Text } from '../../workflows/vocabulary.js';
import type { Json } from '../canonical/canonical-json.js';
import { consultationProcedure } from '../consultations/consultation-room.js';
import type { Rows } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { eventsOf, type StoredEvent } from '../ledger/reading.js';
import { meetingProcedure } from '../meetings/meeting-room.js';
import type { EventShown } from './views/decision-shown.js';

/** The meetings and consultations that the decision's events name, as `belonging.ts` gathers them for a bag. */
export async function registersOf(rows: Rows, own: readonly StoredEvent[], size: number) {
  const subjects = new Set<string>();
  for (const { leaf } of own)
    for (const kind of ['meeting', 'consultation'])
      for (const id of [leaf.data.payload[kind], memberOf(leaf.data.facts[kind], kind)])
        if (typeof id === 'string') subjects.add(`${kind}/${id}`);
  const registers = [];
  for (const subject of [...subjects].toSorted()) {
    const events = (await eventsOf(rows, subject)).filter(({ seq }) => seq < size);
    const isCall = subject.startsWith('consultation/');
    registers.push({
      events,
      ...(isCall && { consultation: counted(subject.slice('consultation/'.length), events) }),
    });
  }
  return registers;
}

function counted(id: string, events: readonly StoredEvent[]) {
  const disposed = (how: string) =>
    events.filter(({ leaf }) => leaf.data.payload['disposition'] === how).length;
  return {
    id,
    received: events.filter(({ type }) => type === 'CommentReceived').length,
    adopted: disposed('adopted'),
    partly: disposed('partly'),
    notAdopted: disposed('not-adopted'),
  };
}

export const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;

/** What the events of each kind of subject are, as a decision's views need it. */
export type Definitions = Readonly<
  Record<
    EventShown['kind'],
    {
      readonly events: Readonly<Record<string, EventDefinition>>;
      readonly restsOn?: Readonly<Record<string, string>> | undefined;
    }
  >
>;

export const definitionsFor = ({ procedure }: ReleasedWorkflow): Definitions => ({
  decision: procedure,
  meeting: meetingProcedure,
  consultation: consultationProcedure,
});

export const kindOf = (subject: string): EventShown['kind'] => subject.split('/')[0] as EventShown['kind'];

/** Titles of events, of whatever version of a procedure. */
export class Registered {
  private readonly titles = new Map<string, Text>();

  constructor(released: readonly ReleasedWorkflow[]) {
    for (const { procedure } of [
      ...released,
      { procedure: meetingProcedure },
      { procedure: consultationProcedure },
    ])
      for (const [type, { title }] of Object.entries(procedure.events)) this.titles.set(type, title);
  }

  readonly titleOf = ({ type }: { readonly type: string }): Text =>
    this.titles.get(type) ?? { zh: type, en: type };
}
