import type { HeadsFacts } from '../../workflows/other-subjects.js';
import type { Database, Rows } from '../database/database.js';
import { headsAt, type Heads, type HeadsSoFar } from '../ledger/heads.js';
import { eventAt } from '../ledger/reading.js';
import type { Road } from '../road/record-event.js';
import type { Standpoint } from '../road/room.js';
import type { InstallationState } from './installation.js';

/** The heads as they stand on record: the position of their event, and what it says. */
export interface RecordedHeads extends Heads {
  readonly seq: number;
}

/**
 * What requirements may know of the heads of all subjects.
 * @param then the ledger as it stood: how many events, and how far its checkpoints reached; by default as it
 *   stands; `heads` where positions are asked for one after another
 */
export async function headsFacts(
  rows: Rows,
  installation: Standpoint,
  then?: { readonly size: number; readonly checkpointsTo: number; readonly heads?: HeadsSoFar | undefined },
): Promise<HeadsFacts> {
  const covered = stateOf(installation)?.heads?.checkpointsTo ?? 0;
  const size = then?.size ?? (await sizeOf(rows));
  const span = { covered, upTo: then?.checkpointsTo };
  if (then?.heads) return then.heads.at(size, span);
  return then ? headsAt(rows, size, span) : headsOnce(rows, size, span);
}

type HeadsThen = Awaited<ReturnType<typeof headsAt>>;
const computed = new WeakMap<Rows, { readonly at: string; readonly heads: Promise<HeadsThen> }>();

/**
 * Recording the heads asks for them twice in one transaction, for its payload and for its facts, while everybody else
 * waits: every subject is read and hashed once. The transaction is the key, so nothing outlives it.
 */
function headsOnce(rows: Rows, size: number, span: { readonly covered: number }): Promise<HeadsThen> {
  if (!('savepoint' in rows)) return headsAt(rows, size, span);
  const at = `${size}/${span.covered}`;
  const known = computed.get(rows);
  if (known?.at === at) return known.heads;
  const heads = headsAt(rows, size, span);
  computed.set(rows, { at, heads });
  heads.catch(() => computed.delete(rows));
  return heads;
}

/** What recording them takes. */
export interface Recorder {
  readonly road: Road;
  readonly database: Database;
}

/**
 * The heads of all subjects as they stand: those on record where nothing came since, else recorded now by the program's
 * own hand. Undefined before the installation was set up.
 * @throws LedgerUnavailable
 */
export async function recordHeads(recorder: Recorder): Promise<RecordedHeads | undefined> {
  const { road, database } = recorder;
  const installation = await road.states.read(database.read, 'installation');
  if (installation.version < 0) return undefined;
  const last = stateOf(installation)?.heads;
  const nothingSince = last && last.size + 1 === (await sizeOf(database.read));
  return nothingSince ? headsOnRecord(database.read, last.size) : recordHeadsAnew(recorder);
}

/** As `recordHeads`, on record once more though nothing came since: that nothing came is what it then says. */
export async function recordHeadsAnew({ road, database }: Recorder): Promise<RecordedHeads> {
  const { body } = await road.record({
    kind: 'installation',
    id: '',
    actor: 'installation',
    request: { type: 'HeadsRecorded', payload: {} },
    payloadThen: async (tx, before) => {
      const { checkpoints, count, root, size } = await headsFacts(tx, before);
      return { checkpoints, count, root, size };
    },
  });
  const { event } = body as { readonly event: { readonly seq: number } };
  return headsOnRecord(database.read, event.seq);
}

async function headsOnRecord(rows: Rows, seq: number): Promise<RecordedHeads> {
  const event = await eventAt(rows, seq);
  if (event?.type !== 'HeadsRecorded') throw new Error(`Event ${seq} records no heads.`);
  const { checkpoints, count, root, size } = event.leaf.data.payload;
  return {
    seq,
    checkpoints: String(checkpoints),
    count: Number(count),
    root: String(root),
    size: Number(size),
  };
}

const stateOf = ({ state }: Standpoint) => state as InstallationState | undefined;

async function sizeOf(rows: Rows): Promise<number> {
  const [row] = await rows.query<{ size: number }>('SELECT coalesce(max(seq) + 1, 0) AS size FROM event');
  return row?.size ?? 0;
}
